using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Vault.Web.Components;

/// <summary>The markup of an icon, for components that write their own.</summary>
internal static class Icons
{
    private const string Sprite = "/img/icons.svg";

    /// <summary>The icon as markup; <paramref name="name"/> is one of the product's own symbol names, never input.</summary>
    public static IHtmlContent Html(IFileVersionProvider versions, string name) =>
        new HtmlString(
            $"""<svg class="icon" aria-hidden="true"><use href="{versions.AddFileVersionToPath(default, Sprite)}#{name}"/></svg>"""
        );
}
