using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;select-field for="Input.Platform" label="…" items="Model.Platforms" /&gt;</c>: one of a list. <c>search="true"</c> makes it a line
/// with suggestions, for long lists; what is posted then is the text typed, and the page has to look it up.
/// </summary>
[HtmlTargetElement("select-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectFieldTagHelper(Icons icons, IStringLocalizer<ComponentTexts> texts)
    : FieldTagHelper(icons, texts)
{
    public IEnumerable<SelectListItem> Items { get; set; } = [];
    public bool Search { get; set; }

    /// <summary>The words of the empty first choice; without it there is none.</summary>
    public string? Empty { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Search)
            Wrap(output, SearchLine(output), Suggestions());
        else
            Wrap(output, List(output));
    }

    private TagBuilder List(TagHelperOutput output)
    {
        var list = Control("select", output, "input");
        if (Empty is not null)
            list.With(Option("", Empty, false));
        var current = CurrentValue;
        foreach (var item in Items)
            list.With(Option(item.Value, item.Text, current is null ? item.Selected : item.Value == current));
        return list;
    }

    private TagBuilder SearchLine(TagHelperOutput output)
    {
        var line = Control("input", output, "input");
        line.Attributes["type"] = "text";
        line.Attributes["list"] = Id + "-list";
        line.Attributes["autocomplete"] = "off";
        if (CurrentValue is { } value)
            line.Attributes["value"] = value;
        return line;
    }

    private TagBuilder Suggestions()
    {
        var list = Markup.Element("datalist", null, ("id", Id + "-list"));
        foreach (var item in Items)
            list.With(Markup.Element("option", null, ("value", item.Text)));
        return list;
    }

    private static TagBuilder Option(string? value, string text, bool selected)
    {
        var option = Markup.Text("option", null, text);
        option.Attributes["value"] = value;
        if (selected)
            option.Attributes["selected"] = "selected";
        return option;
    }
}
