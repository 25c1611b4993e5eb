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

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        var now = vault.Clock.GetUtcNow();
        if (SessionCookie.Read(Request) is not { } token || sessions.Find(token, now) is not { } session)
            return AuthenticateResult.NoResult();
        if (Standing.Remembered(db, session.Person, now) is not { IsActive: true } standing)
        {
            sessions.End(session);
            return AuthenticateResult.NoResult();
        }
        current.SignedIn(standing.Person, session, standing.Roles);
        return AuthenticateResult.Success(
            new AuthenticationTicket(Principal(standing.Person, standing.Roles), SchemeName)
        );
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
