using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>
/// While fewer than two of those who decide grants can sign in, nobody can confirm a reset any more, and whoever knows
/// their names could have brought that about by failing at the sign-in page. When the vault starts, each of them who
/// cannot sign in then gets a link on the console, with a line that says so.
/// </summary>
/// <remarks>
/// Accepted cost: whoever holds the console, and has the deciders stopped first, comes by their links. He cannot do it
/// unseen, and no decider uses secrets.
/// </remarks>
public sealed class ReopenForDeciders(VaultInstance vault)
{
    /// <returns>The links issued now; none while two can sign in, or where every link still counts.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<IReadOnlyList<RenewedInvitation>> Run() =>
        vault.Writer.Write<IReadOnlyList<RenewedInvitation>>(
            Actor.System,
            scope =>
            {
                var shutOut = GrantRules.Deciders(scope.Db, scope.Now).ToList();
                var able = shutOut.RemoveAll(d => SignInRows.CanSignIn(scope.Db, d.Id));
                if (able >= DecideProposal.EyesNeeded)
                    return [];
                var linkless = shutOut.Where(d =>
                    !SignInRows.InvitationsOf(scope.Db, d.Id).Exists(i => i.IsLive(scope.Now))
                );
                return [.. linkless.Select(d => Offer(scope, d.Person))];
            }
        );

    private static RenewedInvitation Offer(WriteScope scope, Person person)
    {
        var purpose = SignInRows.CredentialOf(scope.Db, person.Id) is null
            ? InvitationPurpose.FirstSignIn
            : InvitationPurpose.Reset;
        scope.Append(new ConsoleLinkOffered(person.Id));
        var (invitation, token) = IssueInvitation.Invite(scope, person.Id, purpose);
        return new(person.Id, person.DisplayName, token, invitation.ExpiresAt);
    }
}
