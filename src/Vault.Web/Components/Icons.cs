using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Vault.Web.Components;

/// <summary>The icons of <c>wwwroot/img/icons.svg</c>: ornaments, never the only carrier of a meaning.</summary>
public sealed class Icons(IFileVersionProvider versions)
{
    private const string Sprite = "/img/icons.svg";

    /// <summary>The icon as markup; <paramref name="name"/> is a symbol's id in the sprite, never input.</summary>
    public IHtmlContent Html(string name) =>
        new HtmlString(
            $"""<svg class="icon" aria-hidden="true"><use href="{versions.AddFileVersionToPath(default, Sprite)}#{name}"/></svg>"""
        );
}
