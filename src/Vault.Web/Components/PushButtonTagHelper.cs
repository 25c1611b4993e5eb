using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>How loudly a button asks to be pressed. One primary a page; danger only for what cannot be undone.</summary>
public enum ButtonKind
{
    Secondary,
    Primary,
    Danger,
    Quiet,
}

/// <summary>
/// <c>&lt;push-button kind="Primary" icon="key"&gt;…&lt;/push-button&gt;</c>: submits its form; a link when it has <c>href</c>;
/// opens the dialog with that id when it has <c>opens</c>. Other attributes pass through.
/// </summary>
[HtmlTargetElement("push-button")]
public sealed class PushButtonTagHelper(Icons icons) : TagHelper
{
    public ButtonKind Kind { get; set; }

    /// <summary>An icon before the text, by its id in the sprite.</summary>
    public string? Icon { get; set; }

    /// <summary>For tables and other tight places.</summary>
    public bool Small { get; set; }

    /// <summary>Where a link leads.</summary>
    public string? Href { get; set; }

    /// <summary>The id of the dialog the button opens.</summary>
    public string? Opens { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        output.Become(Href is null ? "button" : "a", "button");
        if (Kind != ButtonKind.Secondary)
            output.Become(output.TagName!, "button-" + Kind.ToString().ToLowerInvariant());
        if (Small)
            output.Become(output.TagName!, "button-small");
        output.Default("href", Href);
        output.Default("popovertarget", Opens);
        if (Href is null)
            output.Default("type", Opens is null ? "submit" : "button");
        if (Icon is not null)
            output.Content.SetHtmlContent(icons.Html(Icon)).AppendHtml(text);
    }
}
