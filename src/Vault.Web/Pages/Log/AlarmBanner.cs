using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>
/// Whether a page carries the alarm of tampering, and for whom: the reviewer, who can read about it, and the security
/// and system administrators, who have to act. A sealed vault and an answer that failed carry none: they have no log to ask.
/// </summary>
public static class AlarmBanner
{
    public static async Task<(DateTimeOffset At, long Sequence)?> For(HttpContext context)
    {
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            return null;
        var services = context.RequestServices;
        if (services.GetService<CurrentActor>() is not { IsSignedIn: true } current || !IsFor(current))
            return null;
        return await services.GetRequiredService<LatestAlarm>().Run();
    }

    private static bool IsFor(CurrentActor current) =>
        current.Has(OfficeRole.Reviewer)
        || current.Has(OfficeRole.SecurityAdministrator)
        || current.Has(OfficeRole.SystemAdministrator);
}
