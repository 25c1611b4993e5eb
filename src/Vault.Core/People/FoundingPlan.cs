using Vault.Core.SignIns;
using Vault.Core.Text;

namespace Vault.Core.People;

/// <summary>A seat that the founding fills. Each gets a person of its own; that is how the roles are kept apart.</summary>
public enum FounderSeat
{
    Registrar,
    SystemAdministrator,

    /// <summary>Left out where the system administrator is security administrator too.</summary>
    SecurityAdministrator,
    Reviewer,
}

/// <summary>What was typed for one seat.</summary>
public sealed record FounderEntry(string? Name, string? UserName);

/// <summary>What was typed for the founding, as it was typed.</summary>
/// <param name="SecurityAdministrator">Null: the system administrator holds this role too, as a small institution may.</param>
public sealed record FoundingEntry(
    string? Organisation,
    string? RootUnit,
    FounderEntry Registrar,
    FounderEntry SystemAdministrator,
    FounderEntry? SecurityAdministrator,
    FounderEntry Reviewer
);

/// <summary>One mistake in what was typed.</summary>
/// <param name="Seat">Null: the organisation (Name) or its root unit (Unit).</param>
public sealed record FoundingFault(FounderSeat? Seat, RegisterField Field, RegisterProblem Problem);

/// <summary>A person to be founded with and his roles.</summary>
public sealed record Founder(FounderSeat Seat, string Name, UserName UserName, IReadOnlyList<OfficeRole> Roles);

/// <summary>
/// A founding without mistakes: every office role has exactly one person, and no person holds two roles that may not
/// meet, because each seat has a user name of its own.
/// </summary>
public sealed record FoundingPlan
{
    private FoundingPlan(string organisation, string rootUnit, IReadOnlyList<Founder> founders)
    {
        Organisation = organisation;
        RootUnit = rootUnit;
        Founders = founders;
    }

    public string Organisation { get; }

    public string RootUnit { get; }

    public IReadOnlyList<Founder> Founders { get; }

    /// <summary>Null if anything is wrong, and then all of it is in the faults.</summary>
    public static FoundingPlan? From(FoundingEntry entry, out IReadOnlyList<FoundingFault> faults)
    {
        var found = new List<FoundingFault>();
        var organisation = Name(entry.Organisation, Unit.NameLimit, null, RegisterField.Name, found);
        var rootUnit = Name(entry.RootUnit, Unit.NameLimit, null, RegisterField.Unit, found);
        var taken = new HashSet<UserName>();
        var founders = new List<Founder>();
        foreach (var (seat, person) in Seats(entry))
        {
            var name = Name(person.Name, Person.NameLimit, seat, RegisterField.Name, found);
            if (Problem(person.UserName, taken, out var userName) is { } problem)
                found.Add(new(seat, RegisterField.UserName, problem));
            else if (name is not null)
                founders.Add(new(seat, name, userName, RolesOf(seat, entry)));
        }
        faults = found;
        return found.Count > 0 ? null : new(organisation!, rootUnit!, founders);
    }

    private static IEnumerable<(FounderSeat Seat, FounderEntry Person)> Seats(FoundingEntry entry)
    {
        yield return (FounderSeat.Registrar, entry.Registrar);
        yield return (FounderSeat.SystemAdministrator, entry.SystemAdministrator);
        if (entry.SecurityAdministrator is { } security)
            yield return (FounderSeat.SecurityAdministrator, security);
        yield return (FounderSeat.Reviewer, entry.Reviewer);
    }

    private static OfficeRole[] RolesOf(FounderSeat seat, FoundingEntry entry) =>
        seat switch
        {
            FounderSeat.Registrar => [OfficeRole.Registrar],
            FounderSeat.Reviewer => [OfficeRole.Reviewer],
            FounderSeat.SecurityAdministrator => [OfficeRole.SecurityAdministrator],
            _ when entry.SecurityAdministrator is null =>
            [
                OfficeRole.SystemAdministrator,
                OfficeRole.SecurityAdministrator,
            ],
            _ => [OfficeRole.SystemAdministrator],
        };

    private static string? Name(
        string? typed,
        int limit,
        FounderSeat? seat,
        RegisterField field,
        List<FoundingFault> found
    )
    {
        if (NameText.TryParse(typed, limit, out var name, out var fault))
            return name;
        found.Add(new(seat, field, RegisterFault.Of(field, fault.Value).Problem));
        return null;
    }

    private static RegisterProblem? Problem(string? typed, HashSet<UserName> taken, out UserName userName)
    {
        if (!UserName.TryParse(typed, out userName))
            return string.IsNullOrWhiteSpace(typed) ? RegisterProblem.Missing : RegisterProblem.NotAUserName;
        return taken.Add(userName) ? null : RegisterProblem.Taken;
    }
}
