using Microsoft.EntityFrameworkCore;
using Vault.Core.Calendar;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Rotations;

/// <summary>A value that has to be changed.</summary>
/// <param name="Knowers">Who is presumed or said to know it, by name.</param>
/// <param name="DaysLeft">Working days after today, up to the last day and with it; none or fewer once it has come.</param>
/// <param name="IsOverdue">The last day is over, be it by a holiday.</param>
/// <param name="WaivedBy">By name: the office has let it be, and nobody is reminded of it; null: it has not.</param>
public sealed record OwedRotation(
    RotationObligation Obligation,
    IReadOnlyList<string> Knowers,
    int DaysLeft,
    bool IsOverdue,
    string? WaivedBy
);

/// <summary>
/// What of an account has to be changed and is not yet, what is due first first, what was
/// waived at the end. Whether the reader may see the account at all is
/// decided before.
/// </summary>
public sealed class ListOwedRotations(VaultDb db, TimeProvider clock)
{
    /// <exception cref="Audit.TamperedRowException">An obligation or a version is not the attested one, or was removed.</exception>
    public async Task<IReadOnlyList<OwedRotation>> Run(AccountId account)
    {
        var all = await db.AllOf(account.Value, db.Set<RotationObligation>().Where(o => o.Account == account));
        var versions = await db.AllOf(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account));
        var waivers = (
            await db.AllOf(account.Value, db.Set<RotationWaiver>().Where(w => w.Account == account))
        ).ToDictionary(w => w.Obligation, w => w.By);
        var open = all.Where(o => o.IsOpen(versions))
            .OrderBy(o => waivers.ContainsKey(o.Id))
            .ThenBy(o => o.Due)
            .ThenBy(o => o.Component)
            .ToList();
        var known = await db.Set<Knowledge>()
            .Where(k =>
                k.Account == account
                && (
                    k.Source == KnowledgeSource.Imported
                    || k.Source == KnowledgeSource.Presumed
                    || k.Source == KnowledgeSource.Declared
                )
            )
            .ToListAsync();
        var people = known.Select(k => k.Person).Concat(waivers.Values).ToHashSet();
        var names = await db.Set<Person>()
            .Where(p => people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.DisplayName);
        var (calendar, today) = (WorkingDays.Read(db), OrganisationTime.DayOf(clock.GetUtcNow()));
        return
        [
            .. open.Select(o =>
            {
                var waivedBy = waivers.TryGetValue(o.Id, out var by) ? names[by] : null;
                var isOverdue = waivedBy is null && o.IsOverdue(today);
                return new OwedRotation(o, Knowers(o), calendar.Between(today, o.Due), isOverdue, waivedBy);
            }),
        ];

        IReadOnlyList<string> Knowers(RotationObligation owed)
        {
            var version = versions.Find(v => v.Component == owed.Component && v.Version == owed.Version)?.Id;
            return
            [
                .. known
                    .Where(k => k.Version == version)
                    .Select(k => names[k.Person])
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];
        }
    }
}
