using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;dialog-box id="cancel" title="…"&gt;the form&lt;/dialog-box&gt;</c>, opened by <c>&lt;push-button opens="cancel"&gt;</c>: to confirm what
/// cannot be undone, and to name it. A popover without script, modal with it; Esc closes.
/// </summary>
[HtmlTargetElement("dialog-box")]
public sealed class DialogBoxTagHelper(Icons icons, IStringLocalizer<ComponentTexts> texts) : TagHelper
{
    public string Id { get; set; } = "";
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        var titleId = Id + "-title";
        output.Become("dialog", "dialog");
        output.Attributes.SetAttribute("id", Id);
        output.Attributes.SetAttribute("popover", "auto");
        output.Attributes.SetAttribute("aria-labelledby", titleId);
        var title = Markup.Text("h2", null, Title);
        title.Attributes["id"] = titleId;
        var close = Markup
            .Element(
                "button",
                "icon-button",
                ("type", "button"),
                ("popovertarget", Id),
                ("popovertargetaction", "hide"),
                ("aria-label", texts["Dialog.Close"])
            )
            .With(icons.Html("close"));
        output.Content.SetHtmlContent(Markup.Element("div", "dialog-head").With(title, close));
        output.Content.AppendHtml(Markup.Element("div", "dialog-body").With(body));
    }
}
