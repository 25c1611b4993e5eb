using System.Net;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>The names of a table's columns, in order, and the column whose cell comes next.</summary>
internal sealed class TableColumns
{
    private readonly List<string> _names = [];
    private int _next;

    public void BeginRow() => _next = 0;

    public void Add(string name) => _names.Add(name);

    /// <summary>The name of the next cell's column; empty where the column is named for screen readers alone.</summary>
    public string Next() => _next < _names.Count ? _names[_next++] : "";
}

/// <summary>
/// The parts of a <c>data-table</c>. On phones rows and cells are no longer laid out as a table, and some browsers then take
/// them for no table at all: so each part says what it is. A cell carries the name of its column, which phones show before it.
/// </summary>
[HtmlTargetElement("thead")]
[HtmlTargetElement("tbody")]
[HtmlTargetElement("tr")]
[HtmlTargetElement("th")]
[HtmlTargetElement("td")]
public sealed class TablePartTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.Items.TryGetValue(typeof(TableColumns), out var found) || found is not TableColumns columns)
            return;
        output.Attributes.SetAttribute("role", RoleOf(context));
        switch (context.TagName)
        {
            case "tr":
                columns.BeginRow();
                break;
            case "th" when IsColumn(context):
                columns.Add(NameIn((await output.GetChildContentAsync()).GetContent()));
                break;
            case "th":
                columns.Next();
                break;
            case "td":
                await Label(output, columns.Next());
                break;
        }
    }

    private static async Task Label(TagHelperOutput output, string column)
    {
        if ((await output.GetChildContentAsync()).IsEmptyOrWhiteSpace)
            output.AddClass("blank", HtmlEncoder.Default);
        else if (column.Length > 0)
            output.Attributes.SetAttribute("data-label", column);
    }

    private static string RoleOf(TagHelperContext context) =>
        context.TagName switch
        {
            "tr" => "row",
            "td" => "cell",
            "th" => IsColumn(context) ? "columnheader" : "rowheader",
            _ => "rowgroup",
        };

    private static bool IsColumn(TagHelperContext context) =>
        context.AllAttributes["scope"]?.Value?.ToString() != "row";

    /// <summary>The words of a head; none where they are wrapped, which is how a column is named for screen readers alone.</summary>
    private static string NameIn(string html) =>
        html.Contains('<', StringComparison.Ordinal) ? "" : WebUtility.HtmlDecode(html).Trim();
}
