using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;progress-bar label="…" value="37" max="120" remaining="…" /&gt;</c>: long work with its count; <c>remaining</c> is the page's own
/// estimate in words.
/// </summary>
[HtmlTargetElement("progress-bar", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ProgressBarTagHelper(IStringLocalizer<ComponentTexts> texts) : TagHelper
{
    public string Label { get; set; } = "";
    public long Value { get; set; }
    public long Max { get; set; } = 1;
    public string? Remaining { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "progress");
        var bar = Markup.Element(
            "progress",
            null,
            ("value", Value.ToString(CultureInfo.InvariantCulture)),
            ("max", Max.ToString(CultureInfo.InvariantCulture)),
            ("aria-label", Label)
        );
        var head = Markup
            .Element("p", "progress-head")
            .With(
                Markup.Text("span", "progress-label", Label),
                Markup.Text("span", "number", texts["Progress.Count", Value, Max])
            );
        output.Content.SetHtmlContent(head).AppendHtml(bar);
        if (Remaining is not null)
            output.Content.AppendHtml(Markup.Text("p", "hint", Remaining));
    }
}
