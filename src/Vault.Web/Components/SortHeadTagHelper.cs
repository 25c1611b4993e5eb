using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>
/// <c>&lt;sort-head key="Name" label="…" default="true" /&gt;</c>: the head of a column by which the list can be sorted. Keeps the filters of
/// the address, changes <c>sort</c> and <c>desc</c>, and begins at the first page again; a second press turns the order round.
/// </summary>
[HtmlTargetElement("sort-head", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SortHeadTagHelper : TagHelper
{
    public const string SortField = "sort";
    public const string DescendingField = "desc";

    private static readonly string[] Replaced = [SortField, DescendingField, "page"];

    public string Key { get; set; } = "";
    public string Label { get; set; } = "";

    /// <summary>The list is sorted by this column where the address says nothing.</summary>
    public bool Default { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var query = View.HttpContext.Request.Query;
        var sort = query[SortField].ToString();
        var isThis = sort.Length == 0 ? Default : sort.Equals(Key, StringComparison.OrdinalIgnoreCase);
        var descending = query[DescendingField] == "true";
        output.Become("th", "sort-head");
        output.Attributes.SetAttribute("scope", "col");
        output.Attributes.SetAttribute("role", "columnheader");
        if (context.Items.TryGetValue(typeof(TableColumns), out var found) && found is TableColumns columns)
            columns.Add(Label);
        if (isThis)
            output.Attributes.SetAttribute("aria-sort", descending ? "descending" : "ascending");
        var link = Markup.Text("a", null, Label);
        link.Attributes["href"] = AddressOf(query, descending: isThis && !descending);
        output.Content.SetHtmlContent(link);
    }

    private string AddressOf(IQueryCollection query, bool descending)
    {
        var kept = query.Where(q => !Replaced.Contains(q.Key, StringComparer.OrdinalIgnoreCase));
        var address = new QueryBuilder(kept) { { SortField, Key } };
        if (descending)
            address.Add(DescendingField, "true");
        return address.ToQueryString().Value!;
    }
}
