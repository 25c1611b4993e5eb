using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.Core.Tests.Checkouts;
using Xunit;

namespace Vault.Core.Tests.Incidents;

/// <summary>Steps about incidents, each with a second factor of this moment.</summary>
internal static class IncidentKit
{
    public static async Task<IncidentOutcome> Report(this CheckoutScene scene, Person by)
    {
        var account = scene.Account.Id;
        var proof = await scene.Office.Proof(by, ProofPurpose.Incident, account.Value);
        var why = CheckoutScene.Reason("账号半夜发布了不明内容");
        return await scene.Vault.Get<ReportCompromise>().Run(await scene.Office.As(by), proof, account, why);
    }

    public static async Task<IncidentId> Reported(this CheckoutScene scene, Person by) =>
        Assert.IsType<IncidentOutcome.Done>(await scene.Report(by)).Incident;

    public static async Task<IncidentOutcome> Conclude(
        this CheckoutScene scene,
        Person by,
        IncidentId incident,
        IncidentConclusion conclusion = IncidentConclusion.FalseAlarm
    )
    {
        var proof = await scene.Office.Proof(by, ProofPurpose.Incident, incident.Value);
        var found = CheckoutScene.Reason("同事误发，已经核实");
        var conclude = scene.Vault.Get<ConcludeIncident>();
        return await conclude.Run(await scene.Office.As(by), proof, incident, conclusion, found);
    }

    /// <summary>The refusal, which must also be the newest line.</summary>
    public static void AssertRefused(this CheckoutScene scene, IncidentRefusal why, IncidentOutcome outcome)
    {
        if (why == IncidentRefusal.NotYours)
            Assert.IsType<IncidentOutcome.NotFound>(outcome);
        else
            Assert.Equal(why, Assert.IsType<IncidentOutcome.Refused>(outcome).Why);
        Assert.Equal(why, Assert.IsType<IncidentStepRefused>(scene.Vault.LastEvent()).Why);
    }

    public static Incident Row(this CheckoutScene scene, IncidentId id)
    {
        using var db = scene.Vault.Read();
        return db.Set<Incident>().Single(i => i.Id == id);
    }
}
