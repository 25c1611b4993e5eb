using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary><c>&lt;person-name name="…" unit="…" href="…" /&gt;</c>: a person and where he belongs; a link when there is a page of his.</summary>
[HtmlTargetElement("person-name")]
public sealed class PersonNameTagHelper : TagHelper
{
    public string Name { get; set; } = "";
    public string? Unit { get; set; }
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", "person");
        output.Content.SetHtmlContent(Names.Linked("person-own", Name, Href));
        if (Unit is not null)
            output.Content.Append(" ").AppendHtml(Markup.Text("span", "person-unit", Unit));
    }
}

/// <summary>
/// <c>&lt;account-name mark="W" platform="…" name="…" href="…" /&gt;</c>: an account with its platform's mark. The mark is one or two
/// drawn letters, no trademark; the platform's name stands beside it in words.
/// </summary>
[HtmlTargetElement("account-name")]
public sealed class AccountNameTagHelper : TagHelper
{
    /// <summary>One or two letters.</summary>
    public string Mark { get; set; } = "";
    public string Platform { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("span", "account");
        var mark = Markup.Text("span", "account-mark", Mark);
        mark.Attributes["aria-hidden"] = "true";
        var words = Markup
            .Element("span", "account-words")
            .With(
                Names.Linked("account-own", Name, Href),
                new HtmlString(" "),
                Markup.Text("span", "account-platform", Platform)
            );
        output.Content.SetHtmlContent(mark).AppendHtml(words);
    }
}

internal static class Names
{
    public static TagBuilder Linked(string @class, string name, string? href)
    {
        // Razor hands an absent address on as an empty one.
        var isLink = !string.IsNullOrEmpty(href);
        var element = Markup.Text(isLink ? "a" : "span", @class, name);
        if (isLink)
            element.Attributes["href"] = href;
        return element;
    }
}
