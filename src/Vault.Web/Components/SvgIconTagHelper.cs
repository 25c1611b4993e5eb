using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary><c>&lt;svg-icon name="key" /&gt;</c>: a symbol of <c>img/icons.svg</c>, an ornament that is never the only carrier of a meaning.</summary>
[HtmlTargetElement("svg-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SvgIconTagHelper(IFileVersionProvider versions) : TagHelper
{
    /// <summary>The symbol's id in the sprite.</summary>
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Icons.Html(versions, Name));
    }
}
