using System.Net;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Web.Tests.People;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>List, search, paper and page of an account ask the database as often for many rows as for few.</summary>
public sealed class AccountQueryCountTests : IAsyncLifetime
{
    private WebOffice _office = null!;
    private int _accounts;
    private int _people;

    public async Task InitializeAsync() => _office = await WebOffice.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task More_rows_take_no_more_queries()
    {
        string[] pages =
        [
            "/accounts",
            "/accounts?q=号",
            $"/accounts?unit={_office.Vault.Unit}&incomplete=true&sort=Completeness&desc=true",
            "/accounts?alone=true&sort=Unit",
            "/accounts/print",
            $"/accounts/{_office.Account.Id}",
            $"/accounts/{_office.Account.Id}/holdings",
            $"/accounts/{_office.Account.Id}/holdings/new?kind=BoundPhone",
            "/holdings",
            "/",
            $"/persons/{_office.Zhang.Id}",
        ];
        await Grow(2);
        using var counter = new QueryCounter(_office.Vault.DatabaseFile);
        var few = await Count(counter, pages);
        await Grow(40);

        var many = await Count(counter, pages);

        Assert.All(few, count => Assert.InRange(count, 3, 80));
        Assert.Equal(pages.Zip(few), pages.Zip(many));
    }

    private async Task<int[]> Count(QueryCounter counter, string[] pages)
    {
        var browser = await _office.As(_office.Registrar);
        var counts = new List<int>();
        foreach (var page in pages)
        {
            // The first of its kind may have something to prepare.
            Assert.Equal(HttpStatusCode.OK, (await browser.Get(page)).Status);
            counter.Take();
            await browser.Get(page);
            counts.Add(counter.Take());
        }
        return [.. counts];
    }

    /// <summary>Accounts in units of their own with people of their own, and people over units and at the one account looked at.</summary>
    private async Task Grow(int more)
    {
        var one = AppointmentTarget.Of(_office.Account.Id);
        for (var number = 0; number < more; number++)
        {
            var unit = await _office.AddUnit($"单位 {++_accounts}");
            var account = await _office.Register($"号 {_accounts}", e => e with { Unit = unit });
            var person = await _office.Vault.AddPerson($"person{++_people}", $"某人 {_people}");
            await _office.Vault.Appoint(person, account);
            await _office.Appoint(AppointmentTarget.Of(unit), person, AppointmentRole.ResponsiblePerson);
            await _office.Appoint(one, person, AppointmentRole.Administrator);
            await Record(_office.Account.Id, person);
            await Record(account.Id, _office.Zhang);
            await _office.Appoint(AppointmentTarget.Of(_office.Vault.Unit), person, AppointmentRole.SupervisingLeader);
        }
    }

    /// <summary>An operator who ends soon, so that he stands on every list.</summary>
    private async Task Record(AccountId account, Person holder)
    {
        Assert.True(Reason.TryParse("平台人员设置页面列有此人", out var seen, out _));
        var entry = new HoldingEntry(HoldingKind.ShortTermOperator, seen)
        {
            Holder = holder.Id,
            Value = $"weixin{_people}",
            Since = OrganisationTime.DayOf(_office.Vault.Clock.Now).AddDays(-20),
        };
        var (_, registrar) = await _office.Vault.SignIn(_office.Registrar);
        var outcome = await _office.Vault.Get<RecordHolding>().Run(registrar, account, entry);
        Assert.IsType<HoldingOutcome.Done>(outcome);
    }
}
