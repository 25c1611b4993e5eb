using Vault.Core.Holdings;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Holdings;

/// <summary>What ends soon comes to those who keep the account, the most urgent first, and stays until somebody has looked.</summary>
public sealed class DueHoldingTests : IAsyncLifetime
{
    private HoldingScene _scene = null!;

    private Person Zhang => _scene.Office.Zhang;

    public async Task InitializeAsync() => _scene = await HoldingScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task It_is_due_from_thirty_days_before_its_last_day_until_it_is_ended()
    {
        var last = _scene.Today.AddDays(31);
        var holding = await _scene.Recorded(Grant("示例排版助手", last));
        await AssertState(HoldingState.Running, due: false);

        _scene.Vault.Clock.Turn(TimeSpan.FromDays(1));
        await AssertState(HoldingState.Expiring, due: true);
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(30));
        Assert.Equal(last, _scene.Today);
        await AssertState(HoldingState.Expiring, due: true);
        // The last moment of the last day where the organisation is, not in UTC.
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(15) - TimeSpan.FromMilliseconds(1));
        await AssertState(HoldingState.Expiring, due: true);
        _scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        await AssertState(HoldingState.Expired, due: true);
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(400));
        await AssertState(HoldingState.Expired, due: true);

        await _scene.End(Zhang, holding);
        Assert.Equal(0, (await _scene.Due(Zhang)).Total);

        async Task AssertState(HoldingState state, bool due)
        {
            var line = Assert.Single((await _scene.Read(Zhang))!.Running);
            Assert.Equal(state, line.State);
            Assert.Equal(due ? 1 : 0, (await _scene.Due(Zhang)).Total);
            Assert.Equal(state == HoldingState.Expired ? 1 : 0, (await _scene.Due(Zhang)).Expired);
        }
    }

    [Fact]
    public async Task The_most_urgent_comes_first_on_the_list_and_on_the_page_of_the_account()
    {
        var open = await _scene.Recorded(HoldingScene.Of(HoldingKind.LongTermOperator, _scene.Office.Li));
        var late = await _scene.Recorded(Grant("示例助手甲", _scene.Today.AddDays(20)));
        var over = await _scene.Recorded(Grant("示例助手乙", _scene.Today.AddDays(-2)));
        var soon = await _scene.Recorded(_scene.ShortTerm(_scene.Office.Li, _scene.Today.AddDays(-20)));

        Assert.Equal([over.Id, soon.Id, late.Id], (await _scene.Due(Zhang)).Lines.Select(l => l.Holding.Id));
        Assert.Equal(
            [over.Id, soon.Id, late.Id, open.Id],
            (await _scene.Read(Zhang))!.Running.Select(l => l.Holding.Id)
        );
        Assert.Equal(3, (await _scene.Read(Zhang))!.Due.Count());
    }

    [Fact]
    public async Task Custodian_and_administrators_find_those_of_their_accounts_and_the_registrar_all()
    {
        await _scene.Recorded(Grant("示例助手甲", _scene.Today));
        var leader = await _scene.Appointed(AppointmentRole.SupervisingLeader);
        await _scene.Turn("示例团委");
        await _scene.Recorded(Grant("示例助手乙", _scene.Today));

        Assert.Equal(2, (await _scene.Due(Zhang)).Total);
        Assert.Equal(1, (await _scene.Due(_scene.Office.Li)).Total);
        Assert.Equal(2, (await _scene.Due(_scene.Office.Registrar)).Total);
        foreach (var other in new[] { leader, _scene.Office.Reviewer, _scene.Office.Security, _scene.Office.System })
            Assert.Equal(0, (await _scene.Due(other)).Total);
    }

    [Fact]
    public async Task One_page_holds_so_many_and_a_page_beyond_the_end_is_the_last()
    {
        for (var i = 0; i <= ListDueHoldings.PageSize; i++)
            await _scene.Recorded(Grant($"示例助手{i}", _scene.Today.AddDays(i % 7)));

        var first = await _scene.Due(Zhang);
        Assert.Equal((ListDueHoldings.PageSize, 26, 2), (first.Lines.Count, first.Total, first.Pages));
        var beyond = await _scene.Due(Zhang, 9);
        Assert.Equal((1, 2), (beyond.Lines.Count, beyond.Page));
        Assert.Equal(26, first.Lines.Concat(beyond.Lines).Select(l => l.Holding.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_is_bound_to_a_person_stands_on_his_page_over_the_accounts_the_reader_sees()
    {
        var li = _scene.Office.Li;
        var phone = await _scene.Recorded(HoldingScene.Of(HoldingKind.BoundPhone, li));
        var gone = await _scene.Recorded(HoldingScene.Of(HoldingKind.LongTermOperator, li));
        await _scene.End(Zhang, gone);
        await _scene.Recorded(HoldingScene.Of(HoldingKind.LongTermOperator, Zhang));
        await _scene.Turn("示例团委");
        var other = await _scene.Recorded(_scene.ShortTerm(li));

        Assert.Equal([other.Id, phone.Id], await Of(_scene.Office.Registrar));
        Assert.Equal([phone.Id], await Of(li));
        Assert.Empty(await Of(_scene.Office.Security));

        async Task<IReadOnlyList<HoldingId>> Of(Person reader) =>
            [
                .. (await _scene.Vault.Get<ListHoldingsOfPerson>().Run(_scene.Standing(reader), li.Id)).Select(l =>
                    l.Holding.Id
                ),
            ];
    }

    private static HoldingEntry Grant(string service, DateOnly until) =>
        HoldingScene.Outside(HoldingKind.ThirdPartyGrant, service) with
        {
            Until = until,
        };
}
