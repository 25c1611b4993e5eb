using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>One bar: what it stands for, how much, and whether it wants attention.</summary>
public sealed record ChartBar(string Label, long Value, ChipKind Kind = ChipKind.Active);

/// <summary>
/// <c>&lt;bar-chart caption="…" label-head="…" value-head="…" bars="Model.Bars" /&gt;</c>: the chart is its own table, a row for each bar, so
/// that nothing is said by the drawing alone. Bars are drawn on the server, the longest fills the width.
/// </summary>
[HtmlTargetElement("bar-chart", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BarChartTagHelper : TagHelper
{
    public string Caption { get; set; } = "";
    public string LabelHead { get; set; } = "";
    public string ValueHead { get; set; } = "";
    public IReadOnlyList<ChartBar> Bars { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("table", "chart");
        output.Content.SetHtmlContent(Markup.Text("caption", "table-caption", Caption));
        var value = Markup.Text("th", "number", ValueHead);
        value.Attributes["scope"] = "col";
        value.Attributes["colspan"] = "2";
        var label = Markup.Text("th", null, LabelHead);
        label.Attributes["scope"] = "col";
        output.Content.AppendHtml(Markup.Element("thead", null).With(Markup.Element("tr", null).With(label, value)));
        var body = Markup.Element("tbody", null);
        var longest = Bars.Select(b => b.Value).DefaultIfEmpty(0).Max();
        foreach (var bar in Bars)
            body.With(Row(bar, longest));
        output.Content.AppendHtml(body);
    }

    private static TagBuilder Row(ChartBar bar, long longest)
    {
        var head = Markup.Text("th", null, bar.Label);
        head.Attributes["scope"] = "row";
        var number = Markup.Text("td", "number", bar.Value.ToString("N0", CultureInfo.InvariantCulture));
        return Markup
            .Element("tr", null)
            .With(head, Markup.Element("td", "chart-cell").With(Drawn(bar, longest)), number);
    }

    private static TagBuilder Drawn(ChartBar bar, long longest)
    {
        var width = longest == 0 ? 0 : 100.0 * bar.Value / longest;
        var rect = Markup.Element(
            "rect",
            "bar-" + bar.Kind.ToString().ToLowerInvariant(),
            ("width", width.ToString("0.##", CultureInfo.InvariantCulture)),
            ("height", "10")
        );
        return Markup
            .Element(
                "svg",
                "chart-bar",
                ("viewBox", "0 0 100 10"),
                ("preserveAspectRatio", "none"),
                ("aria-hidden", "true")
            )
            .With(rect);
    }
}
