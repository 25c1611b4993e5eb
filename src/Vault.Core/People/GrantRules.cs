using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
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

    /// <summary>Its proposer was disabled or lost his role since: nobody could propose it anew in his place.</summary>
    ProposerNoLongerMay,
}

/// <summary>What a decision about a grant rests on, read whole and held against the log.</summary>
internal sealed record GrantFacts(
    Standing Proposer,
    Standing Beneficiary,
    bool HasSignIn,
    Account? Account,
    IReadOnlyList<Appointment> OfAccount,
    IReadOnlyList<Appointment> OfBeneficiary
)
{
    /// <summary>Null if one of the persons or the account does not exist.</summary>
    public static GrantFacts? Read(VaultDb db, Proposal grant, DateTimeOffset now)
    {
        if (Standing.Read(db, grant.ProposedBy, now) is not { } proposer)
            return null;
        if (Standing.Read(db, grant.Beneficiary, now) is not { } beneficiary)
            return null;
        Account? account = null;
        List<Appointment> ofAccount = [];
        if (grant.Account is { } id)
        {
            account = db.OneOfNow(db.Set<Account>().Where(a => a.Id == id), id.ToString());
            if (account is null)
                return null;
            ofAccount = db.AllOfNow(id.Value, db.Set<Appointment>().Where(a => a.Account == id));
        }
        // A role is refused to whoever uses secrets anywhere, so here a removed appointment must not pass unseen.
        var ofBeneficiary =
            grant.Grant == GrantKind.Role
                ? db.EveryNow<Appointment>().Where(a => a.Person == grant.Beneficiary).ToList()
                : [];
        return new(
            proposer,
            beneficiary,
            SignInRows.CredentialOf(db, grant.Beneficiary) is not null,
            account,
            ofAccount,
            ofBeneficiary
        );
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
        return grant.Beneficiary == by.Id ? GrantRefusal.OwnBenefit : null;
    }

    /// <summary>Null if this person may confirm or refuse this proposal: four eyes, and neither the beneficiary's.</summary>
    public static GrantRefusal? Decide(Standing by, Proposal grant)
    {
        if (!MayDecide(by))
            return GrantRefusal.NotYourRole;
        if (grant.ProposedBy == by.Id)
            return GrantRefusal.OwnProposal;
        return grant.Beneficiary == by.Id ? GrantRefusal.OwnBenefit : null;
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
            GrantKind.Appointment => ObstacleToAppointment(facts, grant, now),
            GrantKind.Role => ObstacleToRole(facts, grant.OfficeRole!.Value, now),
            GrantKind.Invitation => facts.HasSignIn ? GrantRefusal.AlreadyHeld : null,
            GrantKind.FactorReset => facts.HasSignIn ? null : GrantRefusal.NothingToReset,
            _ => throw new InvalidOperationException("Unknown kind of grant."),
        };
    }

    private static GrantRefusal? ObstacleToAppointment(GrantFacts facts, Proposal grant, DateTimeOffset now)
    {
        var role = grant.AppointmentRole!.Value;
        if (role.MayReveal() && facts.Beneficiary.HoldsOffice)
            return GrantRefusal.OfficeHolderMayNotReveal;
        if (grant.Until <= now)
            return GrantRefusal.UntilPassed;
        var held = facts.OfAccount.Any(a => a.Person == grant.Beneficiary && a.Role == role && a.IsLive(now));
        return held ? GrantRefusal.AlreadyHeld : null;
    }

    private static GrantRefusal? ObstacleToRole(GrantFacts facts, OfficeRole role, DateTimeOffset now)
    {
        if (facts.Beneficiary.Roles.Contains(role))
            return GrantRefusal.AlreadyHeld;
        if (!facts.Beneficiary.Roles.All(held => RoleSeparation.MayMeet(held, role)))
            return GrantRefusal.RolesConflict;
        var reveals = facts.OfBeneficiary.Any(a => a.MayReveal && (a.Until is null || now < a.Until));
        return reveals ? GrantRefusal.RevealerMayNotHoldOffice : null;
    }
}
