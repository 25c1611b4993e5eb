using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Web.SignIn;

/// <summary>
/// R48: whatever answers a signed-in person with "not allowed" or "not there" is a line in the log, whether a policy, a
/// page or a use case said so. What is not there and what is not his are answered alike, and so they are logged alike.
/// A use case that has logged its refusal itself is left alone.
/// </summary>
internal sealed class RefusalLog(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, CurrentActor current, VaultInstance vault, VaultDb db)
    {
        var before = vault.Log.Size;
        await next(context);
        var isRefusal = context.Response.StatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound;
        if (!isRefusal || !current.IsSignedIn || context.GetEndpoint() is not RouteEndpoint endpoint)
            return;
        if (WasLogged(db, current.Session.Id, before))
            return;
        var line = new AccessRefused(NameOf(context, endpoint), SubjectOf(context));
        // Not given up with the request: who hangs up early must not escape the line.
        await vault.Writer.Write(current.Actor, scope => scope.Append(line), cancellation: CancellationToken.None);
    }

    private static bool WasLogged(VaultDb db, SessionId session, long since)
    {
        var refusals = db.AuditEntries.Where(e => e.Sequence >= since && e.Outcome == AuditOutcome.Refused);
        return refusals.Select(e => e.Leaf).AsEnumerable().Any(leaf => EventCodec.Read(leaf).Session == session);
    }

    // The pattern, not the path: what a person types into an address has no place in the log.
    private static string NameOf(HttpContext context, RouteEndpoint endpoint) =>
        $"{context.Request.Method} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";

    private static string? SubjectOf(HttpContext context) =>
        context
            .Request.RouteValues.Values.OfType<string>()
            .FirstOrDefault(v => Guid.TryParseExact(v, "D", out var id) && id.ToString("D") == v);
}
