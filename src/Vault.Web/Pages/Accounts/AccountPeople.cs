using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Web.Pages.Accounts;

/// <summary>An appointment with the names it needs on screen.</summary>
/// <param name="Over">The unit it is over; null for one to the account itself.</param>
/// <param name="ActingFor">Whom he stands in for, if he does.</param>
public sealed record AccountPerson(Appointment Appointment, Person Person, Unit? Over, Person? ActingFor)
{
    /// <summary>A moment of the last day on which it counts; null where no end is set.</summary>
    public DateTimeOffset? LastDay => Appointment.Until?.AddMilliseconds(-1);
}

/// <summary>Everybody ever appointed to an account or over its units, as his page tells them apart.</summary>
public sealed class AccountPeople
{
    private AccountPeople(IReadOnlyList<AccountPerson> all, DateTimeOffset now)
    {
        Live = [.. all.Where(p => p.Appointment.IsLive(now)).OrderBy(p => p.Appointment.Role).ThenBy(IsStandIn)];
        Coming =
        [
            .. all.Where(p => p.Appointment.From > now && !NeverBegins(p.Appointment)).OrderBy(p => p.Appointment.From),
        ];
        Ended = [.. all.Except(Live).Except(Coming)];
    }

    /// <summary>By role, each before whoever stands in for him.</summary>
    public IReadOnlyList<AccountPerson> Live { get; }

    /// <summary>Appointed from a later day on, the earliest first.</summary>
    public IReadOnlyList<AccountPerson> Coming { get; }

    /// <summary>Newest first; those that were ended before they began among them.</summary>
    public IReadOnlyList<AccountPerson> Ended { get; }

    public static bool NeverBegins(Appointment appointment) => appointment.Until <= appointment.From;

    internal static AccountPeople Of(
        SeenAccount seen,
        IReadOnlyDictionary<PersonId, Person> persons,
        IReadOnlyDictionary<UnitId, Unit> units,
        DateTimeOffset now
    )
    {
        var all = seen
            .Appointments.Concat(seen.OverUnits)
            .Select(a => new AccountPerson(
                a,
                persons[a.Person],
                a.Unit is { } over ? units[over] : null,
                a.ActingFor is { } absent ? persons[absent] : null
            ));
        return new([.. all], now);
    }

    /// <summary>Everybody whose name is needed.</summary>
    internal static HashSet<PersonId> Named(SeenAccount seen) =>
        [
            .. seen
                .Appointments.Concat(seen.OverUnits)
                .SelectMany(a => new[] { a.Person, a.ActingFor })
                .OfType<PersonId>(),
        ];

    private static bool IsStandIn(AccountPerson person) => person.ActingFor is not null;
}
