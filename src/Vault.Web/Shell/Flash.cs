using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Vault.Web.Components;

namespace Vault.Web.Shell;

/// <summary>One sentence for the next page: what has just been done. Travels encrypted in a cookie, shown once; never a secret.</summary>
public sealed record Flash(NoticeKind Kind, string Text)
{
    /// <summary>The cookie it travels in.</summary>
    public const string CookieName = "__Host-notice";

    private const string KindKey = "flash.kind";
    private const string TextKey = "flash.text";

    /// <summary>Leaves the sentence for the page the reader is sent to next.</summary>
    public static void Leave(ITempDataDictionary temp, NoticeKind kind, string text)
    {
        temp[KindKey] = (int)kind;
        temp[TextKey] = text;
    }

    /// <summary>The sentence left for this page, which is then gone.</summary>
    public static Flash? Take(HttpRequest request, ITempDataDictionary temp) =>
        // Looking into empty temp data would make every response delete the cookie.
        request.Cookies.ContainsKey(CookieName)
        && temp[KindKey] is int kind
        && temp[TextKey] is string text
            ? new Flash((NoticeKind)kind, text)
            : null;
}
