namespace Vault.Web.Pages.Handovers;

/// <summary>Names the texts of handovers.</summary>
public sealed class HandoverTexts;
