using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>What a state means for its reader. Each has a colour and a shape of its own; the word is the page's.</summary>
public enum ChipKind
{
    /// <summary>Nothing is asked of anybody.</summary>
    Neutral,

    /// <summary>Under way.</summary>
    Active,

    /// <summary>Somebody should act by a date.</summary>
    Due,

    /// <summary>Overdue, refused, compromised, frozen.</summary>
    Danger,

    /// <summary>Done and checked.</summary>
    Verified,

    /// <summary>Over: withdrawn, cancelled, expired.</summary>
    Ended,
}

/// <summary><c>&lt;status-chip kind="Due"&gt;…&lt;/status-chip&gt;</c>: a state as word and shape, never as colour alone.</summary>
[HtmlTargetElement("status-chip")]
public sealed class StatusChipTagHelper(Icons icons) : TagHelper
{
    public ChipKind Kind { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var word = await output.GetChildContentAsync();
        output.Become("span", "chip", "chip-" + Kind.ToString().ToLowerInvariant());
        output.Content.SetHtmlContent(icons.Html(ShapeOf(Kind))).AppendHtml(word);
    }

    private static string ShapeOf(ChipKind kind) =>
        kind switch
        {
            ChipKind.Active => "dot",
            ChipKind.Due => "clock",
            ChipKind.Danger => "alert",
            ChipKind.Verified => "check-circle",
            ChipKind.Ended => "minus-circle",
            _ => "circle",
        };
}
