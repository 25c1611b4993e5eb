using Vault.Core.Checkouts;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;
using Matter = Vault.Core.Notices.NoticeMatter;

namespace Vault.Core.Tests.Notices;

/// <summary>应急取用: at once told to leader and office, who are reminded until one of them has reviewed it.</summary>
public sealed class BreakGlassNoticeTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;
    private Person _wang = null!;

    private TestVault Vault => _scene.Vault;

    private Person[] Reviewers =>
        [_scene.Leader, _scene.Responsible, _scene.Office.Registrar, _scene.Office.OtherRegistrar];

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set();
        _wang = await _scene.Person("wang.wu", "王五");
        await _scene.Appoint(_wang, AppointmentRole.BreakGlass);
        await Vault.FileEverything();
        await Vault.Forget();
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Leader_responsible_person_and_office_are_told_at_once_and_nobody_else_is()
    {
        await _scene.Opened(_scene.Li);

        var broken = await Broken();

        foreach (var person in Reviewers)
        {
            var told = Assert.Single(Vault.NoticesOf(person), n => n.IsOpen);
            Assert.Equal((Matter.BreakGlassOpened, broken.Id.Value), (told.Matter, told.Subject));
            Assert.Equal((_scene.Account.Id, _wang.Id), (told.Account!.Value, told.Other!.Value));
            Assert.Equal(broken.Id, Assert.IsType<BreakGlassOpened>(Vault.LineOf(told)).Checkout);
        }
        Assert.All([.. _scene.Office.Everybody.Except(Reviewers), _wang], p => Assert.Empty(Vault.OpenOf(p)));
    }

    [Fact]
    public async Task Whoever_took_it_is_not_told_as_its_leader_nor_is_his_stand_in()
    {
        var standIn = await _scene.Person("stand.in", "代理人甲");
        await _scene.Appoint(_wang, AppointmentRole.SupervisingLeader);
        await _scene.Appoint(standIn, AppointmentRole.SupervisingLeader, actingFor: _wang);
        await Vault.Forget();

        await Broken();

        Assert.Empty(Vault.OpenOf(_wang));
        Assert.Empty(Vault.OpenOf(standIn));
        Assert.Equal([Matter.BreakGlassOpened], Vault.OpenOf(_scene.Leader));
    }

    [Fact]
    public async Task Returned_it_is_told_to_be_reviewed_and_that_takes_the_place_of_the_first_notice()
    {
        var broken = await Broken();

        CheckoutScene.Done(await _scene.Return(_wang, broken));

        Assert.All(Reviewers, p => Assert.Equal([Matter.BreakGlassEnded], Vault.OpenOf(p)));
        Assert.All(Reviewers, p => Assert.Equal(_wang.Id, Vault.NoticesOf(p)[^1].Other));
        Assert.Empty(Vault.OpenOf(_wang));
    }

    [Fact]
    public async Task Taken_back_it_is_told_to_the_others_who_review_it_and_to_whom_it_was_taken_from()
    {
        var broken = await Broken();

        CheckoutScene.Done(await _scene.ForceBack(_scene.Leader, broken));

        Assert.All(Reviewers.Skip(1), p => Assert.Equal([Matter.BreakGlassEnded], Vault.OpenOf(p)));
        Assert.All(Reviewers.Skip(1), p => Assert.Equal(_wang.Id, Vault.NoticesOf(p)[^1].Other));
        Assert.Empty(Vault.OpenOf(_scene.Leader));
        Assert.Equal([Matter.CheckoutForcedBack], Vault.OpenOf(_wang));
    }

    [Fact]
    public async Task A_checkout_in_the_ordinary_way_asks_nobody_to_review_it()
    {
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, await _scene.Opened(_scene.Zhang)));
        CheckoutScene.Done(await _scene.ForceBack(_scene.Leader, await _scene.Opened(_scene.Zhang)));
        Vault.Clock.Turn(TimeSpan.FromDays(3));

        Assert.Equal(0, await Pass());
        Assert.All(Reviewers, p => Assert.Empty(Vault.OpenOf(p)));
    }

    [Fact]
    public async Task Its_end_half_of_the_time_and_all_of_it_are_told_each_once_and_in_the_place_of_the_last()
    {
        await Broken();
        await Given(TimeSpan.FromHours(4), Matter.BreakGlassOpened, Matter.BreakGlassEnded);
        await Given(TimeSpan.FromHours(12), Matter.BreakGlassEnded, Matter.BreakGlassReviewDue);
        await Given(TimeSpan.FromHours(12), Matter.BreakGlassReviewDue, Matter.BreakGlassReviewOverdue);
        Vault.Clock.Turn(TimeSpan.FromDays(30));

        Assert.Equal(0, await Pass());
    }

    [Fact]
    public async Task After_a_stop_only_that_it_is_overdue_is_told()
    {
        await Broken();
        Vault.Clock.Turn(TimeSpan.FromDays(30));
        TestVault.Opened(await Vault.Reopen());

        Assert.Equal(2, await Pass());

        Assert.All(Reviewers, p => Assert.Equal([Matter.BreakGlassReviewOverdue], Vault.OpenOf(p)));
    }

    [Fact]
    public async Task Reviewed_it_is_nobodys_business_any_more_and_who_took_it_is_told_what_was_found()
    {
        var broken = await Broken();
        Vault.Clock.Turn(TimeSpan.FromHours(4));

        CheckoutScene.Done(await _scene.Review(_scene.Leader, broken, BreakGlassVerdict.Violation));

        Assert.All(Reviewers, p => Assert.Empty(Vault.OpenOf(p)));
        Assert.All(Reviewers, p => Assert.Single(Vault.NoticesOf(p), n => n.Subject == broken.Id.Value));
        var told = Assert.Single(Vault.NoticesOf(_wang), n => n.IsOpen);
        Assert.Equal((Matter.BreakGlassReviewed, "Violation"), (told.Matter, told.Detail));
        Vault.Clock.Turn(TimeSpan.FromDays(30));
        Assert.Equal(0, await Pass());
    }

    /// <summary>Not a moment before, then once to everybody who may review it.</summary>
    private async Task Given(TimeSpan after, Matter before, Matter then)
    {
        Vault.Clock.Turn(after - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await Pass());
        Assert.All(Reviewers, p => Assert.Equal([before], Vault.OpenOf(p)));
        Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await Pass());
        Assert.All(Reviewers, p => Assert.Equal([then], Vault.OpenOf(p)));
        Assert.Equal(0, await Pass());
    }

    private Task<int> Pass() => Vault.Get<Remind>().Run();

    private async Task<Checkout> Broken() => CheckoutScene.Done(await _scene.BreakGlass(_wang));
}
