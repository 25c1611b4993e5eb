using Vault.Core.Checkouts;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>续借: the same approval as the checkout itself, and never longer than anybody has an account (R24, R25).</summary>
public sealed class ExtensionTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CheckoutScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Directly_it_takes_effect_at_once_and_ends_being_overdue()
    {
        var checkout = await _scene.Asked(_scene.Zhang);
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(30));
        Assert.Equal(CheckoutRefusal.Overdue, _scene.MayUse(_scene.Zhang));

        var extension = CheckoutScene.Done(await _scene.Extend(_scene.Zhang, checkout));

        Assert.Equal(_scene.Now.AddDays(1), _scene.Row(checkout).Due);
        Assert.Null(_scene.MayUse(_scene.Zhang));
        Assert.Equal(CheckoutState.Approved, _scene.State(extension));
        Assert.IsType<CheckoutExtended>(_scene.Vault.LastEvent());
    }

    [Theory]
    [InlineData(24, CheckoutRefusal.LongEnough)]
    [InlineData(1, CheckoutRefusal.WindowWrong)]
    [InlineData(26, CheckoutRefusal.WindowTooLong)]
    [InlineData(25, null)]
    public async Task Directly_nobody_goes_beyond_the_usual_length(int until, CheckoutRefusal? why)
    {
        var checkout = await _scene.Asked(_scene.Zhang);
        var began = _scene.Now;
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(1));

        var outcome = await _scene.Extend(_scene.Zhang, checkout, began.AddHours(until));

        if (why is { } refusal)
            _scene.AssertRefused(refusal, outcome);
        else
            CheckoutScene.Done(outcome);
    }

    [Theory]
    [InlineData(CheckoutWay.Direct)]
    [InlineData(CheckoutWay.Approval)]
    public async Task In_the_moment_of_opening_there_is_nothing_to_extend_yet(CheckoutWay way)
    {
        await _scene.Decide(new(way));
        var checkout = await _scene.Opened(_scene.Zhang);
        var until = checkout.Due;

        _scene.AssertRefused(CheckoutRefusal.LongEnough, await _scene.Extend(_scene.Zhang, checkout));
        _scene.AssertRefused(CheckoutRefusal.LongEnough, await _scene.Extend(_scene.Zhang, checkout, until));
        _scene.AssertRefused(CheckoutRefusal.WindowWrong, await _scene.Extend(_scene.Zhang, checkout, _scene.Now));
        _scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        CheckoutScene.Done(await _scene.Extend(_scene.Zhang, checkout));
    }

    [Fact]
    public async Task With_approval_it_changes_nothing_until_it_is_approved()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var checkout = await _scene.Opened(_scene.Zhang);
        var (due, later) = (checkout.Due, checkout.Due.AddDays(2));

        var extension = CheckoutScene.Done(await _scene.Extend(_scene.Zhang, checkout, later));

        Assert.Equal(due, _scene.Row(checkout).Due);
        _scene.AssertRefused(CheckoutRefusal.AskedBefore, await _scene.Extend(_scene.Zhang, checkout, later));
        _scene.AssertRefused(CheckoutRefusal.NotApprover, await _scene.Approve(_scene.Li, extension));
        _scene.AssertRefused(CheckoutRefusal.OwnRequest, await _scene.Approve(_scene.Zhang, extension));
        CheckoutScene.Done(await _scene.Approve(_scene.Leader, extension));
        Assert.Equal(later, _scene.Row(checkout).Due);
        _scene.AssertRefused(CheckoutRefusal.NotThisWay, await _scene.Open(_scene.Zhang, extension));
        _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Withdraw(_scene.Zhang, extension));
    }

    [Fact]
    public async Task With_the_checkout_returned_it_has_nothing_to_extend()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var checkout = await _scene.Opened(_scene.Zhang);
        var extension = CheckoutScene.Done(await _scene.Extend(_scene.Zhang, checkout, checkout.Due.AddDays(2)));

        CheckoutScene.Done(await _scene.Return(_scene.Zhang, checkout));

        Assert.Equal(CheckoutState.Withdrawn, _scene.State(extension));
        _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Approve(_scene.Leader, extension));
        _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Extend(_scene.Zhang, checkout));
    }

    [Fact]
    public async Task Only_the_holder_extends_and_only_what_is_open()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var checkout = await _scene.Asked(_scene.Zhang);

        _scene.AssertRefused(CheckoutRefusal.NotYours, await _scene.Extend(_scene.Li, checkout));
        _scene.AssertRefused(CheckoutRefusal.NotOpen, await _scene.Extend(_scene.Zhang, checkout));
    }
}
