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
            scope =>
                [
                    .. Founders
                        .WhoNeverCame(scope.Db)
                        .Where(f => !SignInRows.InvitationsOf(scope.Db, f.Id).Exists(i => i.IsLive(scope.Now)))
                        .Select(f => Renew(scope, f)),
                ]
        );

    private static RenewedInvitation Renew(WriteScope scope, Person founder)
    {
        var (invitation, token) = IssueInvitation.Invite(scope, founder.Id, InvitationPurpose.FirstSignIn);
        return new(founder.Id, founder.DisplayName, token, invitation.ExpiresAt);
    }
}
