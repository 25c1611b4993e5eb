using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>Why no link is issued.</summary>
public enum LinkRefusal
{
    /// <summary>Neither the proposer nor a registrar, or the person whom it would let in.</summary>
    NotYourRole,

    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>Nobody has confirmed the proposal, or it is not one that leads to a link.</summary>
    NotConfirmed,

    /// <summary>The link was followed: password and second factor are set.</summary>
    Accepted,

    /// <summary>The confirmation is older than <see cref="IssueLink.Window"/>.</summary>
    Lapsed,

    PersonDisabled,
}

/// <summary>What came of asking for a link.</summary>
public abstract record LinkOutcome
{
    private LinkOutcome() { }

    /// <param name="Token">Shown once and kept nowhere; the one before is dead.</param>
    public sealed record Issued(Person Person, string Token, DateTimeOffset ExpiresAt) : LinkOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(LinkRefusal Why) : LinkOutcome;

    public sealed record NotFound : LinkOutcome;
}

/// <summary>
/// Issues the link of a confirmed invitation or reset, again and again until it is followed: a link lives an hour, and
/// people are not always at their desks.
/// </summary>
public sealed class IssueLink(VaultInstance vault)
{
    /// <summary>How long a confirmation carries links.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the proposal as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<LinkOutcome> Run(Actor actor, FreshProof? proof, ProposalId id)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<LinkOutcome>(
            actor,
            scope =>
            {
                var row = scope.Db.Set<Proposal>().Where(p => p.Id == id);
                if (
                    scope.Db.OneOfNow(row, id.ToString()) is not { } proposal
                    || Standing.Read(scope.Db, proposal.Beneficiary, scope.Now) is not { } whom
                )
                    return new LinkOutcome.NotFound();
                var refusal =
                    Guard(Standing.Read(scope.Db, by, scope.Now), proposal)
                    ?? Obstacle(scope.Db, proposal, whom, scope.Now);
                if (refusal is null && proof?.Use(actor, ProofPurpose.Administer, id.Value, scope.Now) != true)
                    refusal = LinkRefusal.ProofNotFresh;
                if (refusal is not { } why)
                    return Issue(scope, proposal, whom.Person);
                scope.Append(new InvitationLinkRefused(id, proposal.Beneficiary, why));
                return new LinkOutcome.Refused(why);
            }
        );
    }

    /// <summary>Whether this is a confirmed invitation or reset, whatever became of it since.</summary>
    public static bool LeadsToLink(Proposal proposal) =>
        proposal is { Grant: GrantKind.Invitation or GrantKind.FactorReset, Decision: ProposalDecision.Confirmed };

    /// <summary>Null if this person may issue the link of this proposal.</summary>
    public static LinkRefusal? Guard(Standing? by, Proposal proposal)
    {
        var may =
            by is not null
            && by.Id != proposal.Beneficiary
            && (by.Holds(OfficeRole.Registrar) || (proposal.ProposedBy == by.Id && GrantRules.MayDecide(by)));
        return may ? null : LinkRefusal.NotYourRole;
    }

    /// <summary>Null if a link of this proposal would lead somewhere now.</summary>
    public static LinkRefusal? Obstacle(VaultDb db, Proposal proposal, Standing whom, DateTimeOffset now)
    {
        if (!LeadsToLink(proposal))
            return LinkRefusal.NotConfirmed;
        var confirmedAt = proposal.DecidedAt!.Value;
        if (!whom.IsActive)
            return LinkRefusal.PersonDisabled;
        var credential = SignInRows.CredentialOf(db, whom.Id);
        // Whoever set a password since then either followed the link or never needed it.
        var accepted =
            credential is not null && (proposal.Grant == GrantKind.Invitation || credential.ChangedAt > confirmedAt);
        if (accepted)
            return LinkRefusal.Accepted;
        return now - confirmedAt < Window ? null : LinkRefusal.Lapsed;
    }

    private static LinkOutcome.Issued Issue(WriteScope scope, Proposal proposal, Person person)
    {
        var purpose = proposal.Grant == GrantKind.Invitation ? InvitationPurpose.FirstSignIn : InvitationPurpose.Reset;
        var (invitation, token) = IssueInvitation.Invite(scope, person.Id, purpose);
        return new(person, token, invitation.ExpiresAt);
    }
}
