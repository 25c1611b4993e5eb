using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Handovers;
using Vault.Core.People;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>李四 hands two accounts to 张三; at the end of the story everybody has something left to do.</summary>
internal static class DemoHandover
{
    private static readonly string[] Leaving = ["bilibili", "douyin"];

    public static IEnumerable<DemoScene> Scenes =>
        [
            new(104, 14, 20, Prepared),
            new(105, 15, 0, Opened),
            new(105, 16, 10, TheListsAreSubmitted),
            new(106, 9, 0, OneListIsApproved),
            new(106, 14, 0, OneAccountIsHandedOver),
        ];

    private static async Task Prepared(DemoStage stage)
    {
        var responsible = stage["zheng.shi"];
        await responsible.SignIn();
        var accounts = Leaving.Select(key => new PlannedAccount(
            stage.Accounts[key],
            stage["zhang.san"].Id,
            false,
            stage["feng.shiyi"].Id
        ));
        var plan = new HandoverPlan(
            stage["li.si"].Id,
            HandoverCause.Other,
            Because("岗位调整，不再负责视频类账号"),
            OrganisationTime.DayOf(stage.Now),
            [.. accounts]
        );
        await Do(stage, (PrepareHandover u) => u.Run(responsible.Actor, plan));
        await responsible.SignOut();
    }

    private static async Task Opened(DemoStage stage)
    {
        var registrar = stage["qian.yi"];
        await registrar.SignIn();
        var id = HandoverOf(stage);
        var proof = await registrar.Proof(ProofPurpose.Sign, id.Value);
        await Do(stage, (OpenHandover u) => u.Run(registrar.Actor, proof, id));
        await registrar.SignOut();
    }

    private static async Task TheListsAreSubmitted(DemoStage stage)
    {
        var (leaver, id) = (stage["li.si"], HandoverOf(stage));
        await leaver.SignIn();
        var (douyin, material) = (stage.Accounts["douyin"], Because("直播用手机云台一台，放在融媒体中心设备柜"));
        await Do(stage, (AddHandoverItem u) => u.Run(leaver.Actor, id, douyin, material));
        var accounts = Leaving.Select(key => stage.Accounts[key]).ToList();
        await Do(stage, (SubmitHandoverList u) => u.Run(leaver.Actor, id, accounts));
        await leaver.SignOut();
    }

    private static async Task OneListIsApproved(DemoStage stage)
    {
        var (witness, id) = (stage["feng.shiyi"], HandoverOf(stage));
        await witness.SignIn();
        var proof = await witness.Proof(ProofPurpose.Sign, id.Value);
        List<AccountId> accounts = [stage.Accounts["douyin"]];
        await Do(stage, (ApproveHandoverList u) => u.Run(witness.Actor, proof, id, accounts));
        await witness.SignOut();
    }

    private static async Task OneAccountIsHandedOver(DemoStage stage)
    {
        var (leaver, id, account) = (stage["li.si"], HandoverOf(stage), stage.Accounts["douyin"]);
        await leaver.SignIn();
        List<HandoverItemId> items;
        using (var db = stage.Vault.OpenReader())
        {
            var ofAccount = db.Set<HandoverItem>().Where(i => i.Handover == id && i.Account == account);
            items = [.. ofAccount.Select(i => i.Id)];
        }
        await Do(stage, (TakeItemStep u) => u.Run(leaver.Actor, id, items, new ItemStep.Hand()));
        await leaver.SignOut();
    }

    private static HandoverId HandoverOf(DemoStage stage)
    {
        using var db = stage.Vault.OpenReader();
        var leaver = stage["li.si"].Id;
        return db.Set<Handover>().Single(h => h.Leaver == leaver).Id;
    }

    private static async Task Do<TCase>(DemoStage stage, Func<TCase, Task<HandoverOutcome>> act)
        where TCase : notnull
    {
        Expect<HandoverOutcome.Done>(await stage.Use(act));
        stage.Pass();
    }
}
