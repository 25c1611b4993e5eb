using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;filter-bar search="q" label="…"&gt;fields&lt;/filter-bar&gt;</c>: a GET form, so that a filtered list has an address of its own. The
/// search line takes its value from the query; "/" puts the cursor there.
/// </summary>
[HtmlTargetElement("filter-bar")]
public sealed class FilterBarTagHelper(Icons icons, IStringLocalizer<ComponentTexts> texts) : TagHelper
{
    /// <summary>The name of the search line's parameter; without it there is none.</summary>
    public string? Search { get; set; }

    /// <summary>What the search line searches.</summary>
    public string Label { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var fields = await output.GetChildContentAsync();
        var request = View.HttpContext.Request;
        output.Become("form", "filter-bar");
        output.Attributes.SetAttribute("method", "get");
        output.Attributes.SetAttribute("role", "search");
        if (Search is not null)
            output.Content.SetHtmlContent(SearchLine(request.Query[Search].ToString()));
        output.Content.AppendHtml(fields);
        var submit = Markup.Element("button", "button", ("type", "submit")).With(icons.Html("filter"));
        output.Content.AppendHtml(submit.With(Markup.Text("span", null, texts["Filter.Apply"])));
        if (request.Query.Count > 0)
        {
            var clear = Markup.Text("a", "button button-quiet", texts["Filter.Clear"]);
            clear.Attributes["href"] = request.PathBase + request.Path;
            output.Content.AppendHtml(clear);
        }
    }

    private TagBuilder SearchLine(string value)
    {
        var id = "filter-" + Search;
        var label = Markup.Text("label", null, Label);
        label.Attributes["for"] = id;
        var line = Markup.Element(
            "input",
            "input",
            ("type", "search"),
            ("id", id),
            ("name", Search),
            ("value", value),
            ("autocomplete", "off"),
            ("data-search", "")
        );
        return Markup.Element("div", "field field-search").With(label, line);
    }
}
