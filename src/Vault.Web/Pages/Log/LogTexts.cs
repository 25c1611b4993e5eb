namespace Vault.Web.Pages.Log;

/// <summary>Names the texts of the log's pages.</summary>
public sealed class LogTexts;
