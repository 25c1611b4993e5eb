using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Vault.Web.Shell;

namespace Vault.Web.Components;

/// <summary>How far a step is.</summary>
public enum StepState
{
    /// <summary>Not its turn yet.</summary>
    Waiting,

    /// <summary>The one to take now.</summary>
    Current,
    Done,

    /// <summary>Cannot go on until something else is put right.</summary>
    Blocked,

    /// <summary>Left out for a stated reason.</summary>
    Waived,
}

/// <summary><c>&lt;step-list label="…"&gt;</c>: work of several steps, from top to bottom; holds <c>step-item</c>.</summary>
[HtmlTargetElement("step-list")]
public sealed class StepListTagHelper : TagHelper
{
    /// <summary>What the steps lead to, for screen readers.</summary>
    public string Label { get; set; } = "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("ol", "step-list");
        output.Attributes.SetAttribute("aria-label", Label);
    }
}

/// <summary><c>&lt;step-item title="…" state="Done" who="…" at="@…"&gt;evidence or the form of the step&lt;/step-item&gt;</c></summary>
[HtmlTargetElement("step-item", ParentTag = "step-list")]
public sealed class StepItemTagHelper(Icons icons, ShownTime shown, IStringLocalizer<ComponentTexts> texts) : TagHelper
{
    public string Title { get; set; } = "";
    public StepState State { get; set; }

    /// <summary>Who has taken the step or has to take it.</summary>
    public string? Who { get; set; }

    /// <summary>When it was taken or is due.</summary>
    public DateTimeOffset? At { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.Become("li", "step", "step-" + State.ToString().ToLowerInvariant());
        if (State == StepState.Current)
            output.Attributes.SetAttribute("aria-current", "step");
        var mark = Markup.Element("span", "step-mark").With(icons.Html(ShapeOf(State)));
        var head = Markup
            .Element("p", "step-head")
            .With(Markup.Text("span", "step-title", Title), Markup.Text("span", "step-state", texts[$"Step.{State}"]));
        var content = Markup.Element("div", "step-body").With(head, Meta());
        if (!body.IsEmptyOrWhiteSpace)
            content.With(Markup.Element("div", "step-evidence").With(body));
        output.Content.SetHtmlContent(mark).AppendHtml(content);
    }

    private Microsoft.AspNetCore.Mvc.Rendering.TagBuilder? Meta()
    {
        if (Who is null && At is null)
            return null;
        var meta = Markup.Element("p", "step-meta");
        if (Who is not null)
            meta.With(Markup.Text("span", null, Who));
        if (At is { } at)
        {
            var time = Markup.Text("time", "time", $"{shown.Absolute(at)} {shown.Zone(at)}");
            time.Attributes["datetime"] = at.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
            time.Attributes["title"] = shown.Relative(at);
            meta.With(time);
        }
        return meta;
    }

    private static string ShapeOf(StepState state) =>
        state switch
        {
            StepState.Done => "check",
            StepState.Current => "dot",
            StepState.Blocked => "alert",
            StepState.Waived => "minus-circle",
            _ => "circle",
        };
}
