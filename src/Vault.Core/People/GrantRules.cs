using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Handovers;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>Why a grant is not proposed, not decided or not carried out. Each has a sentence on screen.</summary>
public enum GrantRefusal
{
    /// <summary>The actor's role does not propose, or does not decide, grants of this kind.</summary>
    NotYourRole,

    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>The actor would grant something to himself.</summary>
    OwnBenefit,

    /// <summary>The proposer cannot decide his own proposal; only withdraw it.</summary>
    OwnProposal,

    /// <summary>Only the proposer withdraws.</summary>
    NotYourProposal,

    /// <summary>The beneficiary is disabled.</summary>
    PersonDisabled,

    /// <summary>三员分立: the beneficiary holds a role that may not meet this one.</summary>
    RolesConflict,

    /// <summary>The beneficiary holds an office role: such persons use no secrets.</summary>
    OfficeHolderMayNotReveal,

    /// <summary>The beneficiary uses secrets of an account: such persons hold no office role.</summary>
    RevealerMayNotHoldOffice,

    /// <summary>The beneficiary has it already.</summary>
    AlreadyHeld,

    /// <summary>The same grant waits for a decision already.</summary>
    AlreadyProposed,

    /// <summary>The appointment would end before it begins.</summary>
    UntilPassed,

    /// <summary>There is no sign-in to reset: the person has never accepted an invitation.</summary>
    NothingToReset,

    /// <summary>A student would be shown secrets, which the organisation has not allowed.</summary>
    StudentsBarred,

    /// <summary>This role is not held over a whole unit: who uses secrets is named for each account.</summary>
    NotOverUnit,

    /// <summary>A custodian with an end needs somebody who follows him; one without an end needs nobody.</summary>
    FallbackNeeded,

    /// <summary>Who would follow is the custodian himself, disabled, or may not use secrets.</summary>
    FallbackUnfit,

    /// <summary>A student is custodian for a time only, with a teacher who follows.</summary>
    StudentNeedsEnd,

    /// <summary>The absent person does not hold this appointment, or not to the end of the window.</summary>
    NothingToActFor,

    /// <summary>Nobody stands in for himself, nor for somebody who stands in himself.</summary>
    ActingForOneself,

    /// <summary>The person has no user name to sign in with: the register has to give him one first.</summary>
    NoUserName,

    /// <summary>Its proposer was disabled or lost his role since: nobody could propose it anew in his place.</summary>
    ProposerNoLongerMay,

    /// <summary>The beneficiary is handing this over, or everything he has; until that is done he is given none of it.</summary>
    HandsOver,
}

/// <summary>What a decision about a grant rests on, read whole and held against the log.</summary>
/// <param name="OfTarget">Everybody ever appointed to the account or over the unit.</param>
/// <param name="HandsOver">The beneficiary, or who would follow him, is handing over what would be granted.</param>
internal sealed record GrantFacts(
    Standing Proposer,
    Standing Beneficiary,
    Standing? Fallback,
    bool HasSignIn,
    RegisterPolicy Policy,
    IReadOnlyList<Appointment> OfTarget,
    IReadOnlyList<Appointment> OfBeneficiary,
    bool HandsOver
)
{
    /// <summary>Null if one of the persons, the account or the unit does not exist.</summary>
    public static GrantFacts? Read(VaultDb db, Proposal grant, DateTimeOffset now)
    {
        if (Standing.Read(db, grant.ProposedBy, now) is not { } proposer)
            return null;
        if (Standing.Read(db, grant.Beneficiary, now) is not { } beneficiary)
            return null;
        var fallback = grant.Fallback is { } next ? Standing.Read(db, next, now) : null;
        if (grant.Fallback is not null && fallback is null)
            return null;
        if (AppointedTo(db, grant) is not { } ofTarget)
            return null;
        // A role is refused to whoever uses secrets anywhere, so here a removed appointment must not pass unseen.
        var ofBeneficiary =
            grant.Grant == GrantKind.Role
                ? db.EveryNow<Appointment>().Where(a => a.Person == grant.Beneficiary).ToList()
                : [];
        return new(
            proposer,
            beneficiary,
            fallback,
            SignInRows.CredentialOf(db, grant.Beneficiary) is not null,
            RegisterPolicy.Read(db),
            ofTarget,
            ofBeneficiary,
            IsHandedOver(db, grant)
        );
    }

    private static bool IsHandedOver(VaultDb db, Proposal grant) =>
        grant.Grant == GrantKind.Appointment
        && (
            HandoverFacts.HandsOver(db, grant.Beneficiary, grant.Account)
            || (grant.Fallback is { } next && HandoverFacts.HandsOver(db, next, grant.Account))
        );

    /// <summary>Null if there is no such account or unit.</summary>
    private static List<Appointment>? AppointedTo(VaultDb db, Proposal grant)
    {
        if (grant.Account is { } account)
            return db.OneOfNow(db.Set<Account>().Where(a => a.Id == account), account.ToString()) is null
                ? null
                : db.AllOfNow(account.Value, db.Set<Appointment>().Where(a => a.Account == account));
        if (grant.Unit is { } unit)
            return Units.Exists(db, unit)
                ? db.AllOfNow(unit.Value, db.Set<Appointment>().Where(a => a.Unit == unit))
                : null;
        return [];
    }
}

/// <summary>The rules of grants, pure: who proposes, who decides, and what stands in the way of taking effect.</summary>
public static class GrantRules
{
    /// <summary>Whether this person's roles propose grants of this kind.</summary>
    public static bool MayPropose(Standing by, GrantKind kind) =>
        kind switch
        {
            GrantKind.Appointment or GrantKind.Invitation => by.Holds(OfficeRole.Registrar),
            GrantKind.Role => by.Holds(OfficeRole.SecurityAdministrator),
            GrantKind.FactorReset => by.HoldsAny(OfficeRole.Registrar, OfficeRole.SecurityAdministrator),
            _ => false,
        };

    /// <summary>Whether this person's roles decide grants that others proposed.</summary>
    public static bool MayDecide(Standing by) => by.HoldsAny(OfficeRole.Registrar, OfficeRole.SecurityAdministrator);

    /// <summary>Everybody who decides grants now, whether or not he can sign in.</summary>
    /// <exception cref="Audit.TamperedRowException">A role or a person is not the attested one, or was removed.</exception>
    internal static IReadOnlyList<Standing> Deciders(VaultDb db, DateTimeOffset now) =>
        [
            .. db.EveryNow<RoleGrant>()
                .Where(g => g.IsLive(now))
                .Select(g => g.Person)
                .Distinct()
                .Select(p => Standing.Read(db, p, now))
                .OfType<Standing>()
                .Where(MayDecide),
        ];

    /// <summary>Whether a proposal is any of this person's business: those who decide, and its proposer.</summary>
    public static bool MaySee(Standing by, Proposal grant) =>
        by.IsActive && (MayDecide(by) || grant.ProposedBy == by.Id);

    /// <summary>Null if this person may propose this grant; proposing for oneself is refused like confirming.</summary>
    public static GrantRefusal? Propose(Standing by, Proposal grant)
    {
        if (!MayPropose(by, grant.Grant))
            return GrantRefusal.NotYourRole;
        return grant.Benefits(by.Id) ? GrantRefusal.OwnBenefit : null;
    }

    /// <summary>Null if this person may confirm or refuse this proposal: four eyes, and neither the beneficiary's.</summary>
    public static GrantRefusal? Decide(Standing by, Proposal grant)
    {
        if (!MayDecide(by))
            return GrantRefusal.NotYourRole;
        if (grant.ProposedBy == by.Id)
            return GrantRefusal.OwnProposal;
        return grant.Benefits(by.Id) ? GrantRefusal.OwnBenefit : null;
    }

    /// <summary>Null if nothing stands in the way of the grant taking effect now.</summary>
    internal static GrantRefusal? Obstacle(GrantFacts facts, Proposal grant, DateTimeOffset now)
    {
        if (!MayPropose(facts.Proposer, grant.Grant))
            return GrantRefusal.ProposerNoLongerMay;
        if (!facts.Beneficiary.IsActive)
            return GrantRefusal.PersonDisabled;
        return grant.Grant switch
        {
            GrantKind.Appointment => AppointmentRules.Obstacle(facts, grant, now),
            GrantKind.Role => ObstacleToRole(facts, grant.OfficeRole!.Value, now),
            GrantKind.Invitation => facts.HasSignIn ? GrantRefusal.AlreadyHeld
            : facts.Beneficiary.Person.UserName is null ? GrantRefusal.NoUserName
            : null,
            GrantKind.FactorReset => facts.HasSignIn ? null : GrantRefusal.NothingToReset,
            _ => throw new InvalidOperationException("Unknown kind of grant."),
        };
    }

    private static GrantRefusal? ObstacleToRole(GrantFacts facts, OfficeRole role, DateTimeOffset now)
    {
        if (facts.Beneficiary.Roles.Contains(role))
            return GrantRefusal.AlreadyHeld;
        if (!facts.Beneficiary.Roles.All(held => RoleSeparation.MayMeet(held, role)))
            return GrantRefusal.RolesConflict;
        var reveals = facts.OfBeneficiary.Any(a => a.Role.LeadsToSecrets() && (a.Until is null || now < a.Until));
        return reveals ? GrantRefusal.RevealerMayNotHoldOffice : null;
    }
}
