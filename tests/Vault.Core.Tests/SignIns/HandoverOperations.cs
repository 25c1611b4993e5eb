using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Handovers;

namespace Vault.Core.Tests.SignIns;

/// <summary>Those of <see cref="ProofOperations"/> that are steps of a handover.</summary>
internal static class HandoverOperations
{
    public static async Task<ReadyOperation> OpenHandover()
    {
        var scene = await HandoverScene.Set();
        var id = await scene.Prepared();
        return Of(scene, scene.Office.Registrar, id, (a, p) => scene.Vault.Get<OpenHandover>().Run(a, p, id));
    }

    public static async Task<ReadyOperation> CancelHandover()
    {
        var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        var why = CheckoutScene.Reason("他不调往其他部门了");
        return Of(scene, scene.Office.Registrar, id, (a, p) => scene.Vault.Get<CancelHandover>().Run(a, p, id, why));
    }

    public static async Task<ReadyOperation> TakeOverHandover()
    {
        var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        var why = CheckoutScene.Reason("已经联系不上他本人");
        return Of(scene, scene.Office.Registrar, id, (a, p) => scene.Vault.Get<TakeOverHandover>().Run(a, p, id, why));
    }

    public static async Task<ReadyOperation> ApproveList()
    {
        var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        HandoverScene.Done(await scene.Submit(scene.Zhang, id, scene.First));
        AccountId[] accounts = [scene.First.Id];
        return Of(scene, scene.Leader, id, (a, p) => scene.Vault.Get<ApproveHandoverList>().Run(a, p, id, accounts));
    }

    public static async Task<ReadyOperation> NameWitness()
    {
        var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.Disable(scene.Leader);
        var (accounts, witness) = (new[] { scene.First.Id }, scene.Responsible.Id);
        return Of(
            scene,
            scene.Office.Registrar,
            id,
            (a, p) => scene.Vault.Get<NameWitness>().Run(a, p, id, accounts, witness)
        );
    }

    public static async Task<ReadyOperation> Waive()
    {
        var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, scene.First);
        var (account, why) = (scene.First.Id, CheckoutScene.Reason("平台已停止该接口的服务"));
        return Of(
            scene,
            scene.Office.Registrar,
            id,
            (a, p) => scene.Vault.Get<WaiveChange>().Run(a, p, id, account, Component.Password, why)
        );
    }

    public static async Task<ReadyOperation> SignHandover()
    {
        var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, scene.First);
        await scene.Change(scene.Zhao, scene.First);
        DocumentToSign[] documents = [new(scene.First.Id, scene.Progress(id, scene.First).Document)];
        return Of(scene, scene.Zhang, id, (a, p) => scene.Vault.Get<SignHandover>().Run(a, p, id, documents));
    }

    private static ReadyOperation Of(
        HandoverScene scene,
        Person by,
        HandoverId id,
        Func<Actor, FreshProof?, Task<HandoverOutcome>> run
    ) => new(scene.Office, by, id.Value, async (a, p) => await run(a, p));
}
