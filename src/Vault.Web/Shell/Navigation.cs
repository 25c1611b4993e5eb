using System.Security.Claims;
using Vault.Web.SignIn;

namespace Vault.Web.Shell;

/// <summary>One entry of the navigation: the key of its text in <see cref="ShellTexts"/>, its path, its icon in the sprite.</summary>
public sealed record NavigationItem(string TextKey, string Href, string Icon)
{
    /// <summary>Whether a page at this path belongs to the entry; the start page only to itself.</summary>
    public bool Covers(PathString path) =>
        Href == "/" ? path == "/" : path.StartsWithSegments(Href, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a person finds in the navigation. Only what he may use is listed; the pages themselves still refuse.</summary>
public static class Navigation
{
    private static readonly NavigationItem Log = new("Nav.Log", "/log", "log");
    private static readonly NavigationItem Components = new("Nav.Components", "/components", "grid");

    /// <summary>The entries for this person, in order of use; none for somebody who is not signed in.</summary>
    public static IReadOnlyList<NavigationItem> For(ClaimsPrincipal person) =>
        person.Identity?.IsAuthenticated != true ? []
        : person.IsInRole(Policies.Reviewer) ? [Log, Components]
        : [Components];
}
