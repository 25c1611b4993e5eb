using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;data-table caption="…"&gt;&lt;thead&gt;…&lt;/thead&gt;&lt;tbody&gt;…&lt;/tbody&gt;&lt;/data-table&gt;</c>: a real table with a head that stays in sight; on phones
/// each row stands by itself, every value behind the name of its column (<see cref="TablePartTagHelper"/>).
/// <c>class="number"</c> on cells of figures.
/// </summary>
[HtmlTargetElement("data-table")]
public sealed class DataTableTagHelper : TagHelper
{
    /// <summary>What the table lists.</summary>
    public string Caption { get; set; } = "";

    /// <summary>Shows the caption above the table, where no heading says the same.</summary>
    public bool Titled { get; set; }

    /// <summary>False where the page has an arrangement of its own for phones.</summary>
    public bool Stacked { get; set; } = true;

    public override void Init(TagHelperContext context) => context.Items[typeof(TableColumns)] = new TableColumns();

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = await output.GetChildContentAsync();
        output.Become("div", "table-frame");
        if (Stacked)
            output.AddClass("stacked", HtmlEncoder.Default);
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-label", Caption);
        // A region that scrolls must be reachable by keyboard.
        output.Attributes.SetAttribute("tabindex", "0");
        var caption = Markup.Text("caption", Titled ? "table-caption" : "sr-only", Caption);
        output.Content.SetHtmlContent(Markup.Element("table", "table", ("role", "table")).With(caption, rows));
    }
}
