using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Accounts;

/// <summary>
/// Completeness is said twice, for one account and as a query: over generated accounts, units and appointments of every
/// kind and age the two agree, and so do the list and the account's own page.
/// </summary>
public sealed class CompletenessTests : IAsyncLifetime
{
    private const int Accounts = 300;

    private readonly Random _random = new(20260301);
    private Office _office = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.Open();
        await _office.Vault.Write(Generate);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task One_account_and_the_query_over_all_agree()
    {
        var all = await Search(new AccountQuery { Unpaged = true });
        Assert.Equal(Accounts + 1, all.Count);
        // Otherwise the numbers below would say nothing.
        Assert.True(all.Select(l => l.Missing.Count).Distinct().Count() >= Completeness.Parts);

        foreach (var descending in new[] { false, true })
        {
            var sorted = await Search(
                new AccountQuery(Sort: AccountSort.Completeness, Descending: descending) { Unpaged = true }
            );
            var percents = sorted.Select(l => l.Percent).ToList();
            Assert.Equal(descending ? percents.OrderDescending() : percents.Order(), percents);
        }
        var incomplete = await Search(new AccountQuery { Incomplete = true, Unpaged = true });
        Assert.Equal(
            all.Where(l => l.Missing.Count > 0 && l.Account.Status != AccountStatus.Cancelled)
                .Select(l => l.Account.Id),
            incomplete.Select(l => l.Account.Id)
        );
        Assert.InRange(incomplete.Count, 1, all.Count - 2);
    }

    [Fact]
    public async Task The_page_of_an_account_misses_what_the_list_misses()
    {
        var now = _office.Vault.Clock.Now;
        var reader = Reader();
        foreach (var line in await Search(new AccountQuery { Unpaged = true }))
        {
            using var db = _office.Vault.Read();
            var seen = await AccountAccess.Find(db, line.Account.Id, reader, now);

            Assert.Equal(line.Missing, Completeness.Missing(seen!.Account, seen.Roles(now)));
        }
    }

    private async Task<IReadOnlyList<AccountLine>> Search(AccountQuery query) =>
        (await _office.Vault.Get<SearchAccounts>().Run(Reader(), query)).Lines;

    private Standing Reader()
    {
        using var db = _office.Vault.Read();
        return Standing.Read(db, _office.Registrar.Id, _office.Vault.Clock.Now)!;
    }

    private void Generate(WriteScope scope)
    {
        List<UnitId> units = [_office.Vault.Unit];
        for (var number = 0; number < 12; number++)
        {
            var unit = RegisterRows.Unit(UnitId.New(), Any(units), $"单位 {number}");
            scope.Db.Add(unit);
            units.Add(unit.Id);
            if (Chance(4))
                Appoint(scope, AppointmentTarget.Of(unit.Id));
        }
        for (var number = 0; number < Accounts; number++)
        {
            var account = Account.Of(
                Chance(2) ? "weixin-mp" : "weibo",
                Facts($"号 {number:000}", Any(units)),
                null,
                AccountId.New(),
                scope.Now
            );
            scope.Db.Add(account);
            for (var people = _random.Next(5); people > 0; people--)
                Appoint(scope, AppointmentTarget.Of(account.Id));
        }
        scope.Append(new AccessRefused("generated", null));
    }

    private AccountFacts Facts(string name, UnitId unit) =>
        new(name, unit)
        {
            PublicId = Chance(4) ? null : "example",
            Nature = Chance(4) ? null : AccountNature.Service,
            Status = Chance(8) ? AccountStatus.Cancelled : AccountStatus.Active,
            IsVerified = Chance(4) ? null : Chance(2),
            OpenedOn = Chance(4) ? null : new DateOnly(2020, 1, 1),
        };

    private void Appoint(WriteScope scope, AppointmentTarget target)
    {
        AppointmentRole[] roles = target.Unit is null
            ? Enum.GetValues<AppointmentRole>()
            : [AppointmentRole.ResponsiblePerson, AppointmentRole.SupervisingLeader];
        var from = scope.Now.AddDays(_random.Next(-20, 5));
        DateTimeOffset? until = Chance(2) ? from.AddDays(_random.Next(30)) : null;
        var role = roles[_random.Next(roles.Length)];
        var proposal = Proposal.OfAppointment(_office.Zhang.Id, target, role, until, _office.Li.Id, scope.Now);
        scope.Db.Add(proposal);
        PersonId? absent = Chance(5) ? _office.Li.Id : null;
        scope.Db.Add(Appointment.Of(target, _office.Zhang.Id, role, from, until, absent, proposal.Id));
    }

    private T Any<T>(List<T> of) => of[_random.Next(of.Count)];

    /// <summary>True once in so many times.</summary>
    private bool Chance(int outOf) => _random.Next(outOf) == 0;
}
