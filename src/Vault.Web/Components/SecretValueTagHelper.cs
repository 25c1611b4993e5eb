using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;secret-value label="…"&gt;&lt;push-button&gt;…&lt;/push-button&gt;&lt;/secret-value&gt;</c> is closed: as many dots for every secret, and
/// the button that opens it. With <c>value</c> it is open. The value is content that writes itself, never an input's value.
/// </summary>
[HtmlTargetElement("secret-value")]
public sealed class SecretValueTagHelper(Icons icons, IHtmlGenerator generator, IStringLocalizer<ComponentTexts> texts)
    : SecretTagHelper(icons, generator, texts)
{
    /// <summary>Says nothing about the secret's length.</summary>
    private const string Dots = "••••••••";

    /// <summary>The characters, as <see cref="SecretGlyphs"/> writes them; none while the secret is closed.</summary>
    public IHtmlContent? Value { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var opener = await output.GetChildContentAsync();
        Begin(output, Value is not null);
        if (Value is null)
            output.Content.AppendHtml(Body(ClosedDots(), opener));
        else
            output.Content.AppendHtml(Body(Shown("secret-text", Value), Ring.Html(Seconds, Seconds), Tools()));
        if (Value is not null)
            output.Content.AppendHtml(Markup.Text("p", "hint", Texts["Secret.HidesAfter", Seconds]));
        End(output);
    }

    private IHtmlContent ClosedDots()
    {
        var dots = Markup.Text("span", "secret-dots", Dots);
        dots.Attributes["aria-hidden"] = "true";
        return new HtmlContentBuilder()
            .AppendHtml(dots)
            .AppendHtml(Markup.Text("span", "sr-only", Texts["Secret.Closed"]));
    }

    private static TagBuilder Body(params ReadOnlySpan<IHtmlContent?> parts) =>
        Markup.Element("div", "secret-body").With(parts);
}
