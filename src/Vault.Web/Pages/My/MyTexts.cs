namespace Vault.Web.Pages.My;

/// <summary>Names the texts of the pages about one's own sign-in and sessions.</summary>
public sealed class MyTexts;
