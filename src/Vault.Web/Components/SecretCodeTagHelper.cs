using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Vault.Web.Shell;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;secret-code label="…" code="482913" next="106284" seconds="17" period="30" /&gt;</c>: the running one-time code. When its seconds
/// are over the next one takes its place for one period; then it is removed.
/// </summary>
[HtmlTargetElement("secret-code", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SecretCodeTagHelper(
    Icons icons,
    IHtmlGenerator generator,
    TimeProvider clock,
    ShownTime shown,
    IStringLocalizer<ComponentTexts> texts
) : SecretTagHelper(icons, generator, texts)
{
    public string Code { get; set; } = "";

    /// <summary>The code after this one; without it the field closes when this one is over.</summary>
    public string? Next { get; set; }

    /// <summary>Seconds a code lives.</summary>
    public int Period { get; set; } = 30;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Begin(output, true);
        output.Attributes.SetAttribute("data-period", Period.ToString(CultureInfo.InvariantCulture));
        var body = Markup
            .Element("div", "secret-body")
            .With(Shown("secret-text code", SecretGlyphs.Code(Code)), Ring.Html(Seconds, Period), NextCode(), Tools());
        output.Content.AppendHtml(body).AppendHtml(Markup.Text("p", "hint", Texts["Secret.CodeNote", EndsAt()]));
        End(output);
    }

    private string EndsAt() =>
        shown.Local(clock.GetUtcNow().AddSeconds(Seconds)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private TagBuilder? NextCode()
    {
        if (Next is null)
            return null;
        var code = Markup.Element("span", "code", ("data-next-text", ""), ("dir", "ltr")).With(SecretGlyphs.Code(Next));
        return Markup
            .Element("span", "code-next", ("data-next", ""))
            .With(Markup.Text("span", null, Texts["Secret.Next"]), new HtmlString(" "), code);
    }
}
