using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>待我审批, 我发起的, 我领用的 and who has what: each finds what is his to see, in the order of what is due.</summary>
public sealed class ListCheckoutsTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CheckoutScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Who_can_decide_now_finds_it_waiting_and_nobody_else_does()
    {
        await _scene.Decide(new(CheckoutWay.Approval, PatienceHours: 4));
        var checkout = await _scene.Asked(_scene.Zhang);

        Assert.Equal([checkout.Id], await Ids(_scene.Leader, CheckoutView.ToDecide));
        foreach (var person in new[] { _scene.Zhang, _scene.Li, _scene.Responsible, _scene.Office.Registrar })
            Assert.Empty(await Ids(person, CheckoutView.ToDecide));
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(4));
        Assert.Equal([checkout.Id], await Ids(_scene.Responsible, CheckoutView.ToDecide));
        await _scene.Approve(_scene.Responsible, checkout);
        Assert.Empty(await Ids(_scene.Leader, CheckoutView.ToDecide));
    }

    [Fact]
    public async Task What_has_expired_waits_for_nobody()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        await _scene.Asked(_scene.Zhang);
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        Assert.Single(await Ids(_scene.Leader, CheckoutView.ToDecide));
        _scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));

        Assert.Empty(await Ids(_scene.Leader, CheckoutView.ToDecide));
        Assert.Equal(CheckoutState.Expired, Assert.Single((await List(_scene.Zhang, CheckoutView.Asked)).Lines).State);
    }

    [Fact]
    public async Task What_somebody_has_comes_by_when_it_is_due_and_what_he_asked_for_newest_first()
    {
        await _scene.Decide(new(Days: 3));
        var late = await _scene.Asked(_scene.Zhang);
        await Another("示例大学团委");
        var (one, other) = (await Another("示例大学图书馆"), await Another("示例大学校医院"));

        var held = await Ids(_scene.Zhang, CheckoutView.Held);
        Assert.Equal(4, held.Count);
        Assert.Equal(late.Id, held[^1]);
        Assert.Equal(4, (await List(_scene.Zhang, CheckoutView.Asked)).Total);
        await _scene.Return(_scene.Zhang, one);
        Assert.Equal(
            [other.Id],
            (await Ids(_scene.Zhang, CheckoutView.Held)).Where(id => id == one.Id || id == other.Id)
        );
        Assert.Equal(4, (await List(_scene.Zhang, CheckoutView.Asked)).Total);
        Assert.Empty(await Ids(_scene.Li, CheckoutView.Held));
    }

    [Fact]
    public async Task Who_has_what_is_for_whoever_sees_the_account_and_the_overdue_come_first()
    {
        await _scene.Decide(new(Days: 3));
        var late = await _scene.Asked(_scene.Zhang);
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(1));
        var soon = await Another("示例大学团委");
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(1));

        var all = await Everywhere(_scene.Office.Registrar);
        Assert.Equal([soon.Id, late.Id], all.Select(l => l.Checkout.Id));
        Assert.Equal([true, false], all.Select(l => l.IsOverdue));
        Assert.Equal([late.Id], (await Everywhere(_scene.Leader)).Select(l => l.Checkout.Id));
        Assert.Empty(await Everywhere(_scene.Office.Reviewer));
        Assert.Empty(await Everywhere(_scene.Office.Security));
    }

    [Fact]
    public async Task One_page_holds_so_many_and_a_page_beyond_the_end_is_the_last()
    {
        for (var i = 0; i <= ListCheckouts.PageSize; i++)
            await _scene.Return(_scene.Zhang, await _scene.Asked(_scene.Zhang));

        var first = await List(_scene.Zhang, CheckoutView.Asked);
        Assert.Equal((ListCheckouts.PageSize, 26, 2), (first.Lines.Count, first.Total, first.Pages));
        var beyond = await List(_scene.Zhang, CheckoutView.Asked, 9);
        Assert.Equal((1, 2), (beyond.Lines.Count, beyond.Page));
    }

    private async Task<Checkout> Another(string name)
    {
        await _scene.Turn(name);
        await _scene.Appoint(_scene.Zhang, AppointmentRole.Custodian);
        return await _scene.Asked(_scene.Zhang);
    }

    private Task<CheckoutPage> List(Person person, CheckoutView view, int page = 1) =>
        _scene.Vault.Get<ListCheckouts>().Run(person.Id, view, page);

    private async Task<IReadOnlyList<CheckoutId>> Ids(Person person, CheckoutView view) =>
        [.. (await List(person, view)).Lines.Select(l => l.Checkout.Id)];

    private async Task<IReadOnlyList<CheckoutLine>> Everywhere(Person person)
    {
        await using var db = _scene.Vault.Read();
        return await _scene.Vault.Get<ListHeldAccounts>().Run(Standing.Read(db, person.Id, _scene.Now)!);
    }
}
