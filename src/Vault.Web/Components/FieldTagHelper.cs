using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary>How wide a field is drawn: as wide as what belongs into it.</summary>
public enum FieldWidth
{
    Normal,
    Short,
    Wide,
}

/// <summary>
/// What all fields share: label, hint, the first error of the model state, and the wiring a screen reader needs. The field is
/// bound by <c>for</c>, or stands alone with <c>name</c>, <c>value</c> and <c>error</c>. Attributes it does not know go to the control.
/// </summary>
public abstract class FieldTagHelper(Icons icons, IStringLocalizer<ComponentTexts> texts) : TagHelper
{
    public ModelExpression? For { get; set; }
    public string? Name { get; set; }
    public string? Value { get; set; }
    public string? Error { get; set; }
    public string Label { get; set; } = "";
    public string? Hint { get; set; }

    /// <summary>Says "optional" beside the label; the rest is required, unsaid.</summary>
    public bool Optional { get; set; }
    public FieldWidth Width { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    protected Icons Icons => icons;
    protected IStringLocalizer<ComponentTexts> Texts => texts;

    protected string FieldName => For is null ? Name ?? "" : View.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    protected virtual string Id => TagBuilder.CreateSanitizedId(FieldName, "_");
    private string HintId => Id + "-hint";
    private string ErrorId => Id + "-error";

    protected virtual string? FirstError =>
        Error
        ?? (
            View.ViewData.ModelState.TryGetValue(FieldName, out var entry) && entry.Errors.Count > 0
                ? entry.Errors[0].ErrorMessage
                : null
        );

    /// <summary>What was typed, else what the model holds.</summary>
    protected string? CurrentValue =>
        Value
        ?? (
            View.ViewData.ModelState.TryGetValue(FieldName, out var entry) && entry.AttemptedValue is { } typed
                ? typed
                : Formatted(For?.Model)
        );

    /// <summary>The wrapper takes the page's <c>class</c>; every other attribute belongs to the control.</summary>
    protected TagBuilder Control(string tag, TagHelperOutput output, string @class)
    {
        var control = Markup.Element(
            tag,
            @class,
            ("id", Id),
            ("name", FieldName),
            ("aria-invalid", FirstError is null ? null : "true"),
            ("aria-describedby", DescribedBy())
        );
        foreach (var given in output.Attributes.Where(a => a.Name != "class").ToList())
        {
            control.Attributes[given.Name] = given.Value?.ToString();
            output.Attributes.Remove(given);
        }
        return control;
    }

    protected void Wrap(TagHelperOutput output, params ReadOnlySpan<IHtmlContent?> control)
    {
        output.Become("div", "field");
        if (Width != FieldWidth.Normal)
            output.Become("div", "field-" + Width.ToString().ToLowerInvariant());
        output.Content.SetHtmlContent(LabelHtml()).AppendHtml(Notes());
        foreach (var part in control)
        {
            if (part is not null)
                output.Content.AppendHtml(part);
        }
    }

    protected IHtmlContent Notes()
    {
        var notes = new HtmlContentBuilder();
        if (Hint is not null)
            notes.AppendHtml(Identified(Markup.Text("p", "hint", Hint), HintId));
        if (FirstError is { } error)
        {
            var words = Markup.Text("span", null, error);
            notes.AppendHtml(Identified(Markup.Element("p", "field-error").With(icons.Html("alert"), words), ErrorId));
        }
        return notes;
    }

    protected TagBuilder LabelHtml()
    {
        var label = Markup.Text("label", null, Label);
        label.Attributes["for"] = Id;
        if (Optional)
            label.InnerHtml.Append(" ").AppendHtml(Markup.Text("span", "optional", texts["Field.Optional"]));
        return label;
    }

    protected string? DescribedBy()
    {
        string?[] ids = [Hint is null ? null : HintId, FirstError is null ? null : ErrorId];
        var joined = string.Join(' ', ids.Where(id => id is not null));
        return joined.Length == 0 ? null : joined;
    }

    protected static string? Formatted(object? value) =>
        value switch
        {
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString(),
        };

    private static TagBuilder Identified(TagBuilder element, string id)
    {
        element.Attributes["id"] = id;
        return element;
    }
}
