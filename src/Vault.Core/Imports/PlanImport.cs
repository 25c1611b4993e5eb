using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Exports;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Imports;

/// <summary>
/// Compares rows with the register and says what they would do. Empty cells say nothing: what the register knows stays.
/// Nobody but the holders of an office of one (custodian, responsible person, leader) is taken off an account by a sheet.
/// </summary>
internal sealed class PlanImport
{
    private readonly RegisterState _state;
    private readonly FieldSealer _fields;
    private readonly Sealer _sealer;
    private readonly PersonId _by;
    private readonly Dictionary<PersonId, string> _names;
    private readonly PlannedUnits _units;
    private readonly PlannedPeople _people;
    private readonly Dictionary<(string Platform, string Name), Account> _byName;
    private readonly Dictionary<(string Platform, string PublicId), Account> _byPublicId;
    private readonly HashSet<AccountId> _taken = [];
    private readonly List<PlanProblem> _problems = [];

    private PlanImport(RegisterState state, FieldSealer fields, Sealer sealer, PersonId by)
    {
        (_state, _fields, _sealer, _by) = (state, fields, sealer, by);
        _names = state.Persons.ToDictionary(p => p.Id, p => p.DisplayName);
        _units = new PlannedUnits(state);
        _people = new PlannedPeople(state, fields);
        _byName = state.Accounts.ToDictionary(a => (a.Platform, a.Name));
        _byPublicId = state
            .Accounts.Where(a => a.PublicId is not null)
            .GroupBy(a => (a.Platform, a.PublicId!))
            .Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.Single());
    }

    /// <param name="by">Who proposes it: the sheet has passed his hands, with whatever stands in it.</param>
    public static ImportPlan Run(
        RegisterState state,
        FieldSealer fields,
        Sealer sealer,
        PersonId by,
        IEnumerable<RegisterRow> rows
    )
    {
        var plan = new PlanImport(state, fields, sealer, by);
        var accounts = rows.Select(plan.Read).OfType<PlannedAccount>().ToList();
        return new(plan._units.Planned, [.. plan._people.Planned(plan._units.NameOf)], accounts, plan._problems);
    }

    /// <summary>Null if the row is left out, and then the reason is among the problems.</summary>
    private PlannedAccount? Read(RegisterRow row)
    {
        if (!NameText.TryParse(row.AccountName, Account.NameLimit, out var name, out _))
            return LeftOut(row, PlanProblemKind.NameUnusable, RegisterColumn.AccountName, row.AccountName);
        if (Known(row, name) is null && _state.Platforms.Find(row.Platform) is { IsOffered: false } retired)
            return LeftOut(row, PlanProblemKind.PlatformNotOffered, RegisterColumn.Platform, RegisterWords.Of(retired));
        UnitId? supervising = null;
        if (row.SupervisingUnit is { } named)
        {
            var (above, problem) = _units.Find(named, null);
            if (problem is { } why)
                return LeftOut(row, why, RegisterColumn.SupervisingUnit, named);
            supervising = above;
        }
        var (unit, wrong) = _units.Find(row.Unit, supervising);
        if (unit is not { } owner)
            return LeftOut(row, wrong!.Value, RegisterColumn.Unit, row.Unit);
        var existing = Known(row, name);
        if (existing is not null)
            _taken.Add(existing.Id);
        var former = existing is null ? null : AccountFacts.Of(existing, _fields.OpenDetails(existing));
        var facts = Merge(row, name, owner, supervising, former);
        var id = existing?.Id ?? AccountId.New();
        var people = new RowPeople(this, row, owner, existing);
        var (password, held) = Password(row, existing);
        var presumed = people.Named.Append(_by).Distinct();
        return new PlannedAccount(row.Sheet, row.Row, id, row.Platform, name, _units.NameOf(owner))
        {
            IsNew = existing is null,
            Facts = facts,
            Changes = former is null ? [] : [.. former.ChangesTo(facts).Select(f => Change(f, former, facts))],
            Appoint = people.Appoint,
            End = people.End,
            Media = [.. Media(row, existing)],
            Password = password,
            Held = held,
            LoginName = LoginName(row, existing),
            Presumes =
                password is not null ? [.. presumed]
                : held is null ? []
                : [.. presumed.Where(p => !_state.Known.Contains((p, held.Id)))],
        };
    }

    private Account? Known(RegisterRow row, string name)
    {
        var known =
            _byName.GetValueOrDefault((row.Platform, name))
            ?? (row.PublicId is { } shown ? _byPublicId.GetValueOrDefault((row.Platform, shown)) : null);
        // Two rows never change one account: the second one with the same public id is another account.
        return known is not null && !_taken.Contains(known.Id) ? known : null;
    }

    private AccountFacts Merge(RegisterRow row, string name, UnitId unit, UnitId? supervising, AccountFacts? former)
    {
        var facts = (former ?? new AccountFacts(name, unit)) with { Name = name, Unit = unit };
        var verified = row.Verified ?? (row.VerifiedOn is not null ? true : null);
        return facts with
        {
            PublicId = Clean(row.PublicId, Account.NameLimit) ?? facts.PublicId,
            OriginalId = Clean(row.OriginalId, Account.NameLimit) ?? facts.OriginalId,
            SupervisingUnit = supervising ?? facts.SupervisingUnit,
            Nature = row.Nature ?? facts.Nature,
            Status = row.Status ?? facts.Status,
            IsVerified = verified ?? facts.IsVerified,
            VerifiedOn = row.VerifiedOn ?? facts.VerifiedOn,
            VerifiedUntil = row.VerifiedUntil ?? facts.VerifiedUntil,
            OpenedOn = row.OpenedOn ?? facts.OpenedOn,
            Details = new(
                Address(row) ?? facts.Details.Address,
                Clean(row.Note, AccountReading.RemarkLimit) ?? facts.Details.Remark
            ),
        };
    }

    private PlannedChange Change(AccountFact fact, AccountFacts was, AccountFacts becomes) =>
        fact is AccountFact.Unit or AccountFact.SupervisingUnit
            ? new(fact, UnitName(was[fact]), UnitName(becomes[fact]))
            : new(fact, was[fact], becomes[fact]);

    private string? UnitName(string? id) => id is null ? null : _units.NameOf(UnitId.Parse(id, null));

    private static string? Clean(string? text, int limit) =>
        NameText.TryParse(text, limit, out var clean, out _) ? clean : null;

    private string? Address(RegisterRow row)
    {
        if (row.Address is not { } text)
            return null;
        var typed = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (AccountReading.ReadAddress(typed) is { } address)
            return address;
        Note(row, PlanProblemKind.NoAddress, RegisterColumn.Address, text);
        return null;
    }

    private IEnumerable<(BoundMediumKind, string)> Media(RegisterRow row, Account? existing)
    {
        var bound = existing is null
            ? []
            : _state.Media[existing.Id].ToDictionary(m => m.Kind, m => _fields.OpenMedium(m));
        if (row.BoundMobile is { } mobile && bound.GetValueOrDefault(BoundMediumKind.Phone) != mobile)
            yield return (BoundMediumKind.Phone, mobile);
        if (row.BoundMailbox is { } mailbox && bound.GetValueOrDefault(BoundMediumKind.Mailbox) != mailbox)
            yield return (BoundMediumKind.Mailbox, mailbox);
    }

    /// <summary>The value to take into custody, or the version that it already is.</summary>
    private (string? Password, SecretVersion? Held) Password(RegisterRow row, Account? existing)
    {
        if (row.Password is not { } password)
            return (null, null);
        var platform = _state.Platforms.Find(row.Platform);
        if (platform?.Has(Component.Password) != true || !Fits(password))
            return Refused(PlanProblemKind.PasswordUnusable);
        var versions = existing is null
            ? []
            : _state.Versions[existing.Id].Where(v => v.Component == Component.Password).ToList();
        if (versions.Count == 0)
            return (password, null);
        var bytes = Encoding.UTF8.GetBytes(password);
        return versions.Find(v => _sealer.HadValue(v, Plaintext.From(bytes), Component.Password)) is { } held
            ? (null, held)
            : Refused(PlanProblemKind.PasswordHeld);

        (string?, SecretVersion?) Refused(PlanProblemKind why)
        {
            Note(row, why, RegisterColumn.Password, row.AccountName);
            return (null, null);
        }
    }

    private string? LoginName(RegisterRow row, Account? existing) =>
        row.LoginName is { } login
        && Fits(login)
        && (existing is null || !_state.Versions[existing.Id].Any(v => v.Component == Component.LoginName))
            ? login
            : null;

    private static bool Fits(string value) => Encoding.UTF8.GetByteCount(value) is > 0 and <= Plaintext.Limit;

    private PlannedAccount? LeftOut(RegisterRow row, PlanProblemKind why, RegisterColumn column, string name)
    {
        Note(row, why, column, name);
        return null;
    }

    private void Note(RegisterRow row, PlanProblemKind why, RegisterColumn column, string name) =>
        _problems.Add(new(why, row.Sheet, row.Row, column, name));

    /// <summary>Who is appointed, and whose appointment ends, by one row.</summary>
    private sealed class RowPeople
    {
        private readonly PlanImport _plan;
        private readonly RegisterRow _row;
        private readonly List<Appointment> _held;
        private readonly List<PlannedAppointment> _appoint = [];
        private readonly List<PlannedEnd> _end = [];
        private readonly HashSet<PersonId> _named = [];

        public RowPeople(PlanImport plan, RegisterRow row, UnitId unit, Account? existing)
        {
            (_plan, _row) = (plan, row);
            _held = existing is null
                ? []
                :
                [
                    .. plan
                        ._state.Appointments[existing.Id]
                        .Where(a => a.ActingFor is null && a.IsLive(plan._state.Now)),
                ];
            var administrators = Find(row.Administrators, unit, RegisterColumn.AdministratorName);
            Replace(AppointmentRole.ResponsiblePerson, row.Responsible, unit, RegisterColumn.ResponsibleName);
            Replace(AppointmentRole.SupervisingLeader, row.Supervisors, unit, RegisterColumn.SupervisorName);
            Administer(administrators, unit);
        }

        public IReadOnlyList<PlannedAppointment> Appoint => _appoint;

        public IReadOnlyList<PlannedEnd> End => _end;

        public IReadOnlyList<PersonId> Named => [.. _named];

        private List<PlannedPeople.Known> Find(IReadOnlyList<RegisterPerson> named, UnitId unit, RegisterColumn column)
        {
            var found = named
                .Where(p => NameText.TryParse(p.Name, Person.NameLimit, out _, out _))
                .Select(p => _plan._people.Find(p, unit, () => Note(PlanProblemKind.SameNameElsewhere, p.Name, column)))
                .ToList();
            _named.UnionWith(found.Select(k => k.Id));
            return found;
        }

        private void Replace(
            AppointmentRole role,
            IReadOnlyList<RegisterPerson> named,
            UnitId unit,
            RegisterColumn column
        )
        {
            var fit = Find(named, unit, column).Where(k => IsThere(k, column)).ToList();
            if (fit.Count == 0)
                return;
            foreach (var person in fit)
                Hold(role, person);
            foreach (var former in _held.Where(a => a.Role == role && !fit.Exists(k => k.Id == a.Person)))
                _end.Add(new(role, NameOf(former.Person), former.Id));
        }

        private void Administer(List<PlannedPeople.Known> named, UnitId unit)
        {
            if (named.Count == 0)
                return;
            var fit = named.Where(k => IsThere(k, RegisterColumn.AdministratorName)).Where(MayUse).ToList();
            var custodian = _held.Find(a => a.IsCustodianHimself)?.Person;
            var next = Custodian(fit, custodian, unit);
            foreach (var person in fit.Where(k => k.Id != next))
                Hold(Role(person), person);
            foreach (var other in _held.Where(a => a.MayReveal && a.Person != next && !_named.Contains(a.Person)))
            {
                // He stays, unless the new custodian takes his place.
                if (other.Person != custodian || next is null || next == custodian)
                    Note(PlanProblemKind.NotNamed, NameOf(other.Person));
            }
        }

        /// <summary>Who answers for the account after this row; null if nobody does.</summary>
        private PersonId? Custodian(List<PlannedPeople.Known> fit, PersonId? custodian, UnitId unit)
        {
            var teachers = fit.Where(k => !k.IsStudent).ToList();
            if (custodian is { } held && (teachers.Count == 0 || teachers.Exists(k => k.Id == held)))
                return held;
            if (teachers.FirstOrDefault() is { } first)
            {
                Hold(AppointmentRole.Custodian, first);
                return first.Id;
            }
            if (Fallback(unit) is { } teacher)
            {
                _appoint.Add(new(AppointmentRole.Custodian, teacher.Id, teacher.DisplayName));
                return teacher.Id;
            }
            Note(PlanProblemKind.NoCustodian, _row.AccountName);
            return null;
        }

        private Person? Fallback(UnitId unit) =>
            _plan._units.Fallbacks.TryGetValue(unit, out var id)
            && _plan._state.Persons.FirstOrDefault(p => p.Id == id) is { DisabledAt: null, IsStudent: false } teacher
            && !_plan._state.OfficeHolders.Contains(id)
                ? teacher
                : null;

        private AppointmentRole Role(PlannedPeople.Known person)
        {
            if (_plan._state.Policy.LetsReveal(person.IsStudent))
                return AppointmentRole.Administrator;
            Note(PlanProblemKind.StudentAssists, person.Name);
            return AppointmentRole.Assistant;
        }

        private void Hold(AppointmentRole role, PlannedPeople.Known person)
        {
            if (_held.Exists(a => a.Role == role && a.Person == person.Id))
                return;
            if (_appoint.Exists(a => a.Role == role && a.Person == person.Id))
                return;
            _appoint.Add(new(role, person.Id, person.Name));
        }

        private bool IsThere(PlannedPeople.Known person, RegisterColumn column)
        {
            if (!person.IsDisabled)
                return true;
            Note(PlanProblemKind.PersonDisabled, person.Name, column);
            return false;
        }

        private bool MayUse(PlannedPeople.Known person)
        {
            if (!_plan._state.OfficeHolders.Contains(person.Id))
                return true;
            Note(PlanProblemKind.HoldsOffice, person.Name);
            return false;
        }

        private string NameOf(PersonId id) => _plan._names[id];

        private void Note(PlanProblemKind why, string name, RegisterColumn column = RegisterColumn.AdministratorName) =>
            _plan.Note(_row, why, column, name);
    }
}
