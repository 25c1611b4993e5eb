using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Vault.Web.Components;

/// <summary>What a notice is about. Danger is for what cannot be undone or is under attack, not for a mistake in a form.</summary>
public enum NoticeKind
{
    Info,
    Done,
    Due,
    Danger,
}

/// <summary><c>&lt;notice-box kind="Due" title="…"&gt;…&lt;/notice-box&gt;</c>: one message beside the content it concerns.</summary>
[HtmlTargetElement("notice-box")]
public sealed class NoticeBoxTagHelper(Icons icons) : TagHelper
{
    public NoticeKind Kind { get; set; }

    /// <summary>An optional first line in bold.</summary>
    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = await output.GetChildContentAsync();
        output.Become("div", "notice", "notice-" + Kind.ToString().ToLowerInvariant());
        var title = Title is null ? null : Markup.Text("p", "notice-title", Title);
        output.Content.SetHtmlContent(icons.Html(IconOf(Kind)));
        output.Content.AppendHtml(Markup.Element("div", "notice-body").With(title, body));
    }

    private static string IconOf(NoticeKind kind) =>
        kind switch
        {
            NoticeKind.Done => "check-circle",
            NoticeKind.Due => "clock",
            NoticeKind.Danger => "stop",
            _ => "info",
        };
}
