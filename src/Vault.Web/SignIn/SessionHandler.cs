using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Shell;

namespace Vault.Web.SignIn;

/// <summary>
/// Looks up session, person and live roles on every request: what ended a moment ago does not work now. Refuses with a
/// redirect to the sign-in page, or with 401 where a program asks; what a signed-in person is refused, <see cref="RefusalLog"/> notes.
/// </summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logging,
    UrlEncoder encoder,
    VaultInstance vault,
    VaultDb db,
    SessionStore sessions,
    CurrentActor current,
    AnonymousRefusals refusals
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string SchemeName = "session";

    public const string SignInPath = "/sign-in";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var now = vault.Clock.GetUtcNow();
        if (SessionCookie.Read(Request) is not { } token || sessions.Find(token, now) is not { } session)
            return AuthenticateResult.NoResult();
        var id = session.Person;
        var person = await db.OneOf(db.Set<Person>().Where(p => p.Id == id), id.ToString());
        if (person is not { DisabledAt: null })
        {
            sessions.End(session);
            return AuthenticateResult.NoResult();
        }
        var grants = await db.AllOf(id.Value, db.Set<RoleGrant>().Where(g => g.Person == id));
        var roles = grants.Where(g => g.IsLive(now)).Select(g => g.Role).ToHashSet();
        current.SignedIn(person, session, roles);
        return AuthenticateResult.Success(new AuthenticationTicket(Principal(person, roles), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // Who opens a page before he has signed in is shown the way; who sends something, or a session, is refused.
        if (!HttpMethods.IsGet(Request.Method) || SessionCookie.Read(Request) is not null)
            refusals.Add();
        if (ErrorPages.WantsJson(Request))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        // Only what a GET asked for can be asked for again.
        var back = HttpMethods.IsGet(Request.Method) ? LocalUrl.Of(Request) : "/";
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = SignInPath + QueryString.Create("return", back);
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal Principal(Person person, IEnumerable<OfficeRole> roles)
    {
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, person.Id.ToString()),
            new(ClaimTypes.Name, person.DisplayName),
            new(Policies.MethodClaim, Policies.BothFactors),
            .. roles.Select(r => new Claim(ClaimTypes.Role, r.ToString())),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
    }
}
