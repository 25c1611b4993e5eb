using Microsoft.AspNetCore.Authentication;

namespace Vault.Web.SignIn;

/// <summary>Puts sign-in, sessions and the policies in front of everything that is served.</summary>
public static class SignInWiring
{
    public static IServiceCollection AddVaultSignIn(this IServiceCollection services)
    {
        services
            .AddAuthentication(SessionHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
        services.AddAuthorization(Policies.Configure);
        services.AddScoped<CurrentActor>();
        services.AddScoped<StepUpGate>();
        return services;
    }
}
