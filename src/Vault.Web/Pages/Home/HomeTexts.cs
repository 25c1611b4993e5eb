namespace Vault.Web.Pages.Home;

/// <summary>Names the texts of the start page.</summary>
public sealed class HomeTexts;
