using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>
/// What is typed into a form is kept by no browser, neither to be offered again nor to restore the page after a restart
/// (R64): <c>autocomplete="off"</c> on every <c>&lt;form method="post"&gt;</c>. A field that a password manager fills says so
/// itself.
/// </summary>
[HtmlTargetElement("form", Attributes = "[method=post]")]
public sealed class ForgottenFormTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!output.Attributes.ContainsName("autocomplete"))
            output.Attributes.SetAttribute("autocomplete", "off");
    }
}
