using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;form-field for="Input.Reason" label="…" hint="…" /&gt;</c>: a line of text; <c>rows="4"</c> makes it an area,
/// <c>type</c> another kind of line, <c>secret="true"</c> a field that is never filled in again by the server (R64).
/// </summary>
[HtmlTargetElement("form-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FormFieldTagHelper(Icons icons, IStringLocalizer<ComponentTexts> texts)
    : FieldTagHelper(icons, texts)
{
    public string Type { get; set; } = "text";

    /// <summary>More than 0: a text area of that many rows.</summary>
    public int Rows { get; set; }

    /// <summary>A secret being put in custody: hidden while typed, no suggestions, no spelling service, never echoed.</summary>
    public bool Secret { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Secret)
            NeverKept(output);
        Wrap(output, Rows > 0 ? Area(output) : Line(output));
    }

    private TagBuilder Line(TagHelperOutput output)
    {
        // A password is not written back either, secret in custody or not.
        var type = Secret ? "password" : Type;
        var line = Control("input", output, "input");
        line.Attributes["type"] = type;
        if (type != "password" && CurrentValue is { } value)
            line.Attributes["value"] = value;
        return line;
    }

    private TagBuilder Area(TagHelperOutput output)
    {
        var area = Control("textarea", output, Secret ? "input input-secret" : "input");
        area.Attributes["rows"] = Formatted(Rows);
        if (!Secret && CurrentValue is { } value)
            area.InnerHtml.Append(value);
        return area;
    }

    private static void NeverKept(TagHelperOutput output)
    {
        output.Default("autocomplete", "new-password");
        output.Default("spellcheck", "false");
        output.Default("autocapitalize", "none");
        output.Default("autocorrect", "off");
    }
}
