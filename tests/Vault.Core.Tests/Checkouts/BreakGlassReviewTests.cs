using Vault.Core.Checkouts;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>事后复核: by a leader, a responsible person or the office, never by whoever took it, in no guise (R24).</summary>
[Trait("R", "R24")]
public sealed class BreakGlassReviewTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CheckoutScene.Set(new(CheckoutWay.Approval));

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Leader_responsible_person_and_office_review_at_once_and_nobody_else_does()
    {
        var taker = await Named("taker", "王五");
        foreach (var by in new[] { _scene.Leader, _scene.Responsible, _scene.Office.Registrar })
        {
            var broken = await Over(taker);
            CheckoutScene.Done(await _scene.Review(by, broken));
            var line = Assert.IsType<BreakGlassReviewed>(_scene.Vault.LastEvent());
            Assert.Equal((taker.Id, BreakGlassVerdict.InOrder), (line.Person, line.Verdict));
        }
        var last = await Over(taker);
        foreach (var other in new[] { _scene.Zhang, _scene.Li, _scene.Office.Security, _scene.Office.Reviewer })
            _scene.AssertRefused(CheckoutRefusal.NotApprover, await _scene.Review(other, last));
    }

    [Theory]
    [InlineData(AppointmentRole.SupervisingLeader)]
    [InlineData(AppointmentRole.ResponsiblePerson)]
    public async Task Whoever_took_it_does_not_whatever_else_he_is(AppointmentRole role)
    {
        var taker = await Named("taker", "王五");
        await _scene.Appoint(taker, role);
        var broken = await Over(taker);

        _scene.AssertRefused(CheckoutRefusal.OwnRequest, await _scene.Review(taker, broken));
        CheckoutScene.Done(await _scene.Review(_scene.Leader, broken));
    }

    [Fact]
    public async Task Nor_does_whoever_stands_in_for_him_nor_whom_he_stands_in_for()
    {
        var taker = await Named("taker", "王五");
        var (standIn, absent) = (await _scene.Person("stand.in", "代理人甲"), _scene.Leader);
        await _scene.Appoint(taker, AppointmentRole.ResponsiblePerson);
        await _scene.Appoint(standIn, AppointmentRole.ResponsiblePerson, actingFor: taker);
        await _scene.Appoint(standIn, AppointmentRole.SupervisingLeader);
        await _scene.Appoint(taker, AppointmentRole.SupervisingLeader, actingFor: absent);
        var broken = await Over(taker);

        _scene.AssertRefused(CheckoutRefusal.OwnRequest, await _scene.Review(standIn, broken));
        _scene.AssertRefused(CheckoutRefusal.OwnRequest, await _scene.Review(absent, broken));
        CheckoutScene.Done(await _scene.Review(_scene.Office.Registrar, broken));
    }

    [Fact]
    public async Task It_is_reviewed_when_it_is_over_and_once()
    {
        var taker = await Named("taker", "王五");
        var broken = CheckoutScene.Done(await _scene.BreakGlass(taker));
        _scene.AssertRefused(CheckoutRefusal.StillOpen, await _scene.Review(_scene.Leader, broken));
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(4));

        CheckoutScene.Done(await _scene.Review(_scene.Leader, broken, BreakGlassVerdict.Violation));

        Assert.Equal((1, 1), (_scene.Lines<BreakGlassExpired>(), _scene.Lines<BreakGlassReviewed>()));
        _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Review(_scene.Office.Registrar, broken));
        using var db = _scene.Vault.Read();
        var review = db.Set<BreakGlassReview>().Single();
        Assert.Equal((_scene.Leader.Id, BreakGlassVerdict.Violation), (review.Reviewer, review.Verdict));
    }

    [Fact]
    public async Task A_checkout_in_the_ordinary_way_is_not_reviewed()
    {
        var checkout = await _scene.Opened(_scene.Zhang);
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, checkout));

        _scene.AssertRefused(CheckoutRefusal.NotThisWay, await _scene.Review(_scene.Leader, checkout));
    }

    [Fact]
    public async Task Without_a_fresh_factor_for_this_very_review_it_does_not_count()
    {
        var broken = await Over(await Named("taker", "王五"));
        var actor = await _scene.Office.As(_scene.Leader);
        var other = await _scene.Office.Proof(_scene.Leader, ProofPurpose.Approve, Guid.NewGuid());
        foreach (var proof in new[] { null, other })
        {
            var outcome = await _scene
                .Vault.Get<ReviewBreakGlass>()
                .Run(actor, proof, broken.Id, BreakGlassVerdict.InOrder, CheckoutScene.Reason());
            _scene.AssertRefused(CheckoutRefusal.ProofNotFresh, outcome);
        }
    }

    [Fact]
    public async Task It_waits_in_the_lists_of_whose_business_it_is_and_is_late_when_its_time_is_over()
    {
        var taker = await Named("taker", "王五");
        var broken = CheckoutScene.Done(await _scene.BreakGlass(taker));

        Assert.False(Assert.Single(await Waiting(_scene.Leader)).MayReview);
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(28) - TimeSpan.FromMilliseconds(1));
        foreach (var who in new[] { _scene.Leader, _scene.Responsible, _scene.Office.Registrar })
        {
            var one = Assert.Single(await Waiting(who));
            Assert.Equal((true, false), (one.MayReview, one.IsOverdue));
        }
        foreach (var who in new[] { taker, _scene.Zhang, _scene.Office.Security, _scene.Office.Reviewer })
            Assert.Empty(await Waiting(who));
        _scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.True(Assert.Single(await Waiting(_scene.Office.Registrar)).IsOverdue);

        CheckoutScene.Done(await _scene.Review(_scene.Leader, broken));
        Assert.Empty(await Waiting(_scene.Office.Registrar));
    }

    private async Task<IReadOnlyList<UnreviewedBreakGlass>> Waiting(Person who)
    {
        using var db = _scene.Vault.Read();
        var standing = Standing.Read(db, who.Id, _scene.Now)!;
        return await new ListBreakGlassReviews(db, _scene.Vault.Instance).Run(standing);
    }

    private async Task<Person> Named(string userName, string name)
    {
        var person = await _scene.Person(userName, name);
        await _scene.Appoint(person, AppointmentRole.BreakGlass);
        return person;
    }

    /// <summary>Broken and returned.</summary>
    private async Task<Checkout> Over(Person taker)
    {
        var broken = CheckoutScene.Done(await _scene.BreakGlass(taker));
        return CheckoutScene.Done(await _scene.Return(taker, broken));
    }
}
