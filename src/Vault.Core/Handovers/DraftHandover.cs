using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>An account that the leaver has duties for.</summary>
/// <param name="Role">The chief of them.</param>
/// <param name="Custodian">Who receives it unless that duty passes to a successor; null: nobody could.</param>
/// <param name="Witnesses">Who has the rank to witness, whom one would ask first before the others.</param>
public sealed record DraftAccount(
    Account Account,
    AppointmentRole Role,
    Person? Custodian,
    IReadOnlyList<Person> Witnesses
)
{
    /// <summary>Whoever follows takes a duty over.</summary>
    public bool NeedsSuccessor => AccountDuties.Passes(Role);
}

/// <summary>What there is to hand over of one person, before anything is prepared.</summary>
/// <param name="HasUnitDuties">He is responsible for, or leads, whole units.</param>
/// <param name="Elsewhere">Accounts that he has no duty for, but knows something of that opens them.</param>
public sealed record HandoverDraft(
    Person Leaver,
    IReadOnlyList<DraftAccount> Accounts,
    bool HasUnitDuties,
    int Elsewhere
);

/// <summary>Finds what somebody would hand over, for the form in which it is prepared.</summary>
public sealed class DraftHandover(VaultDb db, FindLeavers leavers, EqualValues equal, TimeProvider clock)
{
    /// <returns>Null if the reader prepares no handover of this person.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<HandoverDraft?> Run(Standing reader, PersonId leaver)
    {
        var now = clock.GetUtcNow();
        var person = (await leavers.Run(reader))?.FirstOrDefault(p => p.Id == leaver);
        if (person is null)
            return null;
        var his = db.EveryNow<Appointment>()
            .Where(a => a.Person == leaver && a.ActingFor is null && a.IsAhead(now))
            .ToList();
        var taken = HandoverFacts.AccountsWithOpen(db, leaver);
        var ids = his.Select(a => a.Account).OfType<AccountId>().Distinct().Where(a => !taken.Contains(a)).ToList();
        var duties = AccountDuties.Read(db, ids, now).Values.Where(d => d.MayLead(reader.Id, now)).ToList();
        var accounts = await Accounts(duties, leaver, now);
        var known = KnownComponent.KnownTo(db, equal, leaver);
        var touched = await db.Set<SecretVersion>()
            .Where(v => known.Contains(v.Id))
            .Select(v => v.Account)
            .Distinct()
            .ToListAsync();
        var versions = db.AllOfEachNow(
            touched.Select(a => a.Value),
            db.Set<SecretVersion>().Where(v => touched.Contains(v.Account))
        );
        return new(
            person,
            [.. accounts.OrderBy(a => a.Role).ThenBy(a => a.Account.Name, StringComparer.Ordinal)],
            his.Exists(a => a.Unit is not null),
            touched.Count(a =>
                !ids.Contains(a) && KnownComponent.Of(versions[a.Value], known, []).Any(k => !k.IsChanged)
            )
        );
    }

    /// <summary>How many queries it takes is fixed: a student body has dozens of accounts.</summary>
    private async Task<IReadOnlyList<DraftAccount>> Accounts(
        IReadOnlyList<AccountDuties> all,
        PersonId leaver,
        DateTimeOffset now
    )
    {
        var able = AccountDuties.WhoCanWitness(db, all, now);
        var custodians = all.Select(d => d.HolderOf(AppointmentRole.Custodian, now)).OfType<PersonId>();
        var ids = able.Concat(custodians).ToHashSet();
        var persons = await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return [.. all.Where(d => d.ChiefRoleOf(leaver, now) is not null).Select(Account)];

        DraftAccount Account(AccountDuties duties)
        {
            var role = duties.ChiefRoleOf(leaver, now)!.Value;
            return new(
                duties.Account,
                role,
                duties.HolderOf(AppointmentRole.Custodian, now) is { } holder ? persons[holder] : null,
                [.. duties.Witnesses(able, role, leaver, now).Select(p => persons[p])]
            );
        }
    }
}
