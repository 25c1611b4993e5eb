using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Ledger;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Notices;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>What the office has waived presses nobody any more, and is over only when it was changed.</summary>
public sealed class WaivedChangeTests
{
    private static readonly NoticeMatter[] Reminders =
    [
        NoticeMatter.RotationOwed,
        NoticeMatter.RotationEnding,
        NoticeMatter.RotationOverdue,
        NoticeMatter.RotationLongOverdue,
    ];

    [Fact]
    public async Task It_stays_on_the_page_with_who_waived_it_and_is_reminded_of_no_more()
    {
        await using var scene = await HandoverScene.Set();
        var (waived, other) = (scene.First, scene.Accounts[1]);
        var id = await scene.Opened();
        Assert.Contains(NoticeMatter.RotationOwed, OpenAbout(scene, waived));

        HandoverScene.Done(await scene.Waive(scene.Office.Registrar, id, waived, Component.Password));

        Assert.Empty(OpenAbout(scene, waived));
        scene.Vault.Clock.Turn(TimeSpan.FromDays(30));
        await scene.Vault.Get<Remind>().Run();
        Assert.Empty(OpenAbout(scene, waived));
        Assert.Contains(NoticeMatter.RotationOverdue, OpenAbout(scene, other));
        var page = await List(scene);
        Assert.Equal((2, 1), (page.Total, page.Overdue));
        Assert.Equal([(other.Id, null), (waived.Id, scene.Office.Registrar.DisplayName)], Lines(page));
        Assert.Equal(scene.Office.Registrar.DisplayName, Assert.Single(await Owed(scene, waived)).WaivedBy);

        await scene.Change(scene.Zhao, waived);
        Assert.Equal([(other.Id, null)], Lines(await List(scene)));
        Assert.Empty(await Owed(scene, waived));
    }

    [Fact]
    public async Task What_another_handover_waits_for_presses_until_it_is_waived_there_too()
    {
        await using var scene = await HandoverScene.Set();
        await scene.Reveal(scene.Zhang, scene.Third);
        var first = await scene.Opened();
        var his = new PlannedAccount(scene.Third.Id, scene.Zhao.Id, false, scene.Leader.Id);
        var second = await scene.Opened(scene.Plan(scene.Third) with { Leaver = scene.Li.Id, Accounts = [his] });

        HandoverScene.Done(await scene.Waive(scene.Office.Registrar, first, scene.Third, Component.Password));
        Assert.Null(Line(await List(scene), scene.Third).WaivedBy);

        HandoverScene.Done(await scene.Waive(scene.Office.Registrar, second, scene.Third, Component.Password));
        Assert.NotNull(Line(await List(scene), scene.Third).WaivedBy);
    }

    [Fact]
    public async Task What_is_owed_for_another_reason_is_not_waived_with_it()
    {
        await using var scene = await HandoverScene.Set();
        Assert.IsType<DeclarationOutcome.Declared>(await scene.Declare(scene.Office.Registrar, scene.First, scene.Li));
        var id = await scene.Opened();

        HandoverScene.Done(await scene.Waive(scene.Office.Registrar, id, scene.First, Component.Password));

        var line = Line(await List(scene), scene.First);
        Assert.Equal((null, RotationReason.DeclaredKnown), (line.WaivedBy, Assert.Single(line.Reasons)));
        Assert.Contains(NoticeMatter.RotationOwed, OpenAbout(scene, scene.First));
    }

    [Fact]
    public async Task Whoever_leaves_after_the_waiver_makes_it_owed_anew()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.Reveal(scene.Zhao, scene.First);
        HandoverScene.Done(await scene.Waive(scene.Office.Registrar, id, scene.First, Component.Password));
        var his = new PlannedAccount(scene.First.Id, scene.Li.Id, false, scene.Leader.Id);

        await scene.Opened(scene.Plan(scene.First) with { Leaver = scene.Zhao.Id, Accounts = [his] });

        Assert.Null(Line(await List(scene), scene.First).WaivedBy);
    }

    private static List<NoticeMatter> OpenAbout(HandoverScene scene, Account account)
    {
        using var db = scene.Vault.Read();
        var subject = account.Id.Value;
        return
        [
            .. db.Set<Notice>()
                .Where(n => n.Subject == subject && n.SettledAt == null && Reminders.Contains(n.Matter))
                .Select(n => n.Matter),
        ];
    }

    private static async Task<ChangePage> List(HandoverScene scene) =>
        await scene.Vault.Get<ListRotations>().Run(Office(scene), 1);

    private static Task<IReadOnlyList<OwedRotation>> Owed(HandoverScene scene, Account account) =>
        scene.Vault.Get<ListOwedRotations>().Run(account.Id);

    private static IEnumerable<(AccountId, string?)> Lines(ChangePage page) =>
        page.Lines.Select(l => (l.Account.Id, l.WaivedBy));

    private static ChangeLine Line(ChangePage page, Account account) =>
        page.Lines.Single(l => l.Account.Id == account.Id);

    private static Standing Office(HandoverScene scene)
    {
        using var db = scene.Vault.Read();
        return Standing.Read(db, scene.Office.Registrar.Id, scene.Now)!;
    }
}
