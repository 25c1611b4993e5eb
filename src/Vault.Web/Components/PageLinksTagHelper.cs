using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;page-links page="3" pages="12" total="240" /&gt;</c>: the pager. Keeps the filters of the address and changes <c>page</c> alone;
/// with one page it only says how many there are.
/// </summary>
[HtmlTargetElement("page-links", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PageLinksTagHelper(Icons icons, IStringLocalizer<ComponentTexts> texts) : TagHelper
{
    /// <summary>Counted from 1.</summary>
    public int Page { get; set; } = 1;
    public int Pages { get; set; } = 1;

    /// <summary>Rows on all pages together.</summary>
    public long Total { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("nav", "page-links");
        output.Attributes.SetAttribute("aria-label", texts["Pager.Label"].Value);
        output.Content.SetHtmlContent(
            Markup.Text("span", "page-total", texts[Total == 1 ? "Pager.One" : "Pager.Many", Total])
        );
        if (Pages <= 1)
            return;
        output.Content.AppendHtml(Step(Page - 1, "left", texts["Pager.Previous"]));
        foreach (var number in Shown())
            output.Content.AppendHtml(number is { } n ? Number(n) : Markup.Text("span", "page-gap", "…"));
        output.Content.AppendHtml(Step(Page + 1, "right", texts["Pager.Next"]));
    }

    /// <summary>The first, the last, and those beside the current one; <see langword="null"/> is a gap.</summary>
    private IEnumerable<int?> Shown()
    {
        var last = 0;
        for (var number = 1; number <= Pages; number++)
        {
            if (number != 1 && number != Pages && Math.Abs(number - Page) > 1)
                continue;
            if (number > last + 1)
                yield return null;
            yield return last = number;
        }
    }

    private TagBuilder Number(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var link = Markup.Text("a", "page-number", text);
        link.Attributes["href"] = AddressOf(number);
        link.Attributes["aria-label"] = texts["Pager.Page", number];
        if (number == Page)
            link.Attributes["aria-current"] = "page";
        return link;
    }

    private TagBuilder Step(int to, string icon, string label)
    {
        if (to < 1 || to > Pages)
            return Markup.Element("span", "page-step page-step-off", ("aria-hidden", "true")).With(icons.Html(icon));
        return Markup
            .Element(
                "a",
                "page-step",
                ("href", AddressOf(to)),
                ("aria-label", label),
                ("rel", icon == "left" ? "prev" : "next")
            )
            .With(icons.Html(icon));
    }

    private string AddressOf(int number)
    {
        var kept = View.HttpContext.Request.Query.Where(q => !q.Key.Equals("page", StringComparison.OrdinalIgnoreCase));
        var query = new QueryBuilder(kept) { { "page", number.ToString(CultureInfo.InvariantCulture) } };
        return query.ToQueryString().Value!;
    }
}
