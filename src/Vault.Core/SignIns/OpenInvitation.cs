using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>An invitation that still leads somewhere, as its page shows it.</summary>
/// <param name="Enrolling">Set once the password is chosen and the second factor is being enrolled.</param>
public sealed record OpenedInvitation(Invitation Invitation, Person Person, PendingSeed? Enrolling);

/// <summary>Looks an invitation up by its token, without using it up.</summary>
public sealed class OpenInvitation(VaultDb db, VaultInstance vault, PendingSeeds pending, AnonymousRefusals refusals)
{
    /// <returns>Null for everything that leads nowhere: unknown, expired, used, replaced, overtaken, its person disabled.</returns>
    public OpenedInvitation? Run(string? token)
    {
        if (Live(db, token, vault.Clock.GetUtcNow()) is { } live)
            return new(live.Invitation, live.Person, pending.Find(live.Invitation.Id.Value));
        refusals.Add();
        return null;
    }

    internal static (Invitation Invitation, Person Person)? Live(VaultDb db, string? token, DateTimeOffset now)
    {
        if (IssueInvitation.Find(db, token) is not { } invitation || !invitation.IsLive(now))
            return null;
        return PersonFor(db, invitation) is { } person ? (invitation, person) : null;
    }

    /// <summary>Whom it is for, if he may still take it up.</summary>
    internal static Person? PersonFor(VaultDb db, Invitation invitation) =>
        SignInRows.PersonOf(db, invitation.Person) is { } person && Fits(db, invitation) ? person : null;

    // An invitation to begin must not become a way around the second factor of somebody who has begun, and whoever has
    // set a password since needs no reset: a link that lies about must not undo what he did.
    private static bool Fits(VaultDb db, Invitation invitation) =>
        SignInRows.CredentialOf(db, invitation.Person) is not { } credential
        || (invitation.Purpose == InvitationPurpose.Reset && credential.ChangedAt <= invitation.IssuedAt);
}
