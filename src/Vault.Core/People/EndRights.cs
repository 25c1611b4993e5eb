using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>Why somebody's rights are not taken away.</summary>
public enum EndRefusal
{
    /// <summary>The actor's role does not end such rights.</summary>
    NotYourRole,

    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>It has ended already.</summary>
    EndedBefore,

    /// <summary>An account is never without a custodian: the next one is appointed, and this one ends with it.</summary>
    CustodianNeedsSuccessor,

    /// <summary>Nobody else who can sign in holds this office role; without it the vault could grant nothing any more.</summary>
    LastOfRole,
}

/// <summary>What came of ending an appointment, a role or a person's sign-in.</summary>
public abstract record EndOutcome
{
    private EndOutcome() { }

    public sealed record Ended : EndOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(EndRefusal Why) : EndOutcome;

    public sealed record NotFound : EndOutcome;
}

/// <summary>What the three ways of ending rights have in common.</summary>
internal static class EndRights
{
    public static EndOutcome.Refused Refuse(WriteScope scope, PersonId person, EndRefusal why)
    {
        scope.Append(new RightsEndRefused(person, why));
        return new(why);
    }

    /// <summary>Uses up the proof; the last guard of each way, so that a mistake does not cost a code.</summary>
    public static EndRefusal? Prove(WriteScope scope, FreshProof? proof, Guid subject) =>
        proof?.Use(scope.Actor, ProofPurpose.Administer, subject, scope.Now) == true ? null : EndRefusal.ProofNotFresh;

    /// <summary>Whether the office would be left with nobody for this role once this person lost it.</summary>
    public static bool IsLastOf(VaultDb db, OfficeRole role, PersonId person, DateTimeOffset now) =>
        !db.EveryNow<RoleGrant>()
            .Where(g => g.Role == role && g.Person != person && g.IsLive(now))
            .Select(g => g.Person)
            .Distinct()
            .Any(p => SignInRows.CanSignIn(db, p));
}
