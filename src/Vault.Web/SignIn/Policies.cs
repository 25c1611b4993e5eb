using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Vault.Core.People;

namespace Vault.Web.SignIn;

/// <summary>
/// Who may enter which area. Everything not named otherwise is for signed-in persons; what concerns one account or
/// person is decided by the use case, not here.
/// </summary>
public static class Policies
{
    public const string Registrar = nameof(OfficeRole.Registrar);
    public const string Reviewer = nameof(OfficeRole.Reviewer);
    public const string SystemAdministrator = nameof(OfficeRole.SystemAdministrator);
    public const string SecurityAdministrator = nameof(OfficeRole.SecurityAdministrator);

    /// <summary>Whoever proposes and confirms grants.</summary>
    public const string RegistrarOrSecurity = nameof(RegistrarOrSecurity);

    /// <summary>Whoever has to act when the vault is not as it should be.</summary>
    public const string Technical = nameof(Technical);

    /// <summary>Whoever holds any office.</summary>
    public const string Office = nameof(Office);

    /// <summary>The claim and value that say: both factors were given.</summary>
    public const string MethodClaim = "amr";

    /// <inheritdoc cref="MethodClaim"/>
    public const string BothFactors = "mfa";

    internal static void Configure(AuthorizationOptions options)
    {
        var signedIn = SignedIn().Build();
        options.DefaultPolicy = signedIn;
        options.FallbackPolicy = signedIn;
        foreach (var role in Enum.GetValues<OfficeRole>())
            Add(options, role.ToString(), role);
        Add(options, RegistrarOrSecurity, OfficeRole.Registrar, OfficeRole.SecurityAdministrator);
        Add(options, Office, Enum.GetValues<OfficeRole>());
        Add(options, Technical, OfficeRole.Reviewer, OfficeRole.SystemAdministrator, OfficeRole.SecurityAdministrator);
    }

    private static void Add(AuthorizationOptions options, string name, params OfficeRole[] roles) =>
        options.AddPolicy(name, SignedIn().RequireClaim(ClaimTypes.Role, roles.Select(r => r.ToString())).Build());

    private static AuthorizationPolicyBuilder SignedIn() =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(MethodClaim, BothFactors);
}
