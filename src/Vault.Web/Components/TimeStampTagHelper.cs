using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Vault.Web.Shell;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;time-stamp at="@…" /&gt;</c>: the moment in the institution's zone, the zone in grey, how long ago in the tooltip.
/// <c>day="true"</c> shows the date alone; <c>seconds="true"</c> shows seconds too.
/// </summary>
[HtmlTargetElement("time-stamp", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimeStampTagHelper(ShownTime shown) : TagHelper
{
    public DateTimeOffset At { get; set; }
    public bool Day { get; set; }
    public bool Seconds { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("time", "time");
        output.Attributes.SetAttribute(
            "datetime",
            shown.Local(At).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
        );
        output.Attributes.SetAttribute("title", shown.Relative(At));
        output.Content.SetContent(Day ? shown.Date(At) : shown.Absolute(At, Seconds));
        if (!Day)
            output.Content.Append(" ").AppendHtml(Markup.Text("span", "zone", shown.Zone(At)));
    }
}
