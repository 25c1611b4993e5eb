using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;print-sheet title="…" number="…"&gt;…&lt;/print-sheet&gt;</c>: a paper to be signed; on the screen it looks like the sheet it will be.
/// Everything outside it is left out in print.
/// </summary>
[HtmlTargetElement("print-sheet")]
public sealed class PrintSheetTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    /// <summary>The line under the title: a number, a period.</summary>
    public string? Number { get; set; }

    /// <summary>
    /// Of a paper that has one language whatever that of the screen: everything in it, components too, speaks this one.
    /// </summary>
    public string? Lang { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await Body(output);
        output.Become("article", "sheet");
        output.Default("lang", Lang);
        output.Content.SetHtmlContent(Markup.Text("h2", "sheet-title", Title));
        if (Number is not null)
            output.Content.AppendHtml(Markup.Text("p", "sheet-number", Number));
        output.Content.AppendHtml(body);
    }

    private async Task<TagHelperContent> Body(TagHelperOutput output)
    {
        // Ends with this method: the culture flows into what is awaited, and not back to who called.
        if (Lang is not null)
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Lang);
        return await output.GetChildContentAsync();
    }
}

/// <summary>A row of <c>signature-box</c>es that is never parted by the end of a page.</summary>
[HtmlTargetElement("signature-row")]
public sealed class SignatureRowTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("div", "signatures");
}

/// <summary><c>&lt;signature-box role-name="…" name="…" seal="true" /&gt;</c>: room for a signature or a seal, the name printed below, a line for the date.</summary>
[HtmlTargetElement("signature-box", ParentTag = "signature-row", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SignatureBoxTagHelper(IStringLocalizer<ComponentTexts> texts) : TagHelper
{
    /// <summary>In which part the person signs.</summary>
    public string RoleName { get; set; } = "";
    public string? Name { get; set; }

    /// <summary>A line below the name: that he has signed in the vault, and when.</summary>
    public string? Note { get; set; }

    /// <summary>Room for a seal beside the signature.</summary>
    public bool Seal { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("div", "signature");
        output.Content.SetHtmlContent(Markup.Text("p", "signature-role", RoleName));
        var room = Markup.Element("div", "signature-room");
        if (Seal)
            room.With(Markup.Text("span", "signature-seal", texts["Sign.Seal"]));
        output.Content.AppendHtml(room);
        output.Content.AppendHtml(Markup.Text("p", "signature-name", Name ?? ""));
        if (Note is not null)
            output.Content.AppendHtml(Markup.Text("p", "signature-note", Note));
        output.Content.AppendHtml(Markup.Text("p", "signature-date", texts["Sign.Date"]));
    }
}
