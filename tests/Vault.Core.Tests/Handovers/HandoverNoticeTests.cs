using Vault.Core.Accounts;
using Vault.Core.Handovers;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Tests.Calendar;
using Vault.Core.Tests.Notices;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>Each party of a handover is told when it is his turn; all of them before its last day, and the office after it.</summary>
public sealed class HandoverNoticeTests
{
    [Fact]
    public async Task Each_is_told_when_it_is_his_turn_once_and_no_longer_when_it_is_over()
    {
        await using var scene = await HandoverScene.Set();
        var first = scene.First;

        var id = await scene.Prepared(scene.Plan(first));
        await IsTheTurnOf(scene, HandoverTurnKind.Open, scene.Office.Registrar, scene.Office.OtherRegistrar);
        HandoverScene.Done(await scene.Open(scene.Office.Registrar, id));
        await IsTheTurnOf(scene, HandoverTurnKind.List, scene.Zhang);
        HandoverScene.Done(await scene.Submit(scene.Zhang, id, first));
        await IsTheTurnOf(scene, HandoverTurnKind.Approve, scene.Leader);
        HandoverScene.Done(await scene.Approve(scene.Leader, id, first));
        await IsTheTurnOf(scene, HandoverTurnKind.Hand, scene.Zhang);
        HandoverItem[] items = [.. scene.Items(id, first)];
        HandoverScene.Done(await scene.Take(scene.Zhang, id, new ItemStep.Hand(), items));
        await IsTheTurnOf(scene, HandoverTurnKind.CountIn, scene.Zhao);
        HandoverScene.Done(await scene.Take(scene.Zhao, id, new ItemStep.CountIn(), items));
        // What he knew is owed by its new custodian, and told as that.
        await IsTheTurnOf(scene, HandoverTurnKind.Sign);
        Assert.Contains(NoticeMatter.RotationOwed, scene.Vault.OpenOf(scene.Zhao));
        await scene.Deposit(scene.Zhao, first);
        await IsTheTurnOf(scene, HandoverTurnKind.Verify, scene.Leader);
        await scene.Verify(scene.Leader, first);
        foreach (var signer in new[] { scene.Zhang, scene.Zhao, scene.Leader })
        {
            await IsTheTurnOf(scene, HandoverTurnKind.Sign, signer);
            HandoverScene.Done(await scene.Sign(signer, id, first));
        }
        await IsTheTurnOf(scene, HandoverTurnKind.Sign);
    }

    [Fact]
    public async Task Many_accounts_are_one_notice()
    {
        await using var scene = await HandoverScene.Set();

        await scene.Opened();
        await scene.Vault.Get<Remind>().Run();

        Assert.Single(Turns(scene), t => t.Receiver == scene.Zhang.Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Over_a_year_with_holidays_all_are_reminded_two_working_days_before_and_the_office_after(int seed)
    {
        await using var scene = await HandoverScene.Set();
        var calendar = new NaiveCalendar(seed, often: 20);
        await scene.Vault.Different(calendar.Different);
        var opened = new Dictionary<HandoverId, DateOnly>();
        var told = new List<(HandoverId, NoticeMatter, DateOnly)>();
        for (var day = 0; day < 365; day++)
        {
            if (day % 28 == 0 && day < 330)
                opened[await OpenedOf(scene, await Led(scene, day))] = scene.Today;
            await scene.Vault.Get<Remind>().Run();
            told.AddRange(ToldNow(scene));
            scene.Vault.Clock.Turn(TimeSpan.FromDays(1));
        }

        var expected = opened.SelectMany(o => Expected(o.Key, o.Value, calendar));
        Assert.Equal(Sorted(expected), Sorted(told));
        var office = scene.Vault.NoticesOf(scene.Office.Registrar).Select(n => n.Matter);
        Assert.Equal(opened.Count, office.Count(m => m == NoticeMatter.HandoverOverdue));
        Assert.DoesNotContain(NoticeMatter.HandoverEnding, office);
    }

    private static IEnumerable<(HandoverId, NoticeMatter, DateOnly)> Expected(
        HandoverId id,
        DateOnly opened,
        NaiveCalendar calendar
    )
    {
        var deadline = calendar.After(opened, Handover.UsualDays);
        var near = opened.AddDays(1);
        while (calendar.After(near, 2) < deadline)
            near = near.AddDays(1);
        yield return (id, NoticeMatter.HandoverEnding, near);
        yield return (id, NoticeMatter.HandoverOverdue, deadline.AddDays(1));
    }

    private static IEnumerable<(HandoverId, NoticeMatter, DateOnly)> Sorted(
        IEnumerable<(HandoverId Id, NoticeMatter Matter, DateOnly Day)> told
    ) => told.OrderBy(t => t.Id.Value).ThenBy(t => t.Matter);

    private static List<(HandoverId, NoticeMatter, DateOnly)> ToldNow(HandoverScene scene)
    {
        using var db = scene.Vault.Read();
        var (now, leader) = (scene.Now, scene.Leader.Id);
        return
        [
            .. db.Set<Notice>()
                .Where(n => n.Receiver == leader && n.At == now)
                .Where(n => n.Matter == NoticeMatter.HandoverEnding || n.Matter == NoticeMatter.HandoverOverdue)
                .AsEnumerable()
                .Select(n => (new HandoverId(n.Subject), n.Matter, scene.Today)),
        ];
    }

    private static async Task<Account> Led(HandoverScene scene, int number)
    {
        var account = await scene.Vault.AddAccount($"示例社团 {number}");
        await scene.Vault.Appoint(scene.Zhang, account);
        await scene.Vault.Appoint(scene.Leader, account, AppointmentRole.SupervisingLeader);
        await scene.Vault.Appoint(scene.Responsible, account, AppointmentRole.ResponsiblePerson);
        return account;
    }

    private static Task<HandoverId> OpenedOf(HandoverScene scene, Account account) =>
        scene.Opened(scene.Plan(account), scene.Office.OtherRegistrar);

    /// <summary>Nobody else is told, and nobody a second time.</summary>
    private static async Task IsTheTurnOf(HandoverScene scene, HandoverTurnKind task, params Person[] persons)
    {
        await scene.Vault.Get<Remind>().Run();
        Assert.Equal(0, await scene.Vault.Get<Remind>().Run());
        Assert.Equal(
            persons.Select(p => (p.Id.Value, $"{task}")).Order(),
            Turns(scene).Select(t => (t.Receiver.Value, t.Detail!)).Order()
        );
    }

    private static List<Notice> Turns(HandoverScene scene)
    {
        using var db = scene.Vault.Read();
        return [.. db.Set<Notice>().Where(n => n.Matter == NoticeMatter.HandoverTurn && n.SettledAt == null)];
    }
}
