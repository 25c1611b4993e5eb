using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>Who reads the log, what he is shown, and the line that says he did (R32).</summary>
[Trait("R", "R32")]
public sealed class ReadLogTests : IAsyncLifetime
{
    private TestVault _vault = null!;
    private Person _person = null!;
    private Account _account = null!;
    private Actor _actor = null!;
    private Actor _reviewer = null!;

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        _person = await _vault.AddPerson("zhang.san", "张三");
        _account = await _vault.AddAccount("示例大学招生办");
        var reviewer = await _vault.AddPerson("shen.yue", "沈阅");
        await _vault.Give(reviewer, OfficeRole.Reviewer);
        (_, _actor) = await _vault.SignIn(_person);
        (_, _reviewer) = await _vault.SignIn(reviewer);
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task Whoever_reads_is_in_the_log_with_his_filter_before_he_sees_it()
    {
        var filter = new LogFilter("PersonAdded", _person.Id, null, AuditOutcome.Done, _vault.Clock.Now.AddDays(-1));

        var page = await Read(filter, new LogPosition(Before: 100));

        var line = _vault.Log()[^1];
        Assert.Equal(_reviewer.Person, line.Actor);
        Assert.Equal(
            LogRead.Of(LogScope.Whole, filter, new LogPosition(Before: 100), 1),
            Assert.IsType<LogRead>(line.Event)
        );
        Assert.Equal(_person.Id, Assert.IsType<PersonAdded>(Assert.Single(page.Entries).Event).Person);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OfficeRole.Registrar)]
    [InlineData(OfficeRole.SystemAdministrator)]
    [InlineData(OfficeRole.SecurityAdministrator)]
    public async Task Only_the_reviewer_reads_the_whole_log_and_a_refusal_is_a_line(OfficeRole? role)
    {
        if (role is { } given)
            await _vault.Give(_person, given);

        Assert.IsType<ReadLogOutcome.Refused>(
            await _vault.Get<ReadLog>().Run(_actor, LogFilter.All, LogPosition.Newest)
        );
        Assert.Equal("log", Assert.IsType<AccessRefused>(_vault.Log()[^1].Event).Endpoint);
        Assert.IsType<ReadLogOutcome.Refused>(await _vault.Get<ReadLogEntry>().Run(_actor, 0));
        Assert.IsType<AccessRefused>(_vault.Log()[^1].Event);
    }

    [Fact]
    public async Task A_reviewer_whose_role_has_ended_reads_nothing()
    {
        await _vault.Write(scope =>
        {
            var grant = scope.Db.Set<RoleGrant>().Single(g => g.Person == _reviewer.Person!.Value);
            grant.End(scope.Now);
            scope.Append(new RoleEnded(grant.Person, grant.Role));
        });

        Assert.IsType<ReadLogOutcome.Refused>(
            await _vault.Get<ReadLog>().Run(_reviewer, LogFilter.All, LogPosition.Newest)
        );
    }

    [Fact]
    public async Task Pages_walk_the_whole_log_without_gap_or_repetition_both_ways()
    {
        for (var i = 0; i < 23; i++)
            await Refuse(_actor);
        var size = _vault.Log().Count;

        var down = new List<long>();
        var position = LogPosition.Newest;
        LogPage page;
        do
        {
            page = await Read(LogFilter.All, position, 7);
            down.AddRange(page.Entries.Select(e => e.Sequence));
            Assert.Equal(position.Before is not null, page.HasNewer);
            position = new LogPosition(Before: down[^1]);
        } while (page.HasOlder);
        var up = new List<long> { 0 };
        while (up[^1] < size - 1)
            up.AddRange(
                (await Read(LogFilter.All, new LogPosition(After: up[^1]), 7)).Entries.Select(e => e.Sequence).Reverse()
            );

        Assert.Equal(Enumerable.Range(0, size).Select(i => (long)(size - 1 - i)), down);
        Assert.Equal(Enumerable.Range(0, size).Select(i => (long)i), up.Take(size));
    }

    [Fact]
    public async Task Each_filter_narrows_to_what_it_says()
    {
        var other = await _vault.AddAccount("示例学院", "weibo");
        await Refuse(_actor);
        await _vault.Writer.Write(_actor, s => s.Append(new CustodyRefused(other.Id, Component.Note, default)));

        var byKind = await Read(new LogFilter(Kind: "CustodyRefused"));
        var byAccount = await Read(new LogFilter(Account: other.Id));
        var byOutcome = await Read(new LogFilter(Outcome: AuditOutcome.Refused));
        var byPerson = await Read(new LogFilter(Person: _person.Id));

        Assert.Equal(2, byKind.Entries.Count);
        Assert.Equal(["CustodyRefused", "AccountRegistered"], byAccount.Entries.Select(e => e.Kind));
        Assert.Equal(2, byOutcome.Entries.Count);
        // As subject of his entry and his sign-in's author, and as author of both refusals.
        Assert.Equal(
            ["CustodyRefused", "CustodyRefused", "SignedIn", "PersonAdded"],
            byPerson.Entries.Select(e => e.Kind)
        );
    }

    [Fact]
    public async Task A_day_is_found_even_where_the_clock_was_set_back()
    {
        var day = _vault.Clock.Now;
        _vault.Clock.Turn(TimeSpan.FromDays(40));
        await Refuse(_actor);
        _vault.Clock.Turn(TimeSpan.FromDays(-39));
        await Refuse(_actor);
        var last = _vault.Log().Count - 1;

        var late = await Read(new LogFilter(From: day.AddDays(39), Until: day.AddDays(41)));
        var early = await Read(new LogFilter(From: day.AddDays(1), Until: day.AddDays(2), Kind: "CustodyRefused"));
        var none = await Read(new LogFilter(From: day.AddDays(100)));

        Assert.Equal([last - 1L], late.Entries.Select(e => e.Sequence));
        Assert.Equal([(long)last], early.Entries.Select(e => e.Sequence));
        Assert.Empty(none.Entries);
    }

    [Fact]
    public async Task His_own_log_holds_what_he_did_and_what_concerns_him_and_nothing_else()
    {
        await Refuse(_reviewer);
        await Refuse(_actor);

        var outcome = await _vault
            .Get<ReadOwnLog>()
            .Run(_actor, new LogFilter(Person: _reviewer.Person), LogPosition.Newest);

        var page = Assert.IsType<ReadLogOutcome.Shown>(outcome).Page;
        Assert.Equal(["CustodyRefused", "SignedIn", "PersonAdded"], page.Entries.Select(e => e.Kind));
        var line = Assert.IsType<LogRead>(_vault.Log()[^1].Event);
        Assert.Equal((LogScope.Own, _person.Id), (line.Scope, line.FilterPerson!.Value));
    }

    private async Task Refuse(Actor actor) =>
        await _vault.Writer.Write(
            actor,
            s => s.Append(new CustodyRefused(_account.Id, Component.Password, CustodyRefusal.NothingInCustody))
        );

    private async Task<LogPage> Read(LogFilter filter, LogPosition? position = null, int size = ReadLog.PageSize) =>
        Assert
            .IsType<ReadLogOutcome.Shown>(
                await _vault.Get<ReadLog>().Run(_reviewer, filter, position ?? LogPosition.Newest, size)
            )
            .Page;
}
