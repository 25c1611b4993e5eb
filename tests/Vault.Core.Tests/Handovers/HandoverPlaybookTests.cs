using Vault.Core.Accounts;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Playbooks;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>What an account is changed by stays as it was when its handover was opened, until that is closed.</summary>
public sealed class HandoverPlaybookTests
{
    [Fact]
    public async Task A_running_one_goes_on_with_the_version_it_began_with_and_a_new_one_takes_the_newer()
    {
        await using var scene = await HandoverScene.Set();
        var began = scene.Office.Newest(scene.First.Platform);
        Assert.Equal(scene.First.Platform, scene.Accounts[1].Platform);
        var first = await scene.Opened(scene.Plan(scene.First));

        var newer = await Write(scene, began);
        var second = await scene.Opened(scene.Plan(scene.Accounts[1]));

        Assert.Equal((began.Id, newer.Id), (Of(scene, first, scene.First), Of(scene, second, scene.Accounts[1])));
        Assert.Equal((began.Id, true), await OnThePage(scene, first, scene.First));
        Assert.Equal((newer.Id, false), await OnThePage(scene, second, scene.Accounts[1]));
        foreach (var (account, version) in new[] { (scene.First, began), (scene.Accounts[1], newer) })
        {
            Assert.Equal(version.Id, await Steps(scene, account));
            Assert.Equal(version.Id, await Ahead(scene, account));
        }
    }

    [Fact]
    public async Task A_guided_change_in_it_takes_its_version_and_one_after_it_the_newer()
    {
        await using var scene = await HandoverScene.Set();
        var began = scene.Office.Newest(scene.First.Platform);
        var id = await scene.Opened(scene.Plan(scene.First));
        var newer = await Write(scene, began);

        Assert.IsType<RotationOutcome.Done>(await Begin(scene, scene.First));
        Assert.Equal(began.Id, Assert.Single(Rotations(scene, scene.First)).Playbook);

        await scene.CountIn(id, scene.First);
        await scene.Change(scene.Zhao, scene.First);
        await scene.SignAll(id, scene.First);

        Assert.Equal(newer.Id, await Steps(scene, scene.First));
        // The change itself goes on with its own.
        Assert.Equal(began.Id, await Ahead(scene, scene.First));
        Assert.Equal(began.Id, Assert.Single(Rotations(scene, scene.First)).Playbook);
    }

    [Fact]
    public async Task One_that_is_only_prepared_or_was_cancelled_keeps_none()
    {
        await using var scene = await HandoverScene.Set();
        var began = scene.Office.Newest(scene.First.Platform);
        var prepared = await scene.Prepared(scene.Plan(scene.First));
        Assert.Null(scene.Part(prepared, scene.First).Playbook);
        var newer = await Write(scene, began);
        HandoverScene.Done(await scene.Open(scene.Office.Registrar, prepared));
        Assert.Equal(newer.Id, scene.Part(prepared, scene.First).Playbook);

        var newest = await Write(scene, newer);
        await Cancel(scene, prepared);

        Assert.Equal(newest.Id, await Steps(scene, scene.First));
    }

    private static Task<PlaybookVersion> Write(HandoverScene scene, PlaybookVersion former) =>
        scene.Office.SavedPlaybook(scene.First.Platform, PlaybookScene.Reworded(former, $"改写 {former.Id} 的第一步"));

    private static PlaybookVersionId? Of(HandoverScene scene, HandoverId id, Account account) =>
        scene.Part(id, account).Playbook;

    private static async Task<(PlaybookVersionId, bool)> OnThePage(HandoverScene scene, HandoverId id, Account account)
    {
        var file = await scene.Vault.Get<ReadHandover>().Run(StandingOf(scene, scene.Leader), id);
        var playbook = file!.Parts.Single(p => p.Account.Id == account.Id).Playbook!;
        return (playbook.Version.Id, playbook.HasNewer);
    }

    /// <summary>As they are shown with the account.</summary>
    private static async Task<PlaybookVersionId> Steps(HandoverScene scene, Account account) =>
        (await scene.Vault.Get<ReadAccountPlaybook>().Run(StandingOf(scene, scene.Leader), account.Id))!.Version.Id;

    /// <summary>As they are shown to who begins to change it.</summary>
    private static async Task<PlaybookVersionId> Ahead(HandoverScene scene, Account account) =>
        (await scene.Vault.Get<ReadRotation>().Run(StandingOf(scene, scene.Leader), account.Id))!.Playbook.Id;

    private static async Task<RotationOutcome> Begin(HandoverScene scene, Account account)
    {
        var by = scene.CustodianOf(account)!;
        return await scene.Vault.Get<BeginRotation>().Run(await scene.Office.As(by), account.Id);
    }

    private static async Task Cancel(HandoverScene scene, HandoverId id)
    {
        var by = scene.Office.Registrar;
        var cancel = scene.Vault.Get<CancelHandover>();
        var why = CheckoutScene.Reason("人事调整取消了");
        HandoverScene.Done(await cancel.Run(await scene.Office.As(by), await scene.Proof(by, id), id, why));
    }

    private static Standing StandingOf(HandoverScene scene, Person reader)
    {
        using var db = scene.Vault.Read();
        return Standing.Read(db, reader.Id, scene.Now)!;
    }

    private static List<Rotation> Rotations(HandoverScene scene, Account account)
    {
        using var db = scene.Vault.Read();
        return [.. db.Set<Rotation>().Where(r => r.Account == account.Id)];
    }
}
