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

    // A batch has dozens of accounts and few persons: what is asked of a person is asked once.
    private readonly Dictionary<PersonId, Receiver> _receivers = [];
    private IReadOnlyDictionary<AccountId, AccountDuties> _duties = new Dictionary<AccountId, AccountDuties>();
    private IReadOnlySet<PersonId> _witnesses = new HashSet<PersonId>();
    private RegisterPolicy _policy = null!;

    public IReadOnlyList<HandoverFault> Faults => _faults;

    /// <summary>The accounts of the plan; incomplete if anything is wrong.</summary>
    /// <param name="preparedBy">Who answers for the appointments that come of it; null: the vault.</param>
    public IReadOnlyList<PartPlan> Run(HandoverPlan plan, PersonId? preparedBy, HandoverId? except = null)
    {
        CheckHead(plan);
        _duties = AccountDuties.Read(db, [.. plan.Accounts.Select(a => a.Account)], now);
        _policy = RegisterPolicy.Read(db);
        _witnesses = AccountDuties.WhoCanWitness(db, _duties.Values, now);
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
        if (!_duties.TryGetValue(planned.Account, out var duties))
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
            if (Obstacle(duties, passing, Of(successor), preparedBy) is null)
                continue;
            Wrong(planned.Account, HandoverField.Successor, HandoverProblem.Unfit);
            return null;
        }
        return successor;
    }

    /// <summary>Why somebody cannot be given a duty; null: nothing, or he has it.</summary>
    private GrantRefusal? Obstacle(AccountDuties duties, AppointmentRole role, Receiver successor, PersonId? preparedBy)
    {
        if (successor.Standing is not { IsActive: true } standing)
            return GrantRefusal.PersonDisabled;
        var account = duties.Account.Id;
        var target = AppointmentTarget.Of(account);
        var grant = Proposal.OfAppointment(standing.Id, target, role, null, preparedBy ?? standing.Id, now);
        var handsOver = successor.HandsOver.Any(h => h.IsDeparture || h.Account == account);
        var facts = new GrantFacts(standing, standing, null, true, _policy, duties.OfAccount, [], handsOver);
        var why = AppointmentRules.Obstacle(facts, grant, now);
        return why == GrantRefusal.AlreadyHeld ? null : why;
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
        var ranked = duties.Witnesses(_witnesses, role, plan.Leaver, now);
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
            : Of(person) is not { Standing: { } standing } receiver ? HandoverProblem.Unknown
            : !standing.IsActive ? HandoverProblem.Unfit
            : !receiver.CanSignIn ? HandoverProblem.CannotSignIn
            : (HandoverProblem?)null;
        if (problem is { } found)
            Wrong(account, field, found);
        return problem is null;
    }

    private Receiver Of(PersonId person)
    {
        if (!_receivers.TryGetValue(person, out var known))
            _receivers[person] = known = new(
                Standing.Read(db, person, now),
                SignInRows.CanSignIn(db, person),
                HandoverFacts.HandedOverBy(db, person)
            );
        return known;
    }

    private PartPlan? Wrong(AccountId? account, HandoverField field, HandoverProblem problem)
    {
        _faults.Add(new(account, field, problem));
        return null;
    }

    /// <param name="HandsOver">As <see cref="HandoverFacts.HandedOverBy"/> gives it.</param>
    private sealed record Receiver(
        Standing? Standing,
        bool CanSignIn,
        IReadOnlyList<(AccountId Account, bool IsDeparture)> HandsOver
    );
}
