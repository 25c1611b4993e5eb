using System.Net;
using Microsoft.AspNetCore.Identity;

namespace Vault.Web.SignIn.Passkeys;

/// <summary>
/// What this vault asks of every passkey (R14): the person verified by PIN or biometrics, made and used at the very
/// origin the vault is served at, ES256, RS256, and EdDSA as soon as the framework knows it. Discoverable where the
/// authenticator can, since that is what signs in without a user name. No attestation: it would tell the make of a
/// person's device and refuses good keychains.
/// </summary>
internal static class PasskeyRules
{
    /// <summary>How long the browser waits for a touch.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    // COSE algorithm identifiers (RFC 9053, RFC 8812).
    private static readonly int[] Algorithms = [-7, -8, -257];

    public static void Configure(IdentityPasskeyOptions options)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "preferred";
        options.AttestationConveyancePreference = "none";
        options.AuthenticatorTimeout = Timeout;
        options.IsAllowedAlgorithm = algorithm => Algorithms.Contains(algorithm);
        options.ValidateOrigin = context => ValueTask.FromResult(IsOwn(context));
        // The RP id is left to the handler: the host of the request, which the host filter has held against the list.
    }

    /// <summary>An IP address is no RP id: there browsers know no passkeys.</summary>
    public static bool WorkAt(HostString host) => !IPAddress.TryParse(host.Host, out _);

    private static bool IsOwn(PasskeyOriginValidationContext context)
    {
        var request = context.HttpContext.Request;
        return context is { CrossOrigin: false, TopOrigin: null }
            && string.Equals(context.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
