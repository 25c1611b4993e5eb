namespace Vault.Web.Pages.Filings;

/// <summary>Names the texts of filings.</summary>
public sealed class FilingTexts;
