namespace Vault.Web.Pages.Holdings;

/// <summary>Names the texts of holdings.</summary>
public sealed class HoldingTexts;
