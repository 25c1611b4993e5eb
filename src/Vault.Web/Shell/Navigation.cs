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
    private const string Everybody = "";

    /// <summary>Each entry with the roles that find it; in order of use.</summary>
    private static readonly (NavigationItem Item, string[] Roles)[] Entries =
    [
        (new("Nav.Home", "/", "home"), [Everybody]),
        (new("Nav.Proposals", "/proposals", "check-circle"), [Policies.Registrar, Policies.SecurityAdministrator]),
        (new("Nav.Accounts", "/accounts", "account"), [Policies.Registrar]),
        (new("Nav.Persons", "/persons", "people"), [Policies.Registrar, Policies.SecurityAdministrator]),
        (new("Nav.Units", "/units", "unit"), [Policies.Registrar]),
        (new("Nav.Log", "/log", "log"), [Policies.Reviewer]),
    ];

    /// <summary>For who holds no office: what he is appointed to.</summary>
    private static readonly NavigationItem Mine = new("Nav.Mine", "/accounts", "account");

    private static readonly NavigationItem Components = new("Nav.Components", "/components", "grid");

    /// <summary>The entries for this person, in order of use; none for somebody who is not signed in.</summary>
    public static IReadOnlyList<NavigationItem> For(ClaimsPrincipal person)
    {
        if (person.Identity?.IsAuthenticated != true)
            return [];
        var office = Entries.Where(e => e.Roles.Any(r => r == Everybody || person.IsInRole(r))).Select(e => e.Item);
        return person.HasClaim(c => c.Type == ClaimTypes.Role)
            ? [.. office, Components]
            : [.. office, Mine, Components];
    }
}
