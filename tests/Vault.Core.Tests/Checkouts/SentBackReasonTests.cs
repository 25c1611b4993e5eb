using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Tests.Notices;
using Vault.TestKit;
using Xunit;
using Matter = Vault.Core.Notices.NoticeMatter;

namespace Vault.Core.Tests.Checkouts;

/// <summary>A reviewer sends a reason back as insufficient; who gave it gives a better one, and both stay.</summary>
public sealed class SentBackReasonTests : IAsyncLifetime
{
    private const string Why = "请写明发布什么内容";
    private const string Better = "发布校庆倒计时海报，宣传部已审定";

    private CheckoutScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    private Person Reviewer => _scene.Office.Reviewer;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set();
        await Vault.Forget();
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task What_was_said_stands_with_the_checkout_and_the_first_reason_stays()
    {
        var checkout = await _scene.Opened(_scene.Zhang);
        CheckoutScene.Done(await SendBack(Reviewer, checkout));
        var asked = Assert.Single((await Read(_scene.Zhang, checkout))!.Queries);
        Assert.Equal((Why, null, null), (asked.Why, asked.Answer, asked.Query.AnsweredAt));
        Vault.Clock.Turn(TimeSpan.FromHours(1));

        CheckoutScene.Done(await GiveAnew(_scene.Zhang, checkout));

        var file = (await Read(Reviewer, checkout))!;
        var given = Assert.Single(file.Queries);
        Assert.Equal((Why, Better, _scene.Now), (given.Why, given.Answer, given.Query.AnsweredAt!.Value));
        Assert.Equal(CheckoutScene.Reason().Text, file.Request.Reason.Text);
        Assert.Equal((CheckoutState.Open, 1, 1), (file.Line.State, Lines<ReasonSentBack>(), Lines<ReasonGivenAnew>()));
    }

    [Fact]
    public async Task It_is_sent_back_again_once_it_was_given_anew_and_not_before()
    {
        var checkout = await _scene.Opened(_scene.Zhang);
        _scene.AssertRefused(CheckoutRefusal.NotThisWay, await GiveAnew(_scene.Zhang, checkout));
        CheckoutScene.Done(await SendBack(Reviewer, checkout));
        _scene.AssertRefused(CheckoutRefusal.SentBackBefore, await SendBack(Reviewer, checkout));
        CheckoutScene.Done(await GiveAnew(_scene.Zhang, checkout));
        _scene.AssertRefused(CheckoutRefusal.NotThisWay, await GiveAnew(_scene.Zhang, checkout));

        CheckoutScene.Done(await SendBack(Reviewer, checkout));

        Assert.Equal([1, 2], (await Read(Reviewer, checkout))!.Queries.Select(q => q.Query.Round));
    }

    [Fact]
    public async Task Only_a_reviewer_sends_it_back_and_only_who_gave_it_gives_it_anew()
    {
        var checkout = await _scene.Opened(_scene.Zhang);
        var office = _scene.Office;
        Person[] others = [_scene.Li, _scene.Leader, _scene.Responsible, office.Registrar, office.Security];
        foreach (var other in others.Append(_scene.Zhang))
            _scene.AssertRefused(CheckoutRefusal.NotReviewer, await SendBack(other, checkout));
        CheckoutScene.Done(await SendBack(Reviewer, checkout));

        foreach (var other in others.Append(Reviewer))
            _scene.AssertRefused(CheckoutRefusal.NotYours, await GiveAnew(other, checkout));
    }

    [Fact]
    public async Task Nobody_sends_back_his_own_nor_that_of_whom_he_stands_in_for_or_who_stands_in_for_him()
    {
        var (own, standIn) = (await _scene.Opened(_scene.Zhang), await _scene.Person("stand.in", "代理人甲"));
        await _scene.Appoint(standIn, AppointmentRole.SupervisingLeader, actingFor: _scene.Zhang);
        await Vault.Give(_scene.Zhang, OfficeRole.Reviewer);
        await Vault.Give(standIn, OfficeRole.Reviewer);

        _scene.AssertRefused(CheckoutRefusal.OwnRequest, await SendBack(_scene.Zhang, own));
        _scene.AssertRefused(CheckoutRefusal.OwnRequest, await SendBack(standIn, own));
        CheckoutScene.Done(await SendBack(Reviewer, own));
    }

    [Fact]
    public async Task It_can_be_sent_back_while_it_waits_and_long_after_it_was_returned()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var waiting = await _scene.Asked(_scene.Zhang);
        CheckoutScene.Done(await SendBack(Reviewer, waiting));
        CheckoutScene.Done(await _scene.Approve(_scene.Leader, waiting));
        CheckoutScene.Done(await _scene.Open(_scene.Zhang, waiting));
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, waiting));
        Vault.Clock.Turn(TimeSpan.FromDays(90));

        CheckoutScene.Done(await GiveAnew(_scene.Zhang, waiting));
        CheckoutScene.Done(await SendBack(Reviewer, waiting));
    }

    [Fact]
    public async Task Each_is_told_and_only_the_better_reason_settles_it()
    {
        var checkout = await _scene.Opened(_scene.Zhang);
        CheckoutScene.Done(await SendBack(Reviewer, checkout));
        var told = Assert.Single(Vault.NoticesOf(_scene.Zhang), n => n.IsOpen);
        Assert.Equal((Matter.ReasonSentBack, Reviewer.Id, null), (told.Matter, told.Other!.Value, told.Detail));

        CheckoutScene.Done(await _scene.Return(_scene.Zhang, checkout));
        Assert.Equal([Matter.ReasonSentBack], Vault.OpenOf(_scene.Zhang));

        CheckoutScene.Done(await GiveAnew(_scene.Zhang, checkout));
        Assert.Empty(Vault.OpenOf(_scene.Zhang));
        Assert.Equal([Matter.ReasonGivenAnew], Vault.OpenOf(Reviewer));
        Assert.All([_scene.Leader, _scene.Li, _scene.Office.Registrar], p => Assert.Empty(Vault.OpenOf(p)));
    }

    [Fact]
    public async Task It_is_marked_in_the_lists_of_who_gave_it_and_comes_first_until_it_is_given_anew()
    {
        var first = await _scene.Opened(_scene.Zhang);
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, first));
        Vault.Clock.Turn(TimeSpan.FromHours(1));
        var second = await _scene.Opened(_scene.Zhang);
        Assert.Equal([(second.Id, false), (first.Id, false)], await Listed(CheckoutView.Asked));

        CheckoutScene.Done(await SendBack(Reviewer, first));
        Assert.Equal([(first.Id, true), (second.Id, false)], await Listed(CheckoutView.Asked));
        CheckoutScene.Done(await SendBack(Reviewer, second));
        Assert.Equal([(second.Id, true)], await Listed(CheckoutView.Held));

        CheckoutScene.Done(await GiveAnew(_scene.Zhang, first));
        CheckoutScene.Done(await GiveAnew(_scene.Zhang, second));
        Assert.Equal([(second.Id, false), (first.Id, false)], await Listed(CheckoutView.Asked));
    }

    [Fact]
    public async Task Of_many_at_once_one_sends_it_back_and_one_answer_counts()
    {
        var checkout = await _scene.Opened(_scene.Zhang);
        var (reviewer, requester) = (await _scene.Office.As(Reviewer), await _scene.Office.As(_scene.Zhang));
        var (send, give) = (Vault.Get<SendReasonBack>(), Vault.Get<GiveReasonAnew>());
        var many = Enumerable.Range(0, 32).ToList();

        var sent = await Task.WhenAll(
            many.Select(_ => Task.Run(() => send.Run(reviewer, checkout.Id, CheckoutScene.Reason(Why))))
        );
        var given = await Task.WhenAll(
            many.Select(_ => Task.Run(() => give.Run(requester, checkout.Id, CheckoutScene.Reason(Better))))
        );

        Assert.Single(sent, o => o is CheckoutOutcome.Done);
        Assert.Single(given, o => o is CheckoutOutcome.Done);
        Assert.Equal((1, 1), (Lines<ReasonSentBack>(), Lines<ReasonGivenAnew>()));
        Assert.Equal(2 * 31, Lines<CheckoutStepRefused>());
    }

    [Fact]
    public async Task An_entry_with_a_reason_leads_to_its_checkout_and_others_to_none()
    {
        await _scene.Deposit(_scene.Zhang, "Canary-7Yq2!vault");
        var deposited = await Found();
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Zhang));
        using var db = Vault.Read();
        var checkout = db.Set<Checkout>().Single();
        Assert.IsType<SecretRevealed>(Vault.LastEvent());
        var revealed = await Found();
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, checkout));
        Vault.Clock.Turn(TimeSpan.FromHours(1));
        var later = await _scene.Opened(_scene.Zhang);
        await _scene.Reveal(_scene.Zhang);

        Assert.Equal((null, checkout.Id, later.Id), (deposited, revealed, await Found()));
    }

    /// <summary>Of the newest entry.</summary>
    private async Task<CheckoutId?> Found()
    {
        using var db = Vault.Read();
        var newest = await new LogReader(db, Vault.Instance).Page(new LogFilter(), LogPosition.Newest, 1);
        return await new FindCheckoutOfEntry(db).Run(newest.Entries[0]);
    }

    private async Task<IEnumerable<(CheckoutId, bool)>> Listed(CheckoutView view)
    {
        using var db = Vault.Read();
        var page = await new ListCheckouts(db, Vault.Instance).Run(_scene.Zhang.Id, view, 1);
        return page.Lines.Select(l => (l.Checkout.Id, l.IsReasonAsked));
    }

    private async Task<CheckoutFile?> Read(Person reader, Checkout checkout)
    {
        using var db = Vault.Read();
        var standing = Standing.Read(db, reader.Id, _scene.Now)!;
        return await new ReadCheckout(db, Vault.Instance, Vault.Get<FieldSealer>()).Run(standing, checkout.Id);
    }

    private async Task<CheckoutOutcome> SendBack(Person person, Checkout checkout) =>
        await Vault.Get<SendReasonBack>().Run(await _scene.Office.As(person), checkout.Id, CheckoutScene.Reason(Why));

    private async Task<CheckoutOutcome> GiveAnew(Person person, Checkout checkout) =>
        await Vault
            .Get<GiveReasonAnew>()
            .Run(await _scene.Office.As(person), checkout.Id, CheckoutScene.Reason(Better));

    private int Lines<TEvent>() => _scene.Lines<TEvent>();
}
