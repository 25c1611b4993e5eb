using System.Security.Claims;
using Microsoft.Extensions.Options;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Web.SignIn;

namespace Vault.Web.Shell;

/// <summary>One entry of the navigation: the key of its text in <see cref="ShellTexts"/>, its path, its icon in the sprite.</summary>
public sealed record NavigationItem(string TextKey, string Href, string Icon)
{
    /// <summary>Where further pages of the entry are that do not stand below its own path.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>Whether a page at this path belongs to the entry; the start page only to itself.</summary>
    public bool Covers(PathString path) =>
        Href == "/"
            ? path == "/"
            : Beside.Append(Href).Any(p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));
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
        (new("Nav.Platforms", "/platforms", "grid"), [Policies.Registrar]),
        (new("Nav.Playbooks", "/playbooks", "list"), [Policies.Registrar]),
        (new("Nav.Calendar", "/calendar", "calendar"), [Policies.Registrar]),
        (new("Nav.Policy", "/policy", "shield"), [Policies.SecurityAdministrator]),
        (
            new("Nav.CheckoutPolicies", "/policy/checkouts", "clock")
            {
                Beside = ["/policy/use", "/policy/purposes", "/policy/connectors"],
            },
            [Policies.SecurityAdministrator]
        ),
        (new("Nav.Imports", "/imports", "upload"), [Policies.Registrar, Policies.SecurityAdministrator]),
        (new("Nav.Log", "/log", "log"), [Policies.Reviewer]),
        (
            new("Nav.Reviews", "/reviews", "check"),
            [Policies.Reviewer, Policies.Registrar, Policies.SystemAdministrator, Policies.SecurityAdministrator]
        ),
        (
            new("Nav.Health", "/health", "seal"),
            [Policies.Reviewer, Policies.SystemAdministrator, Policies.SecurityAdministrator]
        ),
    ];

    /// <summary>What he is appointed to: all that the list of accounts shows to who does not keep the register.</summary>
    private static readonly NavigationItem Mine = new("Nav.Mine", "/accounts", "account");

    private static readonly NavigationItem MineBesideAll = Mine with { Href = "/accounts/mine" };

    private static readonly NavigationItem Checkouts = new("Nav.Checkouts", "/my/checkouts", "key");

    private static readonly NavigationItem Rotations = new("Nav.Rotations", "/rotations", "passkey");

    private static readonly NavigationItem Incidents = new("Nav.Incidents", "/incidents", "stop");

    private static readonly NavigationItem Handovers = new("Nav.Handovers", "/handovers", "handover");

    private static readonly NavigationItem Filings = new("Nav.Filings", "/filings", "file") { Beside = ["/records"] };

    private static readonly NavigationItem Components = new("Nav.Components", "/components", "grid");

    /// <summary>The entries for whoever asks, in order of use; none for somebody who is not signed in.</summary>
    public static async Task<IReadOnlyList<NavigationItem>> For(HttpContext context)
    {
        var person = context.User;
        if (person.Identity?.IsAuthenticated != true)
            return [];
        var entries = Entries.Where(e => e.Roles.Any(r => r == Everybody || person.IsInRole(r))).Select(e => e.Item);
        var isRegistrar = person.IsInRole(Policies.Registrar);
        var isAppointed = !person.HasClaim(c => c.Type == ClaimTypes.Role) || await IsAppointed(context);
        if (isAppointed)
            entries = entries.Append(isRegistrar ? MineBesideAll : Mine);
        // Who keeps the register decides about checkouts where no leader does.
        if (isAppointed || isRegistrar)
            entries = entries.Append(Checkouts).Append(Rotations).Append(Incidents).Append(Filings);
        // Everybody: whoever hands over is appointed to nothing any more.
        entries = entries.Append(Handovers);
        var options = context.RequestServices.GetRequiredService<IOptions<ShellOptions>>().Value;
        return options.ShowsComponents ? [.. entries, Components] : [.. entries];
    }

    /// <summary>The entry that the page at this path belongs to, if any.</summary>
    public static NavigationItem? Current(IEnumerable<NavigationItem> entries, PathString path) =>
        entries.Where(e => e.Covers(path)).MaxBy(e => e.Href.Length);

    /// <summary>An answer that failed asks the database for nothing more.</summary>
    private static async Task<bool> IsAppointed(HttpContext context)
    {
        var services = context.RequestServices;
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            return false;
        if (services.GetService<CurrentActor>() is not { IsSignedIn: true } current)
            return false;
        var db = services.GetRequiredService<VaultDb>();
        return await AccountAccess.IsAppointed(
            db,
            current.Person.Id,
            services.GetRequiredService<TimeProvider>().GetUtcNow()
        );
    }
}
