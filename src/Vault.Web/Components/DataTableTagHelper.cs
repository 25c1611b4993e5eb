using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;data-table caption="…"&gt;&lt;thead&gt;…&lt;/thead&gt;&lt;tbody&gt;…&lt;/tbody&gt;&lt;/data-table&gt;</c>: a real table with a head that stays in sight; on phones
/// it scrolls inside itself. <c>class="number"</c> on cells of figures.
/// </summary>
[HtmlTargetElement("data-table")]
public sealed class DataTableTagHelper : TagHelper
{
    /// <summary>What the table lists.</summary>
    public string Caption { get; set; } = "";

    /// <summary>Shows the caption above the table, where no heading says the same.</summary>
    public bool Titled { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = await output.GetChildContentAsync();
        output.Become("div", "table-frame");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-label", Caption);
        // A region that scrolls must be reachable by keyboard.
        output.Attributes.SetAttribute("tabindex", "0");
        var caption = Markup.Text("caption", Titled ? "table-caption" : "sr-only", Caption);
        output.Content.SetHtmlContent(Markup.Element("table", "table").With(caption, rows));
    }
}
