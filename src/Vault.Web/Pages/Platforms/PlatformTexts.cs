namespace Vault.Web.Pages.Platforms;

/// <summary>Names the texts of the pages about platforms.</summary>
public sealed class PlatformTexts;
