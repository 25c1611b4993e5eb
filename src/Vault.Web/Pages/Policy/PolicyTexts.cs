namespace Vault.Web.Pages.Policy;

/// <summary>Names the texts of the page about what the organisation has decided.</summary>
public sealed class PolicyTexts;
