using Vault.Core;
using Vault.Core.People;
using Vault.Core.Witnesses;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Health;

/// <summary>
/// How far the log is witnessed, on every page: the reviewer always sees it, the administrators once it is late. An
/// answer that failed carries none.
/// </summary>
public static class WitnessLine
{
    /// <summary>Entries are handed over every five minutes; after twice that something is wrong.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    public static bool IsLate(WitnessStatus status, DateTimeOffset now) =>
        status.Unwitnessed is { } since && now - since > Late;

    public static (WitnessStatus Status, bool IsLate)? For(HttpContext context)
    {
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            return null;
        var services = context.RequestServices;
        if (services.GetService<CurrentActor>() is not { IsSignedIn: true } current)
            return null;
        var vault = services.GetRequiredService<VaultInstance>();
        var status = vault.Witnesses.Status();
        var isLate = IsLate(status, vault.Clock.GetUtcNow());
        var isTheirs = current.Has(OfficeRole.SecurityAdministrator) || current.Has(OfficeRole.SystemAdministrator);
        return current.Has(OfficeRole.Reviewer) || (isLate && isTheirs) ? (status, isLate) : null;
    }
}
