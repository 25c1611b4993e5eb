using System.Diagnostics;
using System.Net;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.TestKit;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Register;
using Xunit;

namespace Vault.Web.Tests.Handovers;

/// <summary>The pages of a handover ask the database as often for dozens of accounts as for two.</summary>
public sealed class HandoverQueryCountTests : IAsyncLifetime
{
    private WebOffice _office = null!;
    private Person _leader = null!;
    private Person _successor = null!;
    private int _accounts;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        _leader = await _office.Enter("leader", "领导甲");
        _successor = await _office.Enter("zhao.liu", "赵六");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task More_accounts_take_no_more_queries()
    {
        var few = await Count(await Opened(await _office.Enter("few", "钱少"), 2));

        var many = await Count(await Opened(await _office.Enter("many", "孙多"), 40));

        Assert.All(few, count => Assert.InRange(count, 3, 70));
        Assert.Equal(few, many);
    }

    /// <summary>Steps that take all of them at once are timed in <c>Vault.Benchmarks</c>.</summary>
    [Fact]
    public async Task Sixty_accounts_are_one_page_with_what_is_left_of_them_answered_within_a_second()
    {
        const int Batch = 60;
        var made = await Opened(await _office.Enter("many", "孙多"), Batch);
        var browser = await _office.As(_office.Registrar);

        var whole = await Fastest($"/handovers/{made.Id}");
        await Fastest($"/handovers/{made.Id}/accounts/{made.One}");
        await Fastest($"/handovers/new?leaver={made.Leaver.Id}");

        Assert.All(Enumerable.Range(1, Batch), i => Assert.Contains($"示例社团 {i}<", whole, StringComparison.Ordinal));
        Assert.Contains($"max=\"{Batch}\"", whole, StringComparison.Ordinal);

        // Of three: what else this machine does is not the page's.
        async Task<string> Fastest(string page)
        {
            var (fastest, body) = (TimeSpan.MaxValue, "");
            for (var i = 0; i < 3; i++)
            {
                var watch = Stopwatch.StartNew();
                body = (await browser.Get(page)).Body;
                fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
            }
            Assert.True(fastest < TimeSpan.FromSeconds(1), $"{page}: {fastest}");
            return body;
        }
    }

    /// <summary>Of the form before it is prepared, of the handover and of one account once it is opened.</summary>
    private async Task<int[]> Count((Person Leaver, HandoverId Id, AccountId One, int Drafting) made)
    {
        using var counter = new QueryCounter(_office.Vault.DatabaseFile);
        return
        [
            made.Drafting,
            await Count(counter, $"/handovers/{made.Id}"),
            await Count(counter, $"/handovers/{made.Id}/accounts/{made.One}"),
        ];
    }

    private async Task<int> Count(QueryCounter counter, string page)
    {
        var browser = await _office.As(_office.Registrar);
        // The first of its kind may have something to prepare.
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(page)).Status);
        counter.Take();
        await browser.Get(page);
        return counter.Take();
    }

    private async Task<(Person Leaver, HandoverId Id, AccountId One, int Drafting)> Opened(Person leaver, int accounts)
    {
        var (session, actor) = await _office.Vault.SignIn(leaver);
        var all = new List<AccountId>();
        for (var i = 0; i < accounts; i++)
        {
            var account = await _office.Vault.AddAccount($"示例社团 {++_accounts}");
            await _office.Vault.Appoint(leaver, account);
            await _office.Vault.Appoint(_leader, account, AppointmentRole.SupervisingLeader);
            var proof = await _office.Vault.Prove(session, actor, account.Id.Value);
            var value = System.Text.Encoding.UTF8.GetBytes($"value of {account.Id}");
            await _office
                .Vault.Get<Deposit>()
                .Run(actor, proof, account.Id, Component.Password, value, ValueOrigin.Typed);
            all.Add(account.Id);
        }
        using var counter = new QueryCounter(_office.Vault.DatabaseFile);
        var drafting = await Count(counter, $"/handovers/new?leaver={leaver.Id}");
        Assert.True(Reason.TryParse("学生会换届，账号整体移交", out var reason, out _));
        var today = OrganisationTime.DayOf(_office.Vault.Clock.Now);
        var planned = all.Select(a => new PlannedAccount(a, _successor.Id, false, null));
        var plan = new HandoverPlan(leaver.Id, HandoverCause.TermEnd, reason, today, [.. planned])
        {
            IsDeparture = true,
        };
        var (_, preparer) = await _office.Vault.SignIn(_office.OtherRegistrar);
        var id = Done(await _office.Vault.Get<PrepareHandover>().Run(preparer, plan));
        var (opening, opener) = await _office.Vault.SignIn(_office.Registrar);
        var factor = await _office.Vault.Prove(opening, opener, id.Value, ProofPurpose.Sign);
        Done(await _office.Vault.Get<OpenHandover>().Run(opener, factor, id));
        return (leaver, id, all[0], drafting);
    }

    private static HandoverId Done(HandoverOutcome outcome) => Assert.IsType<HandoverOutcome.Done>(outcome).Id;
}
