using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>
/// How many secrets and codes one person is shown within an hour, over all accounts (R27). Inside the writer: of many at
/// the same moment no more pass than may. A copy of what is shown is not counted again. A pending value counts for its
/// setter too, though it needs no checkout: it may be on the platform already, and passwords changed in numbers are to be
/// noticed; who has many to change asks for the limit to be raised.
/// </summary>
internal sealed record VolumeLimit(int PerHour)
{
    /// <exception cref="TamperedRowException">The policy is not the attested one, or was removed.</exception>
    public static VolumeLimit Read(VaultDb db) => new(UsePolicy.Read(db).UsesPerHour);

    /// <summary>
    /// Null if one more is within the limit; else when it will be. The first refusal of an hour raises the alarm.
    /// </summary>
    public DateTimeOffset? Again(WriteScope scope)
    {
        var person = scope.Actor.RequirePerson();
        var times = scope.UsesOf(person, isAlarm: false);
        if (times.Count < PerHour)
            return null;
        var again = times[^PerHour] + RecentUses.Span;
        if (scope.UsesOf(person, isAlarm: true).Count == 0)
            scope.Append(new VolumeLimitReached(person, PerHour, again));
        return again;
    }
}
