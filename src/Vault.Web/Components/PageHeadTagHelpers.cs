using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;page-head title="…" lead="…"&gt;&lt;head-state&gt;…&lt;/head-state&gt;&lt;head-actions&gt;…&lt;/head-actions&gt;&lt;/page-head&gt;</c>:
/// the page's heading, its state and its primary action. Names the browser's tab too.
/// </summary>
[HtmlTargetElement("page-head")]
public sealed class PageHeadTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    /// <summary>One sentence under the heading.</summary>
    public string? Lead { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        View.ViewData["Title"] = Title;
        output.Become("div", "page-head");
        output.Content.SetHtmlContent(Markup.Text("h1", null, Title)).AppendHtml(body);
        if (Lead is not null)
            output.Content.AppendHtml(Markup.Text("p", "page-lead", Lead));
    }
}

/// <summary>The chips that say how things stand, beside the heading.</summary>
[HtmlTargetElement("head-state", ParentTag = "page-head")]
public sealed class HeadStateTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("div", "head-state");
}

/// <summary>The page's actions, the primary one last.</summary>
[HtmlTargetElement("head-actions", ParentTag = "page-head")]
public sealed class HeadActionsTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("div", "head-actions");
}
