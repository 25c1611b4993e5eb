using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Accounts;

/// <summary>One rule of visibility for list, search and detail (R21, R22).</summary>
public sealed class AccountAccessTests : IAsyncLifetime
{
    private Office _office = null!;
    private Account _other = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.Open();
        _other = await _office.Vault.AddAccount("示例大学图书馆", "weibo");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task List_search_and_detail_agree_for_everybody()
    {
        await _office.Appoint(_office.Zhang);
        await _office.Appoint(_office.Zhang, AppointmentRole.ResponsiblePerson, null, _other);
        await _office.Appoint(_office.Li, AppointmentRole.Administrator, _office.Vault.Clock.Now.AddDays(1), _other);
        foreach (var moment in new[] { TimeSpan.Zero, TimeSpan.FromDays(1) })
        {
            _office.Vault.Clock.Turn(moment);
            foreach (var person in _office.Everybody)
            {
                var listed = await Listed(person);
                Assert.Equal(listed, (await Search(person, new())).Select(l => l.Account.Id).ToHashSet());
                foreach (var account in new[] { _office.Account, _other })
                {
                    Assert.Equal(listed.Contains(account.Id), await Find(person, account.Id) is not null);
                    var byName = await Search(person, new(account.Name));
                    Assert.Equal(listed.Contains(account.Id), byName.Count == 1);
                }
            }
        }
    }

    [Fact]
    public async Task A_registrar_sees_every_account_others_only_their_own()
    {
        await _office.Appoint(_office.Zhang);

        Assert.Equal(
            new[] { _office.Account.Id, _other.Id }.Order(ById),
            (await Listed(_office.Registrar)).Order(ById)
        );
        Assert.Equal([_office.Account.Id], await Listed(_office.Zhang));
        foreach (var other in new[] { _office.Li, _office.Security, _office.System, _office.Reviewer })
            Assert.Empty(await Listed(other));
    }

    [Fact]
    public async Task What_ended_is_not_seen_any_more()
    {
        await _office.Appoint(_office.Zhang, AppointmentRole.Administrator, _office.Vault.Clock.Now.AddHours(1));
        Assert.NotNull(await Find(_office.Zhang, _office.Account.Id));

        _office.Vault.Clock.Turn(TimeSpan.FromHours(1));

        Assert.Null(await Find(_office.Zhang, _office.Account.Id));
        Assert.Empty(await Listed(_office.Zhang));
    }

    [Fact]
    public async Task A_disabled_registrar_sees_nothing()
    {
        using var db = _office.Vault.Read();
        var now = _office.Vault.Clock.Now;
        var standing = Standing.Read(db, _office.Registrar.Id, now)!;
        standing.Person.Disable(now);

        Assert.Empty(await (await AccountAccess.Of(db, standing, now)).Narrow(db.Set<Account>()).ToListAsync());
        Assert.Null(await AccountAccess.Find(db, _office.Account.Id, standing, now));
    }

    [Fact]
    public async Task An_account_or_appointment_removed_by_SQL_is_refused_not_taken_for_absent()
    {
        await _office.Appoint(_office.Zhang);
        _office.Vault.Sql("DELETE FROM appointments");
        await Assert.ThrowsAsync<TamperedRowException>(() => Find(_office.Registrar, _office.Account.Id));

        _office.Vault.Sql("DELETE FROM accounts");
        await Assert.ThrowsAsync<TamperedRowException>(() => Find(_office.Registrar, _office.Account.Id));
        Assert.Null(await Find(_office.Registrar, AccountId.New()));
    }

    [Fact]
    public async Task An_appointment_written_by_SQL_shows_nothing()
    {
        await _office.Appoint(_office.Zhang);
        _office.Vault.Sql("UPDATE appointments SET Person = @li", ("@li", _office.Li.Id.ToString()));

        await Assert.ThrowsAsync<TamperedRowException>(() => Find(_office.Li, _office.Account.Id));
    }

    [Theory]
    [InlineData("招生")]
    [InlineData("示例号")]
    [InlineData("SHILI")]
    [InlineData("外国语")]
    [InlineData("张三")]
    public async Task Accounts_are_found_by_part_of_name_public_id_unit_and_person(string text)
    {
        var unit = await NewUnit("外国语学院");
        var account = await NewAccount("招生办公室", "shili_示例号", unit);
        await _office.Appoint(_office.Zhang, AppointmentRole.Administrator, null, account);

        var found = await Search(_office.Registrar, new(text));

        Assert.Contains(found, l => l.Account.Id == account.Id);
        Assert.DoesNotContain(found, l => l.Account.Id == _other.Id);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    public async Task Signs_of_the_query_language_are_plain_characters(string text) =>
        Assert.Empty(await Search(_office.Registrar, new(text)));

    [Fact]
    public async Task A_unit_is_searched_with_all_units_below_it()
    {
        var college = await NewUnit("外国语学院");
        var office = await NewUnit("外院团委", college);
        var account = await NewAccount("外院青年", null, office);

        Assert.Equal([account.Id], (await Search(_office.Registrar, new(Unit: college))).Select(l => l.Account.Id));
        Assert.Equal(3, (await Search(_office.Registrar, new(Unit: _office.Vault.Unit))).Count);
        Assert.Empty(await Search(_office.Registrar, new(Unit: UnitId.New())));
    }

    [Fact]
    public async Task Accounts_nobody_answers_for_can_be_listed()
    {
        await _office.Appoint(_office.Zhang);
        await _office.Appoint(_office.Li, AppointmentRole.Administrator, null, _other);

        var found = await Search(_office.Registrar, new(WithoutCustodian: true));

        Assert.Equal([_other.Id], found.Select(l => l.Account.Id));
        var all = await Search(_office.Registrar, new());
        Assert.Equal("张三", all.Single(l => l.Account.Id == _office.Account.Id).Custodian!.DisplayName);
        Assert.Null(all.Single(l => l.Account.Id == _other.Id).Custodian);
    }

    [Theory]
    [InlineData(AccountSort.Name)]
    [InlineData(AccountSort.Platform)]
    [InlineData(AccountSort.Unit)]
    [InlineData(AccountSort.Registered)]
    public async Task Every_order_can_be_turned_round(AccountSort sort)
    {
        var unit = await NewUnit("外国语学院");
        _office.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        await NewAccount("中间的账号", null, unit);

        var up = await Search(_office.Registrar, new(Sort: sort));
        var down = await Search(_office.Registrar, new(Sort: sort, Descending: true));

        Assert.Equal(Keys(up).Order(StringComparer.Ordinal), Keys(up));
        Assert.Equal(Keys(up), Keys(down).AsEnumerable().Reverse());

        List<string> Keys(IReadOnlyList<AccountLine> lines) =>
            lines
                .Select(l =>
                    sort switch
                    {
                        AccountSort.Platform => l.Account.Platform,
                        AccountSort.Unit => l.Unit.Name,
                        AccountSort.Registered => l.Account.RegisteredAt.ToString("O"),
                        _ => l.Account.Name,
                    }
                )
                .ToList();
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        for (var i = 0; i < 30; i++)
            await _office.Vault.AddAccount($"账号{i:00}");
        var search = _office.Vault.Get<SearchAccounts>();
        var who = await StandingOf(_office.Registrar);

        var first = await search.Run(who, new());
        var beyond = await search.Run(who, new(Page: 99));

        Assert.Equal((25, 32, 2), (first.Lines.Count, first.Total, first.Pages));
        Assert.Equal((7, 2), (beyond.Lines.Count, beyond.Page));
    }

    private static readonly IComparer<AccountId> ById = Comparer<AccountId>.Create(
        (a, b) => a.Value.CompareTo(b.Value)
    );

    private async Task<Standing> StandingOf(Person person)
    {
        await using var db = _office.Vault.Read();
        return Standing.Read(db, person.Id, _office.Vault.Clock.Now)!;
    }

    private async Task<HashSet<AccountId>> Listed(Person person)
    {
        var who = await StandingOf(person);
        await using var db = _office.Vault.Read();
        return
        [
            .. (
                await (await AccountAccess.Of(db, who, _office.Vault.Clock.Now)).Narrow(db.Set<Account>()).ToListAsync()
            ).Select(a => a.Id),
        ];
    }

    private async Task<SeenAccount?> Find(Person person, AccountId id)
    {
        var who = await StandingOf(person);
        await using var db = _office.Vault.Read();
        return await AccountAccess.Find(db, id, who, _office.Vault.Clock.Now);
    }

    private async Task<IReadOnlyList<AccountLine>> Search(Person person, AccountQuery query) =>
        (await _office.Vault.Get<SearchAccounts>().Run(await StandingOf(person), query)).Lines;

    private async Task<UnitId> NewUnit(string name, UnitId? parent = null)
    {
        var outcome = await _office
            .Vault.Get<AddUnit>()
            .Run(await _office.As(_office.Registrar), new(parent ?? _office.Vault.Unit, name));
        return Assert.IsType<RegisterOutcome<UnitId>.Entered>(outcome).Id;
    }

    private async Task<Account> NewAccount(string name, string? publicId, UnitId unit)
    {
        var outcome = await _office
            .Vault.Get<RegisterAccount>()
            .Run(await _office.As(_office.Registrar), new("weixin-mp", name, publicId, unit));
        var id = Assert.IsType<RegisterOutcome<AccountId>.Entered>(outcome).Id;
        await using var db = _office.Vault.Read();
        return await db.Set<Account>().SingleAsync(a => a.Id == id);
    }
}
