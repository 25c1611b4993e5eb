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
        Assert.Empty(Told(scene));
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

    [Fact]
    public async Task Who_uses_it_beside_its_custodian_until_a_day_hands_over_to_him()
    {
        await using var scene = await HandoverScene.Set();
        var until = scene.Now.AddDays(20);
        var beside = await scene.Somebody("wang.wu", "王五");
        await scene.Office.Grant(
            new GrantRequest.ForAppointment(beside.Id, scene.Third.Id, AppointmentRole.Administrator, until)
        );
        Assert.IsType<RevealOutcome.Granted>(await scene.Reveal(beside, scene.Third));

        await Pass(scene);

        var prepared = Assert.Single(Handovers(scene));
        var part = scene.Part(prepared.Id, scene.Third);
        Assert.Equal((beside.Id, scene.Li.Id, false), (prepared.Leaver, part.Successor, part.IsInterim));
        scene.Vault.Clock.Turn(until - scene.Now);
        await Pass(scene);
        Assert.NotNull(Assert.Single(Handovers(scene)).OpenedAt);
        Assert.Equal(scene.Li.Id, scene.CustodianOf(scene.Third)!.Id);
        Assert.Contains(NoticeMatter.RotationOwed, scene.Vault.OpenOf(scene.Li));
        Assert.IsNotType<RevealOutcome.Granted>(await scene.Reveal(beside, scene.Third));
    }

    [Fact]
    public async Task What_cannot_be_prepared_is_told_to_the_office_and_once_more_before_the_end()
    {
        await using var scene = await HandoverScene.Set();
        var follows = await scene.Office.Newcomer();
        var (account, until) = await KeptUntil(scene, 20, follows);
        Assert.Equal(0, Unprepared(scene));

        await Pass(scene);
        await Pass(scene);

        Assert.Empty(Handovers(scene));
        Assert.Equal(1, Unprepared(scene));
        Assert.Equal(1, Unprepared(scene, scene.Office.OtherRegistrar));
        Assert.Equal(0, Unprepared(scene, scene.Zhang));
        var told = Assert.Single(Told(scene));
        Assert.Equal((scene.Zhang.Id.Value, scene.Zhang.Id, account.Id), (told.Subject, told.Other, told.Account));
        // Its last day is a Sunday: from the Monday of that week on, no more than five working days are left.
        var monday = OrganisationTime.StartOf(OrganisationTime.DayOf(until.AddMilliseconds(-1)).AddDays(-6));
        scene.Vault.Clock.Turn(monday - scene.Now - TimeSpan.FromMilliseconds(1));
        await Pass(scene);
        Assert.Equal(told.Id, Told(scene)[^1].Id);
        scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        await Pass(scene);
        Assert.NotEqual(told.Id, Told(scene)[^1].Id);
        Assert.Equal(1, Unprepared(scene));

        await scene.Office.GiveSignIn(follows);
        await Pass(scene);

        Assert.Single(Handovers(scene));
        Assert.Equal(0, Unprepared(scene));
    }

    private static List<Notice> Told(HandoverScene scene) =>
        [.. scene.Vault.NoticesOf(scene.Office.Registrar).Where(n => n.Matter == NoticeMatter.HandoverUnprepared)];

    private static int Unprepared(HandoverScene scene, Person? of = null) =>
        scene.Vault.OpenOf(of ?? scene.Office.Registrar).Count(m => m == NoticeMatter.HandoverUnprepared);

    /// <summary>An account that Zhang keeps for some days, and somebody after him: Zhao.</summary>
    private static async Task<(Account Account, DateTimeOffset Until)> KeptUntil(
        HandoverScene scene,
        int days,
        Person? follows = null
    )
    {
        var account = await scene.Vault.AddAccount("示例社团");
        await scene.Vault.Appoint(scene.Leader, account, AppointmentRole.SupervisingLeader);
        await scene.Vault.Appoint(scene.Responsible, account, AppointmentRole.ResponsiblePerson);
        var until = scene.Now.AddDays(days);
        await scene.Office.Grant(Custody(scene.Zhang, account, until, follows ?? scene.Zhao));
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
