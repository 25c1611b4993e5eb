using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>The few moves every component makes when it writes its markup. Text given here is always encoded.</summary>
internal static class Markup
{
    /// <summary>Adds classes beside those the page gave.</summary>
    public static void AddClasses(this TagHelperOutput output, params ReadOnlySpan<string> classes)
    {
        foreach (var one in classes)
            output.AddClass(one, HtmlEncoder.Default);
    }

    /// <summary>Appends <c>&lt;tag class="…"&gt;text&lt;/tag&gt;</c>; tag and class are the component's own, the text is encoded.</summary>
    public static IHtmlContentBuilder AppendElement(
        this IHtmlContentBuilder content,
        string tag,
        string @class,
        string text
    ) => content.AppendHtml($"<{tag} class=\"{@class}\">").Append(text).AppendHtml($"</{tag}>");
}
