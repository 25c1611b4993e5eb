using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Vault.Web.Components;

namespace Vault.Web.Pages.Log;

/// <summary>
/// <c>&lt;event-sentence of="…" linked="true" /&gt;</c>: a sentence with what others wrote set apart from our own words. Linked, persons and
/// accounts lead to what the log holds about them.
/// </summary>
[HtmlTargetElement("event-sentence", TagStructure = TagStructure.WithoutEndTag)]
public sealed class EventSentenceTagHelper : TagHelper
{
    public EventSentence Of { get; set; } = new([]);

    public bool Linked { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", "event-sentence");
        foreach (var part in Of.Parts)
            output.Content.AppendHtml(Html(part));
    }

    private IHtmlContent Html(SentencePart part)
    {
        switch (part)
        {
            case SentencePart.Quote:
                return Markup.Text("span", "event-quote", part.Text);
            case SentencePart.Gone:
                return Markup.Text("em", "muted", part.Text);
            case SentencePart.OfPerson person when Linked:
                return Link("person", person.Id.ToString(), part.Text);
            case SentencePart.OfAccount account when Linked:
                return Link("account", account.Id.ToString(), part.Text);
            case SentencePart.OfPerson or SentencePart.OfAccount:
                return Markup.Text("span", "event-name", part.Text);
            default:
                return new HtmlContentBuilder().Append(part.Text);
        }
    }

    private static IHtmlContent Link(string filter, string id, string text)
    {
        var link = Markup.Text("a", "event-name", text);
        link.Attributes["href"] = string.Create(CultureInfo.InvariantCulture, $"/log?{filter}={id}");
        return link;
    }
}
