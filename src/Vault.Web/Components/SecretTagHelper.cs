using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary>
/// What an open secret and a running code share: the label, the ring, copying as a logged action, hiding, and the script's words.
/// What is shown is removed from the page when its seconds are over (R61).
/// </summary>
public abstract class SecretTagHelper(Icons icons, IHtmlGenerator generator, IStringLocalizer<ComponentTexts> texts)
    : TagHelper
{
    public string Label { get; set; } = "";

    /// <summary>Seconds until what is shown is removed.</summary>
    public int Seconds { get; set; } = 30;

    /// <summary>Where copying is logged, by POST, before anything reaches the clipboard; without it nothing can be copied.</summary>
    public string? CopyAction { get; set; }

    /// <summary>The page to go to for hiding without script and for looking again.</summary>
    public string? HideHref { get; set; }

    /// <summary>The antiforgery field of the form that copies, where no view makes one.</summary>
    [HtmlAttributeNotBound]
    public IHtmlContent? Token { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    protected IStringLocalizer<ComponentTexts> Texts => texts;

    protected static TagBuilder Shown(string @class, IHtmlContent glyphs) =>
        Markup.Element("span", @class, ("data-secret-text", ""), ("dir", "ltr"), ("translate", "no")).With(glyphs);

    protected void Begin(TagHelperOutput output, bool open)
    {
        output.Become("div", "secret", open ? "secret-open" : "secret-closed");
        output.Attributes.SetAttribute("role", "group");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.SetHtmlContent(Markup.Text("span", "secret-label", Label));
        if (!open)
            return;
        output.Attributes.SetAttribute("data-secret", "");
        output.Attributes.SetAttribute("data-seconds", Seconds.ToString(CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("data-hidden-text", texts["Secret.Hidden"].Value);
        output.Attributes.SetAttribute("data-copied-text", texts["Secret.Copied"].Value);
        output.Attributes.SetAttribute("data-failed-text", texts["Secret.CopyFailed"].Value);
    }

    protected void End(TagHelperOutput output)
    {
        output.Content.AppendHtml(Markup.Element("p", "secret-status", ("role", "status"), ("data-status", "")));
    }

    protected IHtmlContent Tools() => Markup.Element("span", "secret-tools").With(CopyForm(), Hide());

    private TagBuilder? CopyForm()
    {
        if (CopyAction is null)
            return null;
        var button = Button("button", "copy", texts["Secret.Copy"]);
        button.Attributes["type"] = "submit";
        // Without script nothing could be copied; the script shows the form.
        return Markup
            .Element("form", null, ("method", "post"), ("action", CopyAction), ("data-copy", ""), ("hidden", "hidden"))
            .With(Token ?? generator.GenerateAntiforgery(View), button);
    }

    private TagBuilder? Hide()
    {
        if (HideHref is null)
            return null;
        var link = Button("a", "eye-off", texts["Secret.Hide"]);
        link.Attributes["href"] = HideHref;
        link.Attributes["data-hide"] = "";
        return link;
    }

    private TagBuilder Button(string tag, string icon, string text) =>
        Markup.Element(tag, "button button-small").With(icons.Html(icon), Markup.Text("span", null, text));
}
