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
    public static Standing? Read(VaultDb db, PersonId id, DateTimeOffset now)
    {
        if (db.OneOfNow(db.Set<Person>().Where(p => p.Id == id), id.ToString()) is not { } person)
            return null;
        var grants = db.AllOfNow(id.Value, db.Set<RoleGrant>().Where(g => g.Person == id));
        return new(person, grants.Where(g => g.IsLive(now)).Select(g => g.Role).ToHashSet());
    }

    public bool Holds(OfficeRole role) => IsActive && Roles.Contains(role);

    public bool HoldsAny(params OfficeRole[] roles) => IsActive && Roles.Overlaps(roles);
}
