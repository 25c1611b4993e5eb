using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>
/// Every <c>&lt;form method="post" action="…"&gt;</c> carries the antiforgery token (R62). The framework's helper gives one only to
/// forms that leave their address to it.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post],action")]
public sealed class PostFormTagHelper(IHtmlGenerator generator) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.PostContent.AppendHtml(generator.GenerateAntiforgery(View));
}
