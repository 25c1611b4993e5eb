using System.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary><c>&lt;error-summary /&gt;</c>: above the form, all that has to be put right, each leading to its field; nothing while all is well.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTagHelper(IStringLocalizer<ComponentTexts> texts) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = View
            .ViewData.ModelState.Where(entry => entry.Value!.Errors.Count > 0)
            .OrderBy(entry => PositionOf(entry.Key), StringComparer.Ordinal)
            .Select(entry => (Field: entry.Key, entry.Value!.Errors[0].ErrorMessage))
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.Become("div", "error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        // Takes the focus without script, so that it is read first.
        output.Attributes.SetAttribute(new TagHelperAttribute("autofocus"));
        output.Content.SetHtmlContent(Markup.Text("h2", null, Title(errors.Count)));
        var list = Markup.Element("ul", null);
        foreach (var (field, message) in errors)
            list.With(Markup.Element("li", null).With(Line(field, message)));
        output.Content.AppendHtml(list);
    }

    private string Title(int count) => count == 1 ? texts["Errors.One"] : texts["Errors.Many", count];

    // The model state is sorted by name; the reader goes from top to bottom, as the model's properties do.
    private string PositionOf(string key)
    {
        var model = View.ViewData.ModelMetadata;
        var position = new StringBuilder();
        foreach (var part in key.Split('.'))
        {
            var property = model.Properties[part];
            if (property is null)
                return position.Append(key.Length == 0 ? char.MinValue : char.MaxValue).ToString();
            var index = model.Properties.TakeWhile(p => !p.Equals(property)).Count();
            position.Append((char)index);
            model = property;
        }
        return position.ToString();
    }

    private static TagBuilder Line(string field, string message)
    {
        if (field.Length == 0)
            return Markup.Text("span", null, message);
        var link = Markup.Text("a", null, message);
        link.Attributes["href"] = "#" + TagBuilder.CreateSanitizedId(field, "_");
        return link;
    }
}
