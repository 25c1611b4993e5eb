using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary><c>&lt;empty-state icon="list" title="…"&gt;what to do&lt;/empty-state&gt;</c>: stands where a list would, and says what to do.</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper(Icons icons) : TagHelper
{
    public string Icon { get; set; } = "list";
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.Become("div", "empty");
        output
            .Content.SetHtmlContent(icons.Html(Icon))
            .AppendHtml(Markup.Text("p", "empty-title", Title))
            .AppendHtml(body);
    }
}

/// <summary><c>&lt;fact-list&gt;</c>: terms and what they are; holds <c>fact-item</c>.</summary>
[HtmlTargetElement("fact-list")]
public sealed class FactListTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("dl", "facts");
}

/// <summary><c>&lt;fact-item term="…"&gt;value&lt;/fact-item&gt;</c></summary>
[HtmlTargetElement("fact-item", ParentTag = "fact-list")]
public sealed class FactItemTagHelper : TagHelper
{
    public string Term { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.Become("div", "fact");
        output.Content.SetHtmlContent(Markup.Text("dt", null, Term)).AppendHtml(Markup.Element("dd", null).With(body));
    }
}
