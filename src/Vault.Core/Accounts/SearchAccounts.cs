using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Text;

namespace Vault.Core.Accounts;

/// <summary>Lists the accounts somebody may see, narrowed, sorted and in pages. How many queries it takes is fixed.</summary>
public sealed class SearchAccounts(VaultDb db, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <exception cref="Audit.TamperedRowException">A row of the page is not the attested one.</exception>
    public async Task<AccountPage> Run(Standing who, AccountQuery query)
    {
        var register = await Read();
        var found = await Found(who, query, register);
        var sorted = Sorted(found, query, register);
        if (query.Unpaged)
        {
            var all = await Lines(await sorted.ToListAsync(), register);
            return new(all, all.Count, 1, 1);
        }
        var total = await found.CountAsync();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(query.Page, 1, pages);
        var accounts = await sorted.Skip((page - 1) * PageSize).Take(PageSize).ToListAsync();
        return new(await Lines(accounts, register), total, page, pages);
    }

    private async Task<Register> Read()
    {
        var now = clock.GetUtcNow();
        var units = await db.Set<Unit>().ToListAsync();
        var over = await db.Set<Appointment>().Where(p => p.Unit != null).ToListAsync();
        var live = over.Where(p => p.IsLive(now)).ToList();
        return new(
            now,
            units.ToDictionary(u => u.Id),
            Covered(AppointmentRole.ResponsiblePerson),
            Covered(AppointmentRole.SupervisingLeader)
        );

        // The nearest one counts: who is appointed over a unit comes before who is over the one above it.
        Dictionary<UnitId, PersonId> Covered(AppointmentRole role)
        {
            var covered = new Dictionary<UnitId, PersonId>();
            var of = live.Where(p => p.Role == role && p.ActingFor is null).ToLookup(p => p.Unit!.Value, p => p.Person);
            if (of.Count == 0)
                return covered;
            foreach (var unit in units)
            {
                var nearest = UnitTree.Above(units, unit.Id).FirstOrDefault(of.Contains);
                if (of.Contains(nearest))
                    covered[unit.Id] = of[nearest].First();
            }
            return covered;
        }
    }

    private async Task<IQueryable<Account>> Found(Standing who, AccountQuery query, Register register)
    {
        var now = register.Now;
        var accounts = (await AccountAccess.Of(db, who, now)).Narrow(db.Set<Account>());
        if (LikePattern.Containing(query.Text) is { } pattern)
            accounts = Containing(accounts, pattern, now);
        if (query.Platform is { Length: > 0 } platform)
            accounts = accounts.Where(a => a.Platform == platform);
        if (query.Unit is { } unit)
        {
            var below = UnitTree.Below(register.Units.Values, unit);
            accounts = accounts.Where(a => below.Contains(a.Unit));
        }
        if (query.Status is { } status)
            accounts = accounts.Where(a => a.Status == status);
        if (query.Nature is { } nature)
            accounts = accounts.Where(a => a.Nature == nature);
        if (query.Verification is { } verification)
            accounts = AccountQuery.InState(accounts, verification, OrganisationTime.DayOf(now));
        if (query.WithoutCustodian)
        {
            var held = Live(now).Where(p => p.Role == AppointmentRole.Custodian).Select(p => p.Account);
            accounts = accounts.Where(a => !held.Contains(a.Id));
        }
        if (query.RotationOwed)
        {
            var owing = RotationObligation.Pressing(db).Select(o => o.Account);
            accounts = accounts.Where(a => owing.Contains(a.Id));
        }
        if (query.Incomplete)
            accounts = accounts.Where(a => a.Status != AccountStatus.Cancelled);
        return query.Incomplete ? Incomplete(accounts, register) : accounts;
    }

    private IQueryable<Account> Incomplete(IQueryable<Account> accounts, Register register)
    {
        var count = CountIn(register);
        var body = Expression.LessThan(count.Body, Expression.Constant(Completeness.Parts));
        return accounts.Where(Expression.Lambda<Func<Account, bool>>(body, count.Parameters));
    }

    private IQueryable<Account> Containing(IQueryable<Account> accounts, string pattern, DateTimeOffset now)
    {
        // Sets that do not depend on the account: the database works each out once, not once for every account.
        var units = db.Set<Unit>().Where(u => EF.Functions.Like(u.Name, pattern, LikePattern.Escape)).Select(u => u.Id);
        var persons = db.Set<Person>()
            .Where(x => EF.Functions.Like(x.DisplayName, pattern, LikePattern.Escape))
            .Select(x => x.Id);
        var theirs = Live(now).Where(p => persons.Contains(p.Person)).Select(p => p.Account);
        return accounts.Where(a =>
            EF.Functions.Like(a.Name, pattern, LikePattern.Escape)
            || (a.PublicId != null && EF.Functions.Like(a.PublicId, pattern, LikePattern.Escape))
            || (a.OriginalId != null && EF.Functions.Like(a.OriginalId, pattern, LikePattern.Escape))
            || units.Contains(a.Unit)
            || theirs.Contains(a.Id)
        );
    }

    private IQueryable<Appointment> Live(DateTimeOffset now) =>
        db.Set<Appointment>().Where(p => p.From <= now && (p.Until == null || now < p.Until));

    private IOrderedQueryable<Account> Sorted(IQueryable<Account> accounts, AccountQuery query, Register register)
    {
        // Without an end it comes last whichever way: nothing is asked of anybody there.
        var never = query.Descending ? DateOnly.MinValue : DateOnly.MaxValue;
        var sorted = query.Sort switch
        {
            AccountSort.Platform => By(a => a.Platform),
            AccountSort.Unit => By(a => db.Set<Unit>().First(u => u.Id == a.Unit).Name),
            AccountSort.Registered => By(a => a.RegisteredAt),
            AccountSort.Status => By(Urgency),
            AccountSort.VerifiedUntil => By(a => a.VerifiedUntil ?? never),
            AccountSort.Completeness => By(CountIn(register)),
            _ => By(a => a.Name),
        };
        return sorted.ThenBy(a => a.Name).ThenBy(a => a.Id);

        IOrderedQueryable<Account> By<TKey>(Expression<Func<Account, TKey>> key) =>
            query.Descending ? accounts.OrderByDescending(key) : accounts.OrderBy(key);
    }

    /// <summary>What somebody should look at first comes first.</summary>
    private static Expression<Func<Account, int>> Urgency { get; } =
        a =>
            a.Status == AccountStatus.Compromised ? 0
            : a.Status == AccountStatus.ToBeCancelled ? 1
            : a.Status == AccountStatus.Suspended ? 2
            : a.Status == AccountStatus.Active ? 3
            : 4;

    private Expression<Func<Account, int>> CountIn(Register register) =>
        Completeness.Count(db, [.. register.Responsible.Keys], [.. register.Led.Keys], register.Now);

    private async Task<IReadOnlyList<AccountLine>> Lines(List<Account> accounts, Register register)
    {
        // The register as a whole is read as a whole: a list of ten thousand names would be a query of its own kind.
        var ids = accounts.Select(a => a.Id).ToHashSet();
        var rows =
            ids.Count <= PageSize ? Live(register.Now).Where(p => ids.Contains(p.Account!.Value)) : Live(register.Now);
        var live = (await rows.ToListAsync()).Where(p => p.Account is not null).ToLookup(p => p.Account!.Value);
        var people = ids.SelectMany(id => live[id])
            .Where(p => p.Role is AppointmentRole.Custodian or AppointmentRole.ResponsiblePerson)
            .Select(p => p.Person)
            .Concat(register.Responsible.Values)
            .ToHashSet();
        var named = ids.Count <= PageSize ? db.Set<Person>().Where(p => people.Contains(p.Id)) : db.Set<Person>();
        var persons = await named.ToDictionaryAsync(p => p.Id);
        var open = RotationObligation.Pressing(db);
        var owed = await (ids.Count <= PageSize ? open.Where(o => ids.Contains(o.Account)) : open).ToListAsync();
        var owing = owed.Select(o => o.Account).ToHashSet();
        return
        [
            .. accounts.Select(a =>
                Line(a, live[a.Id].ToList(), persons, register) with
                {
                    RotationOwed = owing.Contains(a.Id),
                }
            ),
        ];
    }

    private static AccountLine Line(
        Account account,
        List<Appointment> live,
        Dictionary<PersonId, Person> persons,
        Register register
    )
    {
        var roles = live.Select(p => p.Role).ToHashSet();
        if (register.Responsible.ContainsKey(account.Unit))
            roles.Add(AppointmentRole.ResponsiblePerson);
        if (register.Led.ContainsKey(account.Unit))
            roles.Add(AppointmentRole.SupervisingLeader);
        var custodian = live.Find(p => p.IsCustodianHimself)?.Person;
        var responsible =
            live.Find(p => p is { Role: AppointmentRole.ResponsiblePerson, ActingFor: null })?.Person
            ?? (register.Responsible.TryGetValue(account.Unit, out var over) ? over : null);
        return new(
            account,
            register.Units[account.Unit],
            custodian is { } c ? persons[c] : null,
            responsible is { } r ? persons[r] : null,
            Completeness.Missing(account, roles)
        );
    }

    /// <summary>What every list needs of the register, read once.</summary>
    private sealed record Register(
        DateTimeOffset Now,
        Dictionary<UnitId, Unit> Units,
        Dictionary<UnitId, PersonId> Responsible,
        Dictionary<UnitId, PersonId> Led
    );
}
