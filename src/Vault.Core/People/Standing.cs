using Microsoft.EntityFrameworkCore;

namespace Vault.Core.People;

/// <summary>
/// What a person is in the office at a moment: himself and his live roles, read whole and held against the log. Rules
/// about offices decide on this and on nothing a page brings along.
/// </summary>
public sealed record Standing(Person Person, IReadOnlySet<OfficeRole> Roles)
{
    public PersonId Id => Person.Id;

    /// <summary>He may act: a disabled person holds nothing, whatever his rows say.</summary>
    public bool IsActive => Person.DisabledAt is null;

    public bool HoldsOffice => Roles.Count > 0;

    /// <summary>Null if the person does not exist.</summary>
    /// <exception cref="Audit.TamperedRowException">His row or one of his roles is not the attested one.</exception>
    public static Standing? Read(VaultDb db, PersonId id, DateTimeOffset now) => At(Rows(db, id), now);

    /// <summary>
    /// The same for every request of a session, which asks for it again and again: the rows are read only when the log
    /// says that they are others. The person is shared and not to be changed.
    /// </summary>
    /// <inheritdoc cref="Read"/>
    public static Standing? Remembered(VaultDb db, PersonId id, DateTimeOffset now) =>
        At(db.Remembered(new StandingReading(id), () => Rows(db, id)), now);

    private static (Person? Person, List<RoleGrant> Grants) Rows(VaultDb db, PersonId id)
    {
        var person = db.OneOfNow(db.Set<Person>().Where(p => p.Id == id), id.ToString());
        return (person, person is null ? [] : db.AllOfNow(id.Value, db.Set<RoleGrant>().Where(g => g.Person == id)));
    }

    private static Standing? At((Person? Person, List<RoleGrant> Grants) rows, DateTimeOffset now) =>
        rows.Person is { } person
            ? new(person, rows.Grants.Where(g => g.IsLive(now)).Select(g => g.Role).ToHashSet())
            : null;

    private sealed record StandingReading(PersonId Person);

    public bool Holds(OfficeRole role) => IsActive && Roles.Contains(role);

    public bool HoldsAny(params OfficeRole[] roles) => IsActive && Roles.Overlaps(roles);
}
