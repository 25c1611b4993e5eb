using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.SignIn.Passkeys;

namespace Vault.Web.SignIn;

/// <summary>Puts sign-in, sessions and the policies in front of everything that is served.</summary>
public static class SignInWiring
{
    // Not "cookies": that would forget language and theme; the session's cookie is removed by itself.
    private const string WhatIsLeftBehind = "\"cache\", \"storage\"";

    public static IServiceCollection AddVaultSignIn(this IServiceCollection services)
    {
        services
            .AddAuthentication(SessionHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
        services.AddAuthorization(Policies.Configure);
        services.AddScoped<CurrentActor>();
        services.AddScoped<StepUpGate>();
        // Of Identity, the passkey handler over a store of ours, and what that asks for.
        services.AddIdentityCore<Person>();
        services.AddScoped<IUserStore<Person>, PasskeyUsers>();
        services.AddScoped<IPasskeyHandler<Person>, PasskeyHandler<Person>>();
        services.Configure<IdentityPasskeyOptions>(PasskeyRules.Configure);
        services.AddScoped<PasskeyCeremony>();
        services.AddSingleton<QrCodes>();
        services.AddHostedService<AnonymousRefusalsClock>();
        return services;
    }

    public static WebApplication UseVaultSignIn(this WebApplication app)
    {
        app.MapPost("/sign-out", Leave);
        app.MapPasskeys();
        return app;
    }

    private static async Task<IResult> Leave(HttpContext context, CurrentActor current, SignOut signOut)
    {
        SessionCookie.Remove(context.Response);
        await signOut.Run(current.Actor, current.Session);
        context.Response.Headers["Clear-Site-Data"] = WhatIsLeftBehind;
        context.Response.Headers.Location = SessionHandler.SignInPath;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
