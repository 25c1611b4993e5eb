using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>A new way in, for the console.</summary>
/// <param name="Token">Shown once and kept nowhere.</param>
public sealed record RenewedInvitation(PersonId Person, string Name, string Token, DateTimeOffset ExpiresAt);

/// <summary>
/// Founders whose invitation lapsed before they came get a new one when the vault starts. Nobody else could give it to
/// them: it takes two who have come to confirm an invitation, and there are not two yet. From the second on it is
/// theirs to invite, and a restart hands out nothing. Whoever reads the console of the first start could have founded
/// the vault himself, so this gives nothing away.
/// </summary>
public sealed class RenewFounderInvitations(VaultInstance vault)
{
    /// <returns>The invitations issued now; none where two deciders have come or every link still counts.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<IReadOnlyList<RenewedInvitation>> Run() =>
        vault.Writer.Write<IReadOnlyList<RenewedInvitation>>(
            Actor.System,
            scope => TwoHaveCome(scope) ? [] : [.. Missing(scope).Select(f => Renew(scope, f))]
        );

    private static bool TwoHaveCome(WriteScope scope) =>
        GrantRules.Deciders(scope.Db, scope.Now).Count(d => SignInRows.CredentialOf(scope.Db, d.Id) is not null)
        >= DecideProposal.EyesNeeded;

    private static IEnumerable<Person> Missing(WriteScope scope) =>
        Founders
            .WhoNeverCame(scope.Db)
            .Where(f => Standing.Read(scope.Db, f.Id, scope.Now) is { HoldsOffice: true })
            .Where(f => !SignInRows.InvitationsOf(scope.Db, f.Id).Exists(i => i.IsLive(scope.Now)));

    private static RenewedInvitation Renew(WriteScope scope, Person founder)
    {
        var (invitation, token) = IssueInvitation.Invite(scope, founder.Id, InvitationPurpose.FirstSignIn);
        return new(founder.Id, founder.DisplayName, token, invitation.ExpiresAt);
    }
}
