namespace Vault.Web.Pages.Gallery;

/// <summary>Names the texts of the page that shows every component.</summary>
public sealed class GalleryTexts;
