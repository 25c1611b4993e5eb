using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary><c>&lt;svg-icon name="key" /&gt;</c></summary>
[HtmlTargetElement("svg-icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SvgIconTagHelper(Icons icons) : TagHelper
{
    /// <summary>The symbol's id in the sprite.</summary>
    public string Name { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(icons.Html(Name));
    }
}
