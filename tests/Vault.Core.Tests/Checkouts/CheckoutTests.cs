using Vault.Core.Checkouts;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>领用: asked, approved, had for a time and returned, each step with its line (R24, R25).</summary>
public sealed class CheckoutTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CheckoutScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Directly_it_is_opened_in_the_act_of_asking()
    {
        var checkout = await _scene.Asked(_scene.Zhang);

        Assert.Equal(CheckoutState.Open, _scene.State(checkout));
        Assert.Equal(_scene.Now.AddDays(1), checkout.Due);
        Assert.Null(_scene.MayUse(_scene.Zhang));
        Assert.Equal(CheckoutRefusal.NotOpen, _scene.MayUse(_scene.Li));
        Assert.Equal((1, 1), (_scene.Lines<CheckoutAsked>(), _scene.Lines<CheckoutOpened>()));
    }

    [Fact]
    public async Task Whoever_is_not_appointed_does_not_find_it()
    {
        _scene.AssertRefused(CheckoutRefusal.NotAppointed, await _scene.Ask(_scene.Leader));
        var checkout = await _scene.Asked(_scene.Zhang);
        _scene.AssertRefused(CheckoutRefusal.NotYours, await _scene.Return(_scene.Li, checkout));
        _scene.AssertRefused(CheckoutRefusal.NotApprover, await _scene.ForceBack(_scene.Li, checkout));
        _scene.AssertRefused(CheckoutRefusal.NotAppointed, await _scene.AskBack(_scene.Leader, checkout));
        Assert.Equal(CheckoutState.Open, _scene.State(checkout));
    }

    [Fact]
    public async Task One_holder_at_a_time_and_others_see_who_it_is()
    {
        var checkout = await _scene.Asked(_scene.Zhang);

        var outcome = await _scene.Ask(_scene.Li);

        _scene.AssertRefused(CheckoutRefusal.HeldByOther, outcome);
        Assert.Equal(checkout.Id, ((CheckoutOutcome.Refused)outcome).Held!.Id);
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, checkout));
        await _scene.Asked(_scene.Li);
        Assert.Equal(CheckoutRefusal.NotOpen, _scene.MayUse(_scene.Zhang));
    }

    [Fact]
    public async Task Several_have_it_at_once_where_the_policy_allows_it()
    {
        await _scene.Decide(new(IsExclusive: false));
        await _scene.Asked(_scene.Zhang);
        await _scene.Asked(_scene.Li);

        Assert.Equal((null, null), (_scene.MayUse(_scene.Zhang), _scene.MayUse(_scene.Li)));
    }

    [Fact]
    public async Task Overdue_it_reveals_nothing_more_and_is_still_held()
    {
        var checkout = await _scene.Asked(_scene.Zhang);

        _scene.Vault.Clock.Turn(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        Assert.Null(_scene.MayUse(_scene.Zhang));
        _scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));

        Assert.Equal(CheckoutRefusal.Overdue, _scene.MayUse(_scene.Zhang));
        Assert.True(_scene.Row(checkout).IsOverdue(_scene.Now));
        _scene.AssertRefused(CheckoutRefusal.HeldByOther, await _scene.Ask(_scene.Li));
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, checkout));
        Assert.Equal(CheckoutState.Returned, _scene.State(checkout));
    }

    [Fact]
    public async Task With_approval_it_is_opened_only_after_it()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var checkout = await _scene.Asked(_scene.Zhang);

        _scene.AssertRefused(CheckoutRefusal.NotApproved, await _scene.Open(_scene.Zhang, checkout));
        CheckoutScene.Done(await _scene.Approve(_scene.Leader, checkout));
        Assert.Equal(CheckoutState.Approved, _scene.State(checkout));
        Assert.Equal(CheckoutRefusal.NotOpen, _scene.MayUse(_scene.Zhang));
        CheckoutScene.Done(await _scene.Open(_scene.Zhang, checkout));

        Assert.Null(_scene.MayUse(_scene.Zhang));
        Assert.Equal(1, _scene.Lines<CheckoutApproved>());
    }

    [Fact]
    public async Task A_refusal_ends_it_with_its_reason()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var checkout = await _scene.Asked(_scene.Zhang);

        CheckoutScene.Done(await _scene.Refuse(_scene.Leader, checkout));

        Assert.Equal(CheckoutState.Refused, _scene.State(checkout));
        Assert.IsType<CheckoutRefused>(_scene.Vault.LastEvent());
        _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Approve(_scene.Leader, checkout));
        _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Open(_scene.Zhang, checkout));
        await _scene.Asked(_scene.Zhang);
    }

    [Fact]
    public async Task Unused_it_expires_with_its_time_and_is_said_so_with_the_next_request()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var checkout = await _scene.Asked(_scene.Zhang);
        await _scene.Approve(_scene.Leader, checkout);

        _scene.Vault.Clock.Turn(TimeSpan.FromDays(1));

        Assert.Equal(CheckoutState.Expired, _scene.State(checkout));
        _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Open(_scene.Zhang, checkout));
        Assert.Equal(0, _scene.Lines<CheckoutExpired>());
        await _scene.Asked(_scene.Li);
        Assert.Equal(1, _scene.Lines<CheckoutExpired>());
        Assert.Equal(CheckoutEnd.Expired, _scene.Row(checkout).Ending);
    }

    [Fact]
    public async Task It_is_not_opened_before_its_time()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var checkout = await _scene.Asked(_scene.Zhang, from: _scene.Now.AddDays(3));
        await _scene.Approve(_scene.Leader, checkout);

        _scene.AssertRefused(CheckoutRefusal.NotYet, await _scene.Open(_scene.Zhang, checkout));
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(3));

        CheckoutScene.Done(await _scene.Open(_scene.Zhang, checkout));
    }

    [Theory]
    [InlineData(CheckoutWay.Direct, 0, 25, CheckoutRefusal.WindowTooLong)]
    [InlineData(CheckoutWay.Direct, 1, 2, CheckoutRefusal.WindowWrong)]
    [InlineData(CheckoutWay.Direct, 0, 24, null)]
    [InlineData(CheckoutWay.Approval, -1, 24, CheckoutRefusal.WindowWrong)]
    [InlineData(CheckoutWay.Approval, 5, 5, CheckoutRefusal.WindowWrong)]
    [InlineData(CheckoutWay.Approval, 0, (30 * 24) + 1, CheckoutRefusal.WindowTooLong)]
    [InlineData(CheckoutWay.Approval, (30 * 24) + 1, (30 * 24) + 2, CheckoutRefusal.WindowWrong)]
    [InlineData(CheckoutWay.Approval, 30 * 24, 60 * 24, null)]
    public async Task A_time_is_possible_or_refused(CheckoutWay way, int from, int until, CheckoutRefusal? why)
    {
        await _scene.Decide(new(way, Days: 1));

        var outcome = await _scene.Ask(_scene.Zhang, _scene.Now.AddHours(from), _scene.Now.AddHours(until));

        if (why is { } refusal)
            _scene.AssertRefused(refusal, outcome);
        else
            CheckoutScene.Done(outcome);
    }

    [Fact]
    public async Task Where_the_policy_asks_for_a_post_none_is_had_without()
    {
        await _scene.Decide(new(AsksPost: true));

        _scene.AssertRefused(CheckoutRefusal.PostMissing, await _scene.Ask(_scene.Zhang));
        Assert.True(ApprovedPost.TryParse("招生简章", "王五", new(2026, 3, 1), out var post));
        var checkout = CheckoutScene.Done(await _scene.Ask(_scene.Zhang, post: post));

        var request = CheckoutRequest.Open(_scene.Vault.Get<FieldSealer>(), _scene.Row(checkout));
        Assert.Equal((post, "发布今天的招生通知"), (request.Post, request.Reason.Text));
    }

    [Fact]
    public async Task Where_the_policy_asks_for_a_report_it_is_not_returned_without()
    {
        await _scene.Decide(new(AsksReport: true));
        var checkout = await _scene.Asked(_scene.Zhang);

        _scene.AssertRefused(CheckoutRefusal.ReportMissing, await _scene.Return(_scene.Zhang, checkout));
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, checkout, "发布了招生简章一篇"));

        var returned = Assert.IsType<CheckoutReturned>(_scene.Vault.LastEvent());
        Assert.NotNull(returned.Report);
    }

    [Fact]
    public async Task It_is_asked_back_by_a_colleague_and_stays_with_its_holder()
    {
        var checkout = await _scene.Asked(_scene.Zhang);

        CheckoutScene.Done(await _scene.AskBack(_scene.Li, checkout));

        Assert.Equal((_scene.Li.Id, _scene.Now), (_scene.Row(checkout).AskedBackBy, _scene.Row(checkout).AskedBackAt));
        Assert.Null(_scene.MayUse(_scene.Zhang));
        _scene.AssertRefused(CheckoutRefusal.AskedBefore, await _scene.AskBack(_scene.Li, checkout));
        _scene.AssertRefused(CheckoutRefusal.NotThisWay, await _scene.AskBack(_scene.Zhang, checkout));
    }

    [Fact]
    public async Task Leader_responsible_person_and_office_take_it_back_at_once()
    {
        foreach (var person in new[] { _scene.Leader, _scene.Responsible, _scene.Office.Registrar })
        {
            var checkout = await _scene.Asked(_scene.Zhang);

            CheckoutScene.Done(await _scene.ForceBack(person, checkout));

            Assert.Equal(CheckoutState.ForcedBack, _scene.State(checkout));
            Assert.Equal(CheckoutRefusal.NotOpen, _scene.MayUse(_scene.Zhang));
            _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Return(_scene.Zhang, checkout));
        }
        Assert.Equal(3, _scene.Lines<CheckoutForcedBack>());
    }

    [Fact]
    public async Task A_request_is_withdrawn_by_its_requester_as_long_as_it_is_not_opened()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var checkout = await _scene.Asked(_scene.Zhang);
        _scene.AssertRefused(CheckoutRefusal.AskedBefore, await _scene.Ask(_scene.Zhang));
        _scene.AssertRefused(CheckoutRefusal.NotYours, await _scene.Withdraw(_scene.Li, checkout));

        CheckoutScene.Done(await _scene.Withdraw(_scene.Zhang, checkout));

        _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Withdraw(_scene.Zhang, checkout));
        _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Approve(_scene.Leader, checkout));
        var open = await _scene.Opened(_scene.Zhang);
        _scene.AssertRefused(CheckoutRefusal.NotThisWay, await _scene.Withdraw(_scene.Zhang, open));
    }

    [Fact]
    public async Task A_checkout_nobody_knows_is_looked_for_in_vain_and_the_try_is_a_line()
    {
        var outcome = await _scene
            .Vault.Get<ReturnCheckout>()
            .Run(await _scene.Office.As(_scene.Zhang), CheckoutId.New(), null);

        Assert.IsType<CheckoutOutcome.NotFound>(outcome);
        Assert.IsType<AccessRefused>(_scene.Vault.LastEvent());
    }
}
