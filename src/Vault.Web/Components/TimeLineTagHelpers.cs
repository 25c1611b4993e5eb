using Microsoft.AspNetCore.Razor.TagHelpers;
using Vault.Web.Shell;

namespace Vault.Web.Components;

/// <summary><c>&lt;time-line label="…"&gt;</c>: what happened, the latest first; holds <c>time-entry</c>.</summary>
[HtmlTargetElement("time-line")]
public sealed class TimeLineTagHelper : TagHelper
{
    /// <summary>What the list is of, for screen readers.</summary>
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("ol", "time-line");
        output.Attributes.SetAttribute("aria-label", Label);
    }
}

/// <summary><c>&lt;time-entry at="@…" title="…" who="…" kind="Verified"&gt;evidence&lt;/time-entry&gt;</c></summary>
[HtmlTargetElement("time-entry", ParentTag = "time-line")]
public sealed class TimeEntryTagHelper(ShownTime shown) : TagHelper
{
    public DateTimeOffset At { get; set; }
    public string Title { get; set; } = "";
    public string? Who { get; set; }

    /// <summary>Colours the mark; the words say the same.</summary>
    public ChipKind Kind { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.Become("li", "time-entry", "mark-" + Kind.ToString().ToLowerInvariant());
        output.Content.SetHtmlContent(Markup.Text("p", "time-title", Title));
        var meta = Markup.Element("p", "time-meta");
        var time = Markup.Text("time", "time", shown.Absolute(At));
        time.Attributes["title"] = shown.Relative(At);
        time.Attributes["datetime"] = At.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        meta.With(time);
        meta.InnerHtml.Append(" ").AppendHtml(Markup.Text("span", "zone", shown.Zone(At)));
        if (Who is not null)
            meta.InnerHtml.Append(" ").AppendHtml(Markup.Text("span", "time-who", Who));
        output.Content.AppendHtml(meta);
        if (!body.IsEmptyOrWhiteSpace)
            output.Content.AppendHtml(Markup.Element("div", "time-body").With(body));
    }
}
