using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary><c>&lt;date-field for="Input.From" label="…" hint="…" /&gt;</c>: a day; the hint is the place for what it means in working days.</summary>
[HtmlTargetElement("date-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DateFieldTagHelper(Icons icons, IStringLocalizer<ComponentTexts> texts)
    : FieldTagHelper(icons, texts)
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Width == FieldWidth.Normal)
            Width = FieldWidth.Short;
        var day = Control("input", output, "input");
        day.Attributes["type"] = "date";
        if (CurrentValue is { } value)
            day.Attributes["value"] = value;
        Wrap(output, day);
    }
}

/// <summary><c>&lt;check-field for="Input.Confirmed" label="…" /&gt;</c>: yes or no.</summary>
[HtmlTargetElement("check-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CheckFieldTagHelper(Icons icons, IStringLocalizer<ComponentTexts> texts)
    : FieldTagHelper(icons, texts)
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var box = Control("input", output, "check-box");
        box.Attributes["type"] = "checkbox";
        box.Attributes["value"] = "true";
        if (string.Equals(CurrentValue?.Split(',')[0], "true", StringComparison.OrdinalIgnoreCase))
            box.Attributes["checked"] = "checked";
        output.Become("div", "check");
        output.Content.SetHtmlContent(box).AppendHtml(Markup.Element("div", null).With(LabelHtml(), Notes()));
    }
}

/// <summary><c>&lt;choice-field for="Input.Kind" label="…" items="…" /&gt;</c>: one of a few, all in sight.</summary>
[HtmlTargetElement("choice-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChoiceFieldTagHelper(Icons icons, IStringLocalizer<ComponentTexts> texts)
    : FieldTagHelper(icons, texts)
{
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("fieldset", "field");
        // The error summary links to the field's id, so the group carries it.
        output.Default("id", Id);
        output.Default("tabindex", "-1");
        output.Default("aria-describedby", DescribedBy());
        output.Content.SetHtmlContent(Markup.Text("legend", "field-label", Label)).AppendHtml(Notes());
        foreach (var (item, index) in Items.Select((item, index) => (item, index)))
            output.Content.AppendHtml(Choice(item, $"{Id}-{index + 1}"));
    }

    private TagBuilder Choice(SelectListItem item, string id)
    {
        var chosen = CurrentValue is { } current ? current == item.Value : item.Selected;
        var button = Markup.Element(
            "input",
            null,
            ("type", "radio"),
            ("id", id),
            ("name", FieldName),
            ("value", item.Value),
            ("checked", chosen ? "checked" : null)
        );
        var label = Markup.Text("label", null, item.Text);
        label.Attributes["for"] = id;
        return Markup.Element("div", "check").With(button, label);
    }
}

/// <summary>
/// <c>&lt;file-drop for="Upload" label="…" accept=".csv,.xlsx" /&gt;</c>: a file to choose or to drop. It is the browser's own file input,
/// so dropping works without script.
/// </summary>
[HtmlTargetElement("file-drop", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FileDropTagHelper(Icons icons, IStringLocalizer<ComponentTexts> texts)
    : FieldTagHelper(icons, texts)
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var input = Control("input", output, "drop-input");
        input.Attributes["type"] = "file";
        // The style shows the file's name once the input is valid; before that it would speak the browser's language.
        input.Attributes["required"] = "required";
        var words = Markup.Text("span", "drop-words", Texts["File.Drop"]);
        words.Attributes["aria-hidden"] = "true";
        Wrap(output, Markup.Element("div", "drop").With(Icons.Html("upload"), words, input));
    }
}
