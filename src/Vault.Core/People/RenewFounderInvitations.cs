using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>A new way in for a founder, for the console.</summary>
/// <param name="Token">Shown once and kept nowhere.</param>
public sealed record RenewedInvitation(PersonId Person, string Name, string Token, DateTimeOffset ExpiresAt);

/// <summary>
/// Founders whose invitation lapsed before they came get a new one when the vault starts. Nobody else could give it to
/// them: it takes two who can sign in to confirm an invitation, and there may be none yet. Whoever reads the console of
/// the first start could have founded the vault himself, so this gives nothing away.
/// </summary>
public sealed class RenewFounderInvitations(VaultInstance vault)
{
    /// <returns>The invitations issued now; none where every founder has come or his link still counts.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line: none was issued.</exception>
    public Task<IReadOnlyList<RenewedInvitation>> Run() =>
        vault.Writer.Write<IReadOnlyList<RenewedInvitation>>(
            Actor.System,
            scope => [.. Founders(scope.Db).Where(f => Waits(scope, f)).Select(f => Renew(scope, f))]
        );

    /// <summary>The founders as the leaves say it; nobody becomes one by a row.</summary>
    private static IEnumerable<PersonId> Founders(VaultDb db) =>
        db
            .AuditEntries.Where(e => e.Kind == nameof(FounderNamed))
            .OrderBy(e => e.Sequence)
            .Select(e => e.Leaf)
            .AsEnumerable()
            .Select(leaf => EventCodec.Read(leaf).Event)
            .OfType<FounderNamed>()
            .Select(e => e.Person)
            .Distinct()
            .ToList();

    private static bool Waits(WriteScope scope, PersonId founder) =>
        SignInRows.PersonOf(scope.Db, founder) is not null
        && SignInRows.CredentialOf(scope.Db, founder) is null
        && !SignInRows.InvitationsOf(scope.Db, founder).Exists(i => i.IsLive(scope.Now));

    private static RenewedInvitation Renew(WriteScope scope, PersonId founder)
    {
        var person = SignInRows.PersonOf(scope.Db, founder)!;
        var (invitation, token) = IssueInvitation.Invite(scope, founder, InvitationPurpose.FirstSignIn);
        return new(founder, person.DisplayName, token, invitation.ExpiresAt);
    }
}
