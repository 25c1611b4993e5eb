using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Imports;

internal sealed partial class PlanImport
{
    /// <summary>Who is appointed, and whose appointment ends, by one row.</summary>
    private sealed class RowPeople
    {
        private readonly PlanImport _plan;
        private readonly RegisterRow _row;
        private readonly List<Appointment> _held;
        private readonly IReadOnlyList<Appointment> _covering;
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
            _covering = plan._state.Covering(unit);
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
                .Select(p =>
                    _plan._people.Find(
                        p,
                        unit,
                        _held.Concat(_covering).Select(a => a.Person),
                        () => Note(PlanProblemKind.SameNameElsewhere, p.Name, column)
                    )
                )
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
            var found = Find(named, unit, column);
            var fit = found.Where(k => IsThere(k, column)).ToList();
            if (fit.Count == 0 || fit.TrueForAll(k => Covers(role, k)))
                return;
            foreach (var person in fit)
                Hold(role, person);
            foreach (var former in _held.Where(a => a.Role == role && !found.Exists(k => k.Id == a.Person)))
                _end.Add(new(role, NameOf(former.Person), former.Id));
        }

        /// <summary>Over the unit, and so for this account as well, as long as nobody is appointed to it alone.</summary>
        private bool Covers(AppointmentRole role, PlannedPeople.Known person) =>
            !_held.Exists(a => a.Role == role) && _covering.Any(a => a.Role == role && a.Person == person.Id);

        private void Administer(List<PlannedPeople.Known> named, UnitId unit)
        {
            if (named.Count == 0)
                return;
            var fit = named.Where(k => IsThere(k, RegisterColumn.AdministratorName)).Where(MayUse).ToList();
            var custodian = _held.Find(a => a.IsCustodianHimself)?.Person;
            var next = Custodian(fit, custodian, unit);
            foreach (var person in fit.Where(k => k.Id != next && !_held.Exists(a => a.MayReveal && a.Person == k.Id)))
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
            if (custodian is { } held && (teachers.Count == 0 || fit.Exists(k => k.Id == held)))
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
