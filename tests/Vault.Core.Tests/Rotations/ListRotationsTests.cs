using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations;

/// <summary>待改密 over all accounts somebody sees: one line for each secret, what was due first first.</summary>
public sealed class ListRotationsTests : IAsyncLifetime
{
    private RotationScene _scene = null!;

    public async Task InitializeAsync() => _scene = await RotationScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Each_reason_of_one_secret_is_in_its_line_until_one_change_ends_them_all()
    {
        Assert.Empty((await List(_scene.Zhang)).Lines);
        await _scene.Owe(RotationReason.Handover);
        await _scene.Owe(RotationReason.BreakGlass);

        var line = Assert.Single((await List(_scene.Zhang)).Lines);
        Assert.Equal([RotationReason.BreakGlass, RotationReason.Handover], line.Reasons);
        Assert.Equal((ChangeState.Owed, 1, false, "张三"), (line.State, line.DaysLeft, line.IsOverdue, line.Custodian));
        Assert.Equal(new DateOnly(2026, 3, 3), line.Due);

        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, "a second value 2", origin: ValueOrigin.Generated));
        Assert.Equal(ChangeState.Generated, Assert.Single((await List(_scene.Zhang)).Lines).State);
        await _scene.Reveal(_scene.Zhang, WhichVersion.Pending);
        RotationScene.Done(await _scene.Apply(_scene.Zhang));
        Assert.Equal(ChangeState.Applied, Assert.Single((await List(_scene.Zhang)).Lines).State);
        RotationScene.Done(await _scene.Verify(_scene.Leader));
        Assert.Equal(0, (await List(_scene.Zhang)).Total);
    }

    [Fact]
    public async Task Whoever_sees_the_account_sees_it_and_nobody_else()
    {
        await _scene.Owe();
        Person[] seeing =
        [
            _scene.Zhang,
            _scene.Li,
            _scene.Leader,
            _scene.Checkouts.Responsible,
            _scene.Office.Registrar,
        ];
        foreach (var person in seeing)
            Assert.Single((await List(person)).Lines);
        foreach (var person in new[] { _scene.Office.Security, _scene.Office.Reviewer })
            Assert.Empty((await List(person)).Lines);
    }

    [Fact]
    public async Task What_is_overdue_comes_first_and_is_counted_over_all_pages()
    {
        for (var i = 0; i < ListRotations.PageSize; i++)
        {
            var account = await _scene.Vault.AddAccount($"示例大学账号{i}");
            await _scene.Vault.Write(s =>
                RotationObligation.Owe(s, account.Id, Component.Password, 1, RotationReason.PresumedKnown)
            );
        }
        await _scene.Owe(RotationReason.BreakGlass);
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(2));

        var first = await List(_scene.Office.Registrar);
        var second = await List(_scene.Office.Registrar, 2);

        Assert.Equal((ListRotations.PageSize + 1, 1, 2), (first.Total, first.Overdue, first.Pages));
        Assert.Equal((_scene.Account, true), (first.Lines[0].Account.Id, first.Lines[0].IsOverdue));
        Assert.False(Assert.Single(second.Lines).IsOverdue);
        Assert.Null(second.Lines[0].Custodian);
        Assert.Equal(2, (await List(_scene.Office.Registrar, 99)).Page);
    }

    [Fact]
    public async Task Of_a_cancelled_account_nothing_is_owed()
    {
        await _scene.Owe();
        await _scene.Vault.Write(s =>
        {
            var row = s.Db.Set<Account>().Single(a => a.Id == _scene.Account);
            row.Change(AccountFacts.Of(row, AccountDetails.None) with { Status = AccountStatus.Cancelled }, null);
            s.Append(new AccountFactChanged(_scene.Account, AccountFact.Status, null, null));
        });

        Assert.Equal(0, (await List(_scene.Office.Registrar)).Total);
    }

    [Fact]
    public async Task It_is_its_custodians_to_change_and_of_who_stands_in_for_him_and_of_nobody_else()
    {
        await _scene.Owe();
        var standIn = await _scene.Checkouts.Person("stand.in", "代理人甲");
        var until = _scene.Vault.Clock.Now.AddDays(3);
        await _scene.Checkouts.Appoint(standIn, AppointmentRole.Custodian, actingFor: _scene.Zhang, until: until);

        foreach (var person in new[] { _scene.Zhang, standIn })
            Assert.Equal(1, (await List(person, view: RotationView.Mine)).Total);
        Person[] others = [_scene.Li, _scene.Leader, _scene.Checkouts.Responsible, _scene.Office.Registrar];
        foreach (var person in others)
            Assert.Equal(0, (await List(person, view: RotationView.Mine)).Total);
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(3));
        Assert.Equal(0, (await List(standIn, view: RotationView.Mine)).Total);
    }

    private async Task<ChangePage> List(Person reader, int page = 1, RotationView view = RotationView.Seen)
    {
        using var db = _scene.Vault.Read();
        var standing = Standing.Read(db, reader.Id, _scene.Vault.Clock.Now)!;
        return await _scene.Vault.Get<ListRotations>().Run(standing, page, view);
    }
}
