using Microsoft.AspNetCore.Razor.TagHelpers;
using Vault.Web.Components;

namespace Vault.Web.Pages.Log;

/// <summary><c>&lt;hash-value of="@bytes" /&gt;</c>: bytes in hexadecimal, in groups of four that are drawn apart and copied together.</summary>
[HtmlTargetElement("hash-value", TagStructure = TagStructure.WithoutEndTag)]
public sealed class HashValueTagHelper : TagHelper
{
    public IReadOnlyList<byte> Of { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("code", "hash");
        foreach (var group in Convert.ToHexStringLower([.. Of]).Chunk(4))
            output.Content.AppendHtml(Markup.Text("span", "group", new string(group)));
    }
}
