using Vault.Core.Checkouts;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;
using Matter = Vault.Core.Notices.NoticeMatter;

namespace Vault.Core.Tests.Notices;

/// <summary>Who is told what of a checkout, at once and within the same transaction, and when it is done with.</summary>
public sealed class CheckoutNoticeTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set(new(CheckoutWay.Approval));
        await Vault.Forget();
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task A_request_is_told_to_whoever_may_approve_it_now_and_to_nobody_else()
    {
        var checkout = await _scene.Asked(_scene.Zhang);

        var told = Assert.Single(Vault.NoticesOf(_scene.Leader), n => n.IsOpen);
        Assert.Equal((Matter.CheckoutAsked, checkout.Id.Value), (told.Matter, told.Subject));
        Assert.Equal((_scene.Account.Id, _scene.Zhang.Id), (told.Account!.Value, told.Other!.Value));
        Assert.Equal(checkout.Id, Assert.IsType<Core.Checkouts.CheckoutAsked>(Vault.LineOf(told)).Checkout);
        Assert.All(Others(_scene.Leader), p => Assert.Empty(Vault.OpenOf(p)));
    }

    [Fact]
    public async Task Nobody_is_told_where_nobody_is_asked()
    {
        await _scene.Decide(new());
        await Vault.Forget();
        await _scene.Asked(_scene.Zhang);

        Assert.All(Others(), p => Assert.Empty(Vault.OpenOf(p)));
    }

    [Fact]
    public async Task Whoever_stands_in_is_told_while_he_does_and_not_before()
    {
        var deputy = await _scene.Person("deputy", "代理领导");
        var later = await _scene.Person("later", "下周代理");
        var now = _scene.Now;
        await _scene.Appoint(deputy, AppointmentRole.SupervisingLeader, _scene.Leader, until: now.AddDays(1));
        await _scene.Appoint(
            later,
            AppointmentRole.SupervisingLeader,
            _scene.Leader,
            from: now.AddDays(1),
            until: now.AddDays(8)
        );
        await Vault.Forget();

        await _scene.Asked(_scene.Zhang);

        Assert.Equal([Matter.CheckoutAsked], Vault.OpenOf(deputy));
        Assert.Equal([Matter.CheckoutAsked], Vault.OpenOf(_scene.Leader));
        Assert.Empty(Vault.OpenOf(later));
    }

    [Fact]
    public async Task Somebody_who_cannot_act_is_not_told_and_the_next_one_is()
    {
        await Vault.Write(scope =>
        {
            scope.Db.Set<Person>().Single(p => p.Id == _scene.Leader.Id).Disable(scope.Now);
            scope.Append(new PersonDisabled(_scene.Leader.Id));
        });

        await _scene.Asked(_scene.Zhang);

        Assert.Empty(Vault.OpenOf(_scene.Leader));
        Assert.Equal([Matter.CheckoutAsked], Vault.OpenOf(_scene.Responsible));
    }

    [Fact]
    public async Task The_requester_is_told_of_the_decision_and_the_request_is_done_with()
    {
        var checkout = await _scene.Asked(_scene.Zhang);
        CheckoutScene.Done(await _scene.Approve(_scene.Leader, checkout));

        Assert.Empty(Vault.OpenOf(_scene.Leader));
        Assert.NotNull(Assert.Single(Vault.NoticesOf(_scene.Leader), n => n.Matter == Matter.CheckoutAsked).SettledAt);
        var told = Assert.Single(Vault.NoticesOf(_scene.Zhang), n => n.IsOpen);
        Assert.Equal((Matter.CheckoutApproved, _scene.Leader.Id), (told.Matter, told.Other!.Value));

        CheckoutScene.Done(await _scene.Open(_scene.Zhang, checkout));
        Assert.Empty(Vault.OpenOf(_scene.Zhang));
    }

    [Fact]
    public async Task Of_a_refusal_the_notice_holds_that_it_was_and_not_why()
    {
        var checkout = await _scene.Asked(_scene.Zhang);
        CheckoutScene.Done(await _scene.Refuse(_scene.Leader, checkout));

        var told = Assert.Single(Vault.NoticesOf(_scene.Zhang), n => n.IsOpen);
        Assert.Equal((Matter.CheckoutRefused, null), (told.Matter, told.Detail));
        Assert.Empty(Vault.OpenOf(_scene.Leader));
    }

    [Fact]
    public async Task Where_two_have_to_agree_one_yes_settles_what_it_makes_needless()
    {
        await _scene.Decide(new(CheckoutWay.TwoPersons));
        var other = await _scene.Person("leader2", "领导乙");
        await _scene.Appoint(other, AppointmentRole.SupervisingLeader);
        await Vault.Forget();
        var checkout = await _scene.Asked(_scene.Zhang);
        Assert.All(
            [_scene.Leader, other, _scene.Office.Registrar],
            p => Assert.Equal([Matter.CheckoutAsked], Vault.OpenOf(p))
        );

        CheckoutScene.Done(await _scene.Approve(_scene.Leader, checkout));

        Assert.All([_scene.Leader, other], p => Assert.Empty(Vault.OpenOf(p)));
        Assert.Equal([Matter.CheckoutAsked], Vault.OpenOf(_scene.Office.Registrar));
        Assert.Empty(Vault.OpenOf(_scene.Zhang));
        CheckoutScene.Done(await _scene.Approve(_scene.Office.Registrar, checkout));
        Assert.Empty(Vault.OpenOf(_scene.Office.OtherRegistrar));
        Assert.Equal([Matter.CheckoutApproved], Vault.OpenOf(_scene.Zhang));
    }

    [Fact]
    public async Task The_holder_is_told_who_asks_for_it_and_that_one_when_he_can_have_it()
    {
        var checkout = await _scene.Opened(_scene.Zhang);
        CheckoutScene.Done(await _scene.AskBack(_scene.Li, checkout));
        var asked = Assert.Single(Vault.NoticesOf(_scene.Zhang), n => n.IsOpen);
        Assert.Equal((Matter.CheckoutAskedBack, _scene.Li.Id), (asked.Matter, asked.Other!.Value));

        CheckoutScene.Done(await _scene.Return(_scene.Zhang, checkout));

        Assert.Empty(Vault.OpenOf(_scene.Zhang));
        Assert.Equal([Matter.CheckoutReturned], Vault.OpenOf(_scene.Li));
    }

    [Fact]
    public async Task Whoever_it_was_taken_from_and_whoever_waited_are_told_and_who_took_it_is_not()
    {
        var checkout = await _scene.Opened(_scene.Zhang);
        CheckoutScene.Done(await _scene.AskBack(_scene.Li, checkout));
        CheckoutScene.Done(await _scene.ForceBack(_scene.Leader, checkout));

        Assert.Equal([Matter.CheckoutForcedBack], Vault.OpenOf(_scene.Zhang));
        Assert.Equal([Matter.CheckoutReturned], Vault.OpenOf(_scene.Li));
        Assert.Empty(Vault.OpenOf(_scene.Leader));
    }

    [Fact]
    public async Task An_extension_is_asked_and_told_like_a_checkout()
    {
        var checkout = await _scene.Opened(_scene.Zhang);
        Vault.Clock.Turn(TimeSpan.FromHours(1));
        var extension = CheckoutScene.Done(await _scene.Extend(_scene.Zhang, checkout));
        Assert.Equal([Matter.ExtensionAsked], Vault.OpenOf(_scene.Leader));

        CheckoutScene.Done(await _scene.Approve(_scene.Leader, extension));

        Assert.Empty(Vault.OpenOf(_scene.Leader));
        Assert.Equal([Matter.CheckoutExtended], Vault.OpenOf(_scene.Zhang));
    }

    [Fact]
    public async Task A_withdrawn_request_is_nobodys_business_any_more()
    {
        var checkout = await _scene.Asked(_scene.Zhang);
        CheckoutScene.Done(await _scene.Withdraw(_scene.Zhang, checkout));

        Assert.All(Others(), p => Assert.Empty(Vault.OpenOf(p)));
    }

    [Fact]
    public async Task A_request_that_fails_tells_nobody()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Vault.Write(scope =>
            {
                scope.Append(new RoleGiven(_scene.Zhang.Id, OfficeRole.Reviewer));
                throw new InvalidOperationException("Fails after its line.");
            })
        );

        Assert.All(Others(), p => Assert.Empty(Vault.OpenOf(p)));
    }

    /// <summary>Everybody of the scene but these.</summary>
    private IEnumerable<Person> Others(params Person[] but) =>
        _scene.Office.Everybody.Concat([_scene.Leader, _scene.Responsible]).Where(p => but.All(b => b.Id != p.Id));
}
