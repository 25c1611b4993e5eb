using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Web.SignIn.Passkeys;

/// <summary>A challenge for the browser.</summary>
/// <param name="Ticket">Sent back with the answer.</param>
/// <param name="Options">JSON for <c>navigator.credentials</c>.</param>
public sealed record PasskeyChallenge(string Ticket, string Options);

/// <summary>
/// Both legs of a passkey's ceremonies: the challenge, whose state stays on the server, and the verification of what came
/// back, by the framework's handler. The only maker of <see cref="PasskeyAssertion"/> and <see cref="NewPasskey"/>.
/// </summary>
public sealed class PasskeyCeremony(
    IPasskeyHandler<Person> handler,
    PasskeyChallenges challenges,
    VaultDb db,
    IHttpContextAccessor http
)
{
    private HttpContext Context => http.HttpContext!;

    /// <param name="person">Whose passkeys may answer; null where the browser is to name him.</param>
    public async Task<PasskeyChallenge> Ask(PasskeyRequest request, Person? person)
    {
        var made = await handler.MakeRequestOptionsAsync(person, Context);
        return new(challenges.Offer(request, made.AssertionState!), made.RequestOptionsJson);
    }

    /// <summary>For a new passkey; those he has already are not made again.</summary>
    public async Task<PasskeyChallenge> AskForNew(PasskeyRequest.Add request, Person person)
    {
        var entity = new PasskeyUserEntity
        {
            Id = person.Id.ToString(),
            Name = person.SignInName,
            DisplayName = person.DisplayName,
        };
        var made = await handler.MakeCreationOptionsAsync(entity, Context);
        return new(challenges.Offer(request, made.AttestationState!), made.CreationOptionsJson);
    }

    /// <summary>The answer, verified; null for every other: wrong origin, host, challenge, signature, person, or none.</summary>
    public async Task<PasskeyAssertion?> Verify(PasskeyRequest request, PostedPasskey posted)
    {
        if (challenges.Take(request, posted.Ticket) is not { } state)
            return null;
        var result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext
            {
                HttpContext = Context,
                CredentialJson = posted.Answer,
                AssertionState = state,
            }
        );
        if (!result.Succeeded)
            return null;
        var credential = result.Passkey.CredentialId;
        var passkey = await db.Set<Passkey>().SingleAsync(p => p.CredentialId == credential, Context.RequestAborted);
        return new PasskeyAssertion(passkey.Id, result.Passkey.SignCount, result.Passkey.IsBackedUp);
    }

    /// <inheritdoc cref="Verify"/>
    public async Task<NewPasskey?> VerifyNew(PasskeyRequest.Add request, PersonId person, PostedPasskey posted)
    {
        if (challenges.Take(request, posted.Ticket) is not { } state)
            return null;
        var result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext
            {
                HttpContext = Context,
                CredentialJson = posted.Answer,
                AttestationState = state,
            }
        );
        if (!result.Succeeded || result.UserEntity.Id != person.ToString())
            return null;
        var made = result.Passkey;
        return new NewPasskey(
            made.CredentialId,
            made.PublicKey,
            made.SignCount,
            Context.Request.Host.Host,
            string.Join(' ', (made.Transports ?? []).Where(IsKnownTransport)),
            made.IsBackupEligible,
            made.IsBackedUp
        );
    }

    // The browser says them, unsigned; they only help it to find the passkey again.
    private static bool IsKnownTransport(string transport) =>
        transport is "usb" or "nfc" or "ble" or "smart-card" or "hybrid" or "internal";
}
