using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>The few moves every component makes when it writes its markup. Text given here is always encoded.</summary>
internal static class Markup
{
    /// <summary>Makes the component's own tag an ordinary element with a start and an end.</summary>
    public static void Become(this TagHelperOutput output, string tag, params ReadOnlySpan<string> classes)
    {
        output.TagName = tag;
        output.TagMode = TagMode.StartTagAndEndTag;
        foreach (var one in classes)
            output.AddClass(one, HtmlEncoder.Default);
    }

    /// <summary>Sets the attribute unless the page has given it or there is no value.</summary>
    public static void Default(this TagHelperOutput output, string name, string? value)
    {
        if (value is not null && !output.Attributes.ContainsName(name))
            output.Attributes.SetAttribute(name, value);
    }

    /// <summary>An element with encoded attributes; those without a value are left out.</summary>
    public static TagBuilder Element(
        string tag,
        string? @class,
        params ReadOnlySpan<(string Name, string? Value)> attributes
    )
    {
        var element = new TagBuilder(tag);
        if (tag is "input" or "circle" or "rect")
            element.TagRenderMode = TagRenderMode.SelfClosing;
        if (@class is not null)
            element.AddCssClass(@class);
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
                element.Attributes[name] = value;
        }
        return element;
    }

    /// <summary>An element that holds a text.</summary>
    public static TagBuilder Text(string tag, string? @class, string text)
    {
        var element = Element(tag, @class);
        element.InnerHtml.Append(text);
        return element;
    }

    /// <summary>Adds children, texts already encoded or built; answers the element for chaining.</summary>
    public static TagBuilder With(this TagBuilder element, params ReadOnlySpan<IHtmlContent?> children)
    {
        foreach (var child in children)
        {
            if (child is not null)
                element.InnerHtml.AppendHtml(child);
        }
        return element;
    }
}
