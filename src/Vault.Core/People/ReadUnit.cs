using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;

namespace Vault.Core.People;

/// <summary>Somebody appointed over a unit, live or to come.</summary>
/// <param name="ActingFor">Whom he stands in for; null for an appointment of his own.</param>
/// <param name="Over">The unit it was given for: the one looked at, or one above it.</param>
public sealed record AppointedOver(Appointment Appointment, Person Person, Person? ActingFor, Unit Over);

/// <summary>How much belongs to a unit.</summary>
/// <param name="Own">To this very unit.</param>
/// <param name="Below">The same with all units below it.</param>
public sealed record UnitCount(int Own, int Below);

/// <summary>What the vault keeps of a unit.</summary>
/// <param name="Parent">Null for the root.</param>
/// <param name="SubUnits">Directly below it, by name, dissolved ones included.</param>
/// <param name="Persons">Disabled ones not counted.</param>
/// <param name="Fallback">Who stands behind it, see <see cref="Unit.Fallback"/>.</param>
/// <param name="Appointed">Over it and the units above it, the nearest first.</param>
public sealed record UnitFile(
    Unit Unit,
    Unit? Parent,
    IReadOnlyList<Unit> SubUnits,
    UnitCount Accounts,
    UnitCount Persons,
    Person? Fallback,
    IReadOnlyList<AppointedOver> Appointed
);

/// <summary>One unit's file. The register is the registrar's; for everybody else the unit does not exist.</summary>
public sealed class ReadUnit(VaultDb db, TimeProvider clock)
{
    /// <exception cref="Audit.TamperedRowException">A row of the unit is not the attested one, or was removed.</exception>
    public async Task<UnitFile?> Run(Standing reader, UnitId id)
    {
        if (!reader.Holds(OfficeRole.Registrar))
            return null;
        if (await db.OneOf(db.Set<Unit>().Where(u => u.Id == id), id.ToString()) is not { } unit)
            return null;
        var units = await db.Set<Unit>().ToListAsync();
        var below = UnitTree.Below(units, id);
        var fallback = unit.Fallback;
        return new(
            unit,
            units.Find(u => u.Id == unit.Parent),
            [.. units.Where(u => u.Parent == id).OrderBy(u => u.Name, StringComparer.Ordinal)],
            new(
                await db.Set<Account>().CountAsync(a => a.Unit == id),
                await db.Set<Account>().CountAsync(a => below.Contains(a.Unit))
            ),
            new(
                await db.Set<Person>().CountAsync(p => p.Unit == id && p.DisabledAt == null),
                await db.Set<Person>().CountAsync(p => below.Contains(p.Unit) && p.DisabledAt == null)
            ),
            fallback is null ? null : await db.Set<Person>().SingleAsync(p => p.Id == fallback),
            await AppointedTo(units, id)
        );
    }

    private async Task<IReadOnlyList<AppointedOver>> AppointedTo(List<Unit> units, UnitId id)
    {
        var now = clock.GetUtcNow();
        var appointed = new List<Appointment>();
        foreach (var over in UnitTree.Above(units, id))
        {
            var ever = await db.AllOf(over.Value, db.Set<Appointment>().Where(a => a.Unit == over));
            appointed.AddRange(ever.Where(a => a.IsAhead(now)).OrderBy(a => a.Role).ThenBy(a => a.From));
        }
        var ids = appointed
            .Select(a => a.Person)
            .Concat(appointed.Select(a => a.ActingFor).OfType<PersonId>())
            .ToList();
        var persons = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return
        [
            .. appointed.Select(a => new AppointedOver(
                a,
                persons[a.Person],
                a.ActingFor is { } absent ? persons[absent] : null,
                units.Single(u => u.Id == a.Unit)
            )),
        ];
    }
}
