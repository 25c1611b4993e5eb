using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Tests.Notices;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>Who keeps an account until a day hands it over, whether or not anybody thinks of it.</summary>
public sealed class EndingAppointmentTests
{
    [Fact]
    public async Task It_is_prepared_thirty_days_ahead_once_and_told_to_who_may_open_it()
    {
        await using var scene = await HandoverScene.Set();
        var (account, until) = await KeptUntil(scene, 60);
        scene.Vault.Clock.Turn(until.AddDays(-EndingAppointments.DaysAhead) - scene.Now - TimeSpan.FromMilliseconds(1));
        await Pass(scene);
        Assert.Empty(Handovers(scene));

        scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        await Pass(scene);
        await Pass(scene);

        var prepared = Assert.Single(Handovers(scene));
        Assert.Equal((scene.Zhang.Id, null, null), (prepared.Leaver, prepared.PreparedBy, prepared.OpenedAt));
        var part = scene.Part(prepared.Id, account);
        Assert.Equal((scene.Zhao.Id, true, scene.Leader.Id), (part.Successor, part.IsInterim, part.Witness));
        Assert.Equal(scene.Zhang.Id, scene.CustodianOf(account)!.Id);
        foreach (var told in new[] { scene.Office.Registrar, scene.Office.OtherRegistrar, scene.Responsible })
            Assert.Contains(NoticeMatter.HandoverTurn, scene.Vault.OpenOf(told));
        HandoverScene.Done(await scene.Open(scene.Responsible, prepared.Id));
        Assert.Equal(scene.Zhao.Id, scene.CustodianOf(account)!.Id);
    }

    [Fact]
    public async Task Opened_by_nobody_it_is_opened_by_the_vault_when_the_day_has_passed()
    {
        await using var scene = await HandoverScene.Set();
        var (account, until) = await KeptUntil(scene, 20);
        await Pass(scene);
        scene.Vault.Clock.Turn(until - scene.Now - TimeSpan.FromMilliseconds(1));
        await Pass(scene);
        var prepared = Assert.Single(Handovers(scene));
        Assert.Null(prepared.OpenedAt);
        Assert.Equal(scene.Zhang.Id, scene.CustodianOf(account)!.Id);
        var (session, _) = await scene.Vault.SignIn(scene.Zhang);

        scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(scene.Zhao.Id, scene.CustodianOf(account)!.Id);
        await Pass(scene);

        var opened = Assert.Single(Handovers(scene));
        Assert.Equal((null, scene.Now), (opened.OpenedBy, opened.OpenedAt));
        Assert.False(session.IsLive(scene.Now));
        Assert.True(scene.Part(opened.Id, account).IsInterim);
        Assert.Equal(
            [HandoverItemKind.Duty, HandoverItemKind.Secret],
            scene.Items(opened.Id, account).Select(i => i.Kind)
        );
        Assert.Contains(NoticeMatter.RotationOwed, scene.Vault.OpenOf(scene.Zhao));
        await scene.CountIn(opened.Id, account);
        await scene.Change(scene.Zhao, account);
        HandoverScene.Refused(HandoverRefusal.InInterim, await scene.Sign(scene.Zhang, opened.Id, account));
        var name = scene.Vault.Get<NameSuccessor>();
        HandoverScene.Done(await name.Run(await scene.Office.As(scene.Office.Registrar), opened.Id, account.Id));
        await scene.SignAll(opened.Id, account);
        Assert.Equal(PartState.Closed, scene.StateOf(opened.Id, account));
    }

    [Fact]
    public async Task Who_stays_longer_than_he_was_to_hands_nothing_over()
    {
        await using var scene = await HandoverScene.Set();
        var (account, until) = await KeptUntil(scene, 20);
        await Pass(scene);
        await scene.Office.Grant(Custody(scene.Zhang, account, until.AddDays(200), scene.Zhao));

        scene.Vault.Clock.Turn(until - scene.Now + TimeSpan.FromDays(1));
        await Pass(scene);

        Assert.Null(Assert.Single(Handovers(scene)).OpenedAt);
        Assert.Equal(scene.Zhang.Id, scene.CustodianOf(account)!.Id);
    }

    /// <summary>An account that Zhang keeps for some days, and Zhao after him.</summary>
    private static async Task<(Account Account, DateTimeOffset Until)> KeptUntil(HandoverScene scene, int days)
    {
        var account = await scene.Vault.AddAccount("示例社团");
        await scene.Vault.Appoint(scene.Leader, account, AppointmentRole.SupervisingLeader);
        await scene.Vault.Appoint(scene.Responsible, account, AppointmentRole.ResponsiblePerson);
        var until = scene.Now.AddDays(days);
        await scene.Office.Grant(Custody(scene.Zhang, account, until, scene.Zhao));
        Assert.IsType<DepositOutcome.Deposited>(await scene.Deposit(scene.Zhang, account));
        return (account, until);
    }

    private static GrantRequest Custody(Person who, Account account, DateTimeOffset until, Person follows) =>
        new GrantRequest.ForAppointment(who.Id, account.Id, AppointmentRole.Custodian, until) { Fallback = follows.Id };

    private static Task Pass(HandoverScene scene) => scene.Vault.Get<Remind>().Run();

    private static List<Handover> Handovers(HandoverScene scene)
    {
        using var db = scene.Vault.Read();
        return [.. db.Set<Handover>()];
    }
}
