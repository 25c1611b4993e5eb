using Microsoft.EntityFrameworkCore;
using Vault.Core.Calendar;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Handovers;

/// <summary>One account of a plan, with who receives and witnesses it once that is settled.</summary>
internal sealed record PartPlan(
    AccountDuties Duties,
    AppointmentRole Role,
    PersonId Successor,
    bool IsInterim,
    PersonId Witness
);

/// <summary>
/// Holds a plan against what is: when it is prepared, and again when it is opened, since people and duties change in
/// between. Whatever is wrong is found in one go.
/// </summary>
internal sealed class PlanCheck(VaultDb db, DateTimeOffset now)
{
    private static readonly int DaysAround = 366;

    private readonly List<HandoverFault> _faults = [];

    public IReadOnlyList<HandoverFault> Faults => _faults;

    /// <summary>The accounts of the plan; incomplete if anything is wrong.</summary>
    /// <param name="preparedBy">Who answers for the appointments that come of it; null: the vault.</param>
    public IReadOnlyList<PartPlan> Run(HandoverPlan plan, PersonId? preparedBy, HandoverId? except = null)
    {
        CheckHead(plan);
        var taken = HandoverFacts.AccountsWithOpen(db, plan.Leaver, except);
        var parts = new List<PartPlan>();
        foreach (var planned in plan.Accounts)
        {
            if (plan.Accounts.Count(p => p.Account == planned.Account) > 1)
                Wrong(planned.Account, HandoverField.Accounts, HandoverProblem.Twice);
            else if (taken.Contains(planned.Account))
                Wrong(planned.Account, HandoverField.Accounts, HandoverProblem.InAnother);
            else if (Part(plan, planned, preparedBy) is { } part)
                parts.Add(part);
        }
        return parts;
    }

    private void CheckHead(HandoverPlan plan)
    {
        var today = OrganisationTime.DayOf(now);
        if (plan.Days is < 1 or > Handover.MostDays)
            Wrong(null, HandoverField.Days, HandoverProblem.OutOfRange);
        if (plan.EffectiveOn < today.AddDays(-DaysAround) || plan.EffectiveOn > today.AddDays(DaysAround))
            Wrong(null, HandoverField.EffectiveOn, HandoverProblem.OutOfRange);
        if (Standing.Read(db, plan.Leaver, now) is null)
            Wrong(null, HandoverField.Leaver, HandoverProblem.Unknown);
        if (plan.Accounts.Count == 0 && !plan.IsDeparture)
            Wrong(null, HandoverField.Accounts, HandoverProblem.Missing);
        if (plan.IsDeparture)
            CheckNothingIsLeftOut(plan);
        if (plan.UnitSuccessor is { } next)
            CheckPerson(null, HandoverField.UnitSuccessor, next, plan.Leaver);
    }

    private void CheckNothingIsLeftOut(HandoverPlan plan)
    {
        var named = plan.Accounts.Select(p => p.Account).ToHashSet();
        var his = db.EveryNow<Appointment>()
            .Where(a => a.Person == plan.Leaver && a.ActingFor is null && a.Account is not null && a.IsAhead(now));
        foreach (var account in his.Select(a => a.Account!.Value).Distinct().Where(a => !named.Contains(a)))
            Wrong(account, HandoverField.Accounts, HandoverProblem.LeftOut);
    }

    private PartPlan? Part(HandoverPlan plan, PlannedAccount planned, PersonId? preparedBy)
    {
        var before = _faults.Count;
        if (AccountDuties.Read(db, planned.Account, now) is not { } duties)
            return Wrong(planned.Account, HandoverField.Accounts, HandoverProblem.Unknown);
        if (duties.ChiefRoleOf(plan.Leaver, now) is not { } role)
            return Wrong(planned.Account, HandoverField.Accounts, HandoverProblem.NoDuty);
        var successor = Successor(plan, planned, duties, role, preparedBy);
        var witness = Witness(plan, planned, duties, role, successor);
        return _faults.Count > before || successor is null || witness is null
            ? null
            : new(duties, role, successor.Value, planned.IsInterim && AccountDuties.Passes(role), witness.Value);
    }

    private PersonId? Successor(
        HandoverPlan plan,
        PlannedAccount planned,
        AccountDuties duties,
        AppointmentRole role,
        PersonId? preparedBy
    )
    {
        if (!AccountDuties.Passes(role))
        {
            if (duties.HolderOf(AppointmentRole.Custodian, now) is { } custodian)
                return custodian;
            Wrong(planned.Account, HandoverField.Successor, HandoverProblem.NoCustodian);
            return null;
        }
        if (planned.Successor is not { } successor)
        {
            Wrong(planned.Account, HandoverField.Successor, HandoverProblem.Missing);
            return null;
        }
        if (!CheckPerson(planned.Account, HandoverField.Successor, successor, plan.Leaver))
            return null;
        foreach (var passing in Passing(duties, plan.Leaver))
        {
            if (HandoverOpening.Obstacle(db, duties, passing, successor, preparedBy, now) is null)
                continue;
            Wrong(planned.Account, HandoverField.Successor, HandoverProblem.Unfit);
            return null;
        }
        return successor;
    }

    private IEnumerable<AppointmentRole> Passing(AccountDuties duties, PersonId leaver) =>
        duties
            .Of(leaver, now)
            .Where(a => a.ActingFor is null)
            .Select(a => a.Role)
            .Distinct()
            .Where(AccountDuties.Passes);

    private PersonId? Witness(
        HandoverPlan plan,
        PlannedAccount planned,
        AccountDuties duties,
        AppointmentRole role,
        PersonId? successor
    )
    {
        var ranked = duties.Witnesses(db, role, plan.Leaver, now);
        if (planned.Witness is not { } witness)
        {
            var first = ranked.Where(p => p != successor).Cast<PersonId?>().FirstOrDefault();
            if (first is null)
                Wrong(planned.Account, HandoverField.Witness, HandoverProblem.Missing);
            return first;
        }
        if (witness == plan.Leaver || witness == successor)
            Wrong(planned.Account, HandoverField.Witness, HandoverProblem.SamePerson);
        else if (!ranked.Contains(witness))
            Wrong(planned.Account, HandoverField.Witness, HandoverProblem.NotAWitness);
        return witness;
    }

    private bool CheckPerson(AccountId? account, HandoverField field, PersonId person, PersonId leaver)
    {
        var problem =
            person == leaver ? HandoverProblem.SamePerson
            : Standing.Read(db, person, now) is not { } standing ? HandoverProblem.Unknown
            : !standing.IsActive ? HandoverProblem.Unfit
            : !SignInRows.CanSignIn(db, person) ? HandoverProblem.CannotSignIn
            : (HandoverProblem?)null;
        if (problem is { } found)
            Wrong(account, field, found);
        return problem is null;
    }

    private PartPlan? Wrong(AccountId? account, HandoverField field, HandoverProblem problem)
    {
        _faults.Add(new(account, field, problem));
        return null;
    }
}
