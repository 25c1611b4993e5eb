using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Vault.Web.Shell;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;count-down until="@…" /&gt;</c>: a deadline and what is left until it, hours:minutes:seconds; running with script, exact at the
/// time of loading without. Longer than a day it says how far away it is. A screen reader is not told every second.
/// </summary>
[HtmlTargetElement("count-down", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CountDownTagHelper(TimeProvider clock, ShownTime shown, IStringLocalizer<ComponentTexts> texts)
    : TagHelper
{
    public DateTimeOffset Until { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var left = Until - clock.GetUtcNow();
        output.Become("span", "count-down");
        var at = Markup.Text("time", "time", shown.Absolute(Until));
        at.Attributes["datetime"] = shown
            .Local(Until)
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        output.Content.SetHtmlContent(Markup.Element("span", null).With(at));
        output.Content.Append(" ").AppendHtml(Markup.Text("span", "zone", shown.Zone(Until))).Append(" ");
        output.Content.AppendHtml(Left(left));
    }

    private TagBuilder Left(TimeSpan left)
    {
        if (left <= TimeSpan.Zero)
            return Markup.Text("span", "count-over", texts["CountDown.Over"]);
        if (left >= TimeSpan.FromDays(1))
            return Markup.Text("span", "count-left", shown.Relative(Until));
        var clockText = left.ToString(left.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);
        var running = Markup.Text("span", "number", clockText);
        running.Attributes["data-count-down"] = ((long)left.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        running.Attributes["data-over-text"] = texts["CountDown.Over"].Value;
        return Markup
            .Element("span", "count-left", ("role", "timer"))
            .With(Markup.Text("span", "count-word", texts["CountDown.Left"]), new HtmlString(" "), running);
    }
}
