namespace Vault.Web.Pages.Help;

/// <summary>Titles of the help; the long texts are pages of their own, one for each language.</summary>
public sealed class HelpTexts;
