using Microsoft.EntityFrameworkCore;
using Vault.Core.SignIns;
using Vault.Core.Text;

namespace Vault.Core.People;

/// <summary>How far a person's way in is.</summary>
public enum PersonState
{
    /// <summary>He has accepted an invitation and may sign in.</summary>
    Active,

    /// <summary>He has never accepted an invitation.</summary>
    NotYetIn,

    /// <summary>His way in is closed for good.</summary>
    Disabled,
}

public enum PersonSort
{
    Name,

    /// <summary>By the name of the unit, and within one by the person's.</summary>
    Unit,
}

/// <summary>What a list of persons is narrowed to, and its order. Everything is optional.</summary>
/// <param name="Text">Part of the name, the user name or the unit's name.</param>
/// <param name="Unit">A unit with all units below it.</param>
/// <param name="Student">Only students, or only others.</param>
public sealed record PersonQuery(
    string? Text = null,
    UnitId? Unit = null,
    PersonState? State = null,
    bool? Student = null,
    PersonSort Sort = PersonSort.Name,
    bool Descending = false,
    int Page = 1
);

/// <summary>One line of the list.</summary>
/// <param name="Roles">Those live now.</param>
public sealed record PersonLine(Person Person, Unit Unit, PersonState State, IReadOnlyList<OfficeRole> Roles);

/// <summary>One page of the list.</summary>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
public sealed record PersonPage(IReadOnlyList<PersonLine> Lines, int Total, int Page, int Pages);

/// <summary>Lists persons, narrowed, sorted and in pages. For those who decide grants; everybody else sees himself.</summary>
public sealed class SearchPersons(VaultDb db, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <exception cref="Audit.TamperedRowException">A row of the page is not the attested one.</exception>
    public async Task<PersonPage> Run(Standing who, PersonQuery query)
    {
        var units = await db.Set<Unit>().ToDictionaryAsync(u => u.Id);
        var found = Narrow(ReadPerson.VisibleTo(db, who), query, units.Values);
        var total = await found.CountAsync();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(query.Page, 1, pages);
        var persons = await InOrder(found, query).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync();
        var ids = persons.Select(p => p.Id).ToList();
        var roles = await RolesOf(ids);
        var enrolled = await db.Set<Credential>()
            .Where(c => ids.Contains(c.Person))
            .Select(c => c.Person)
            .ToListAsync();
        var lines = persons.Select(p => new PersonLine(
            p,
            units[p.Unit],
            ReadPerson.StateOf(p, enrolled.Contains(p.Id)),
            [.. roles[p.Id]]
        ));
        return new([.. lines], total, page, pages);
    }

    private IQueryable<Person> Narrow(IQueryable<Person> persons, PersonQuery query, IEnumerable<Unit> units)
    {
        if (LikePattern.Containing(query.Text) is { } pattern)
            persons = persons.Where(p =>
                EF.Functions.Like(p.DisplayName, pattern, LikePattern.Escape)
                || EF.Functions.Like(p.UserName, pattern, LikePattern.Escape)
                || db.Set<Unit>().Any(u => u.Id == p.Unit && EF.Functions.Like(u.Name, pattern, LikePattern.Escape))
            );
        if (query.Unit is { } unit)
        {
            var below = UnitTree.Below(units, unit);
            persons = persons.Where(p => below.Contains(p.Unit));
        }
        if (query.Student is { } student)
            persons = persons.Where(p => p.IsStudent == student);
        return query.State switch
        {
            PersonState.Disabled => persons.Where(p => p.DisabledAt != null),
            PersonState.NotYetIn => persons.Where(p =>
                p.DisabledAt == null && !db.Set<Credential>().Any(c => c.Person == p.Id)
            ),
            PersonState.Active => persons.Where(p =>
                p.DisabledAt == null && db.Set<Credential>().Any(c => c.Person == p.Id)
            ),
            _ => persons,
        };
    }

    private IOrderedQueryable<Person> InOrder(IQueryable<Person> persons, PersonQuery query)
    {
        var ordered = (query.Sort, query.Descending) switch
        {
            (PersonSort.Unit, false) => persons
                .OrderBy(p => db.Set<Unit>().First(u => u.Id == p.Unit).Name)
                .ThenBy(p => p.DisplayName),
            (PersonSort.Unit, true) => persons
                .OrderByDescending(p => db.Set<Unit>().First(u => u.Id == p.Unit).Name)
                .ThenBy(p => p.DisplayName),
            (_, true) => persons.OrderByDescending(p => p.DisplayName),
            _ => persons.OrderBy(p => p.DisplayName),
        };
        // Most have no user name: namesakes keep their places from page to page by their ids.
        return ordered.ThenBy(p => p.UserName).ThenBy(p => p.Id);
    }

    private async Task<ILookup<PersonId, OfficeRole>> RolesOf(List<PersonId> persons)
    {
        var now = clock.GetUtcNow();
        var grants = await db.Set<RoleGrant>().Where(g => persons.Contains(g.Person)).ToListAsync();
        return grants.Where(g => g.IsLive(now)).OrderBy(g => g.Role).ToLookup(g => g.Person, g => g.Role);
    }
}
