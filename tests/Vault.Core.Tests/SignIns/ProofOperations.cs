using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Evidence;
using Vault.Core.Exports;
using Vault.Core.Handovers;
using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.SignIns;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Incidents;
using Vault.Core.Tests.Rotations;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>An operation made ready: nothing but the proof stands in the way of <paramref name="By"/>.</summary>
/// <param name="Run">What came of it, whatever the use case calls that.</param>
internal sealed record ReadyOperation(
    Office Office,
    Person By,
    Guid? Subject,
    Func<Actor, FreshProof?, Task<object?>> Run
);

/// <param name="IsDone">Whether what came of it is that it was done.</param>
internal sealed record ProofOperation(
    ProofPurpose Purpose,
    Func<object?, bool> IsDone,
    Func<Task<ReadyOperation>> Prepare
);

/// <summary>Operations that take a second factor, by what they do; each asks the real use case.</summary>
internal static class ProofOperations
{
    public static readonly IReadOnlyDictionary<string, ProofOperation> All = new Dictionary<string, ProofOperation>
    {
        ["reveal"] = new(ProofPurpose.UseSecrets, o => o is RevealOutcome.Granted, Reveal),
        ["copy"] = new(ProofPurpose.UseSecrets, o => o is true, Copy),
        ["issue a code"] = new(ProofPurpose.UseSecrets, o => o is IssueCodeOutcome.Granted, IssueCode),
        ["deposit"] = new(ProofPurpose.UseSecrets, o => o is DepositOutcome.Deposited, Deposit),
        ["apply what is pending"] = new(ProofPurpose.UseSecrets, o => o is PendingOutcome.Done, Apply),
        ["give up what is pending"] = new(ProofPurpose.UseSecrets, o => o is PendingOutcome.Done, GiveUp),
        ["attest a sign-in"] = new(ProofPurpose.Verify, o => o is VerificationOutcome.Done, Verify),
        ["destroy what was replaced"] = new(ProofPurpose.Destroy, o => o is DestroyOutcome.Destroyed, Destroy),
        ["approve a checkout"] = new(ProofPurpose.Approve, o => o is CheckoutOutcome.Done, ApproveCheckout),
        ["review an emergency"] = new(ProofPurpose.Approve, o => o is CheckoutOutcome.Done, Review),
        ["break the glass"] = new(ProofPurpose.BreakGlass, o => o is CheckoutOutcome.Done, BreakGlass),
        ["decide a checkout policy"] = new(
            ProofPurpose.Administer,
            o => o is CheckoutPolicyOutcome.Decided,
            DecideCheckoutPolicy
        ),
        ["decide a schedule"] = new(ProofPurpose.Administer, o => o is RotationScheduleOutcome.Decided, DecideSchedule),
        ["report a compromise"] = new(ProofPurpose.Incident, o => o is IncidentOutcome.Done, ReportCompromise),
        ["conclude an incident"] = new(ProofPurpose.Incident, o => o is IncidentOutcome.Done, ConcludeIncident),
        ["end an appointment"] = new(ProofPurpose.Administer, o => o is EndOutcome.Ended, EndAppointment),
        ["disable a person"] = new(ProofPurpose.Administer, o => o is EndOutcome.Ended, Disable),
        ["propose a grant"] = new(ProofPurpose.Propose, o => o is ProposeOutcome.Proposed, Propose),
        ["confirm a grant"] = new(ProofPurpose.Confirm, o => o is DecideOutcome.Done, Confirm),
        ["renew recovery codes"] = new(ProofPurpose.ChangeOwnSignIn, o => o is IReadOnlyList<string>, RenewCodes),
        ["export the log"] = new(ProofPurpose.Export, o => o is ExportLogOutcome.Exported, ExportLog),
        ["print the log"] = new(ProofPurpose.Export, o => o is PrintLogOutcome.Printed, PrintLog),
        ["export the register"] = new(ProofPurpose.Export, o => o is ExportOutcome.File, ExportRegister),
        ["open a handover"] = new(ProofPurpose.Sign, o => o is HandoverOutcome.Done, HandoverOperations.OpenHandover),
        ["cancel a handover"] = new(
            ProofPurpose.Sign,
            o => o is HandoverOutcome.Done,
            HandoverOperations.CancelHandover
        ),
        ["take over a handover"] = new(
            ProofPurpose.Sign,
            o => o is HandoverOutcome.Done,
            HandoverOperations.TakeOverHandover
        ),
        ["approve the list of a handover"] = new(
            ProofPurpose.Sign,
            o => o is HandoverOutcome.Done,
            HandoverOperations.ApproveList
        ),
        ["name a witness"] = new(ProofPurpose.Sign, o => o is HandoverOutcome.Done, HandoverOperations.NameWitness),
        ["waive a change"] = new(ProofPurpose.Sign, o => o is HandoverOutcome.Done, HandoverOperations.Waive),
        ["sign a handover"] = new(ProofPurpose.Sign, o => o is HandoverOutcome.Done, HandoverOperations.SignHandover),
    };

    private static async Task<ReadyOperation> Reveal()
    {
        var scene = await RotationScene.Set();
        return Of(
            scene,
            scene.Zhang,
            async (a, p) =>
                await scene.Vault.Get<Reveal>().Run(a, p, scene.Account, Component.Password, CheckoutScene.Reason())
        );
    }

    private static async Task<ReadyOperation> Copy()
    {
        var scene = await RotationScene.Set();
        Assert.IsType<RevealOutcome.Granted>(await scene.Reveal(scene.Zhang));
        var shown = scene.Current()!.Id;
        return Of(
            scene,
            scene.Zhang,
            async (a, p) => await scene.Vault.Get<CopySecret>().Run(a, p, scene.Account, Component.Password, shown)
        );
    }

    private static async Task<ReadyOperation> IssueCode()
    {
        var scene = await CheckoutScene.Set();
        await scene.Turn("示例大学官方微博", "weibo");
        await scene.Appoint(scene.Zhang, AppointmentRole.Custodian);
        await scene.Deposit(scene.Zhang, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", Component.TotpSeed);
        var account = scene.Account.Id;
        return new(
            scene.Office,
            scene.Zhang,
            account.Value,
            async (a, p) => await scene.Vault.Get<IssueCode>().Run(a, p, account, CheckoutScene.Reason())
        );
    }

    private static async Task<ReadyOperation> Deposit()
    {
        var scene = await RotationScene.Set();
        return Of(
            scene,
            scene.Zhang,
            async (a, p) =>
                await scene
                    .Vault.Get<Deposit>()
                    .Run(a, p, scene.Account, Component.Password, "Another-9!value"u8.ToArray(), ValueOrigin.Typed)
        );
    }

    private static async Task<ReadyOperation> Apply()
    {
        var scene = await WithPending(ValueOrigin.Generated);
        Assert.IsType<RevealOutcome.Granted>(await scene.Reveal(scene.Zhang, WhichVersion.Pending));
        return Of(
            scene,
            scene.Zhang,
            async (a, p) => await scene.Vault.Get<ApplyPending>().Run(a, p, scene.Account, Component.Password)
        );
    }

    private static async Task<ReadyOperation> GiveUp()
    {
        var scene = await WithPending(ValueOrigin.Generated);
        return Of(
            scene,
            scene.Zhang,
            async (a, p) => await scene.Vault.Get<GiveUpPending>().Run(a, p, scene.Account, Component.Password)
        );
    }

    private static async Task<ReadyOperation> Verify()
    {
        var scene = await WithPending(ValueOrigin.Typed);
        var pending = scene.Pending()!.Id;
        return Of(
            scene,
            scene.Leader,
            async (a, p) => await scene.Vault.Get<VerifyChange>().Run(a, p, scene.Account, pending)
        );
    }

    private static async Task<ReadyOperation> Destroy()
    {
        var scene = await WithPending(ValueOrigin.Typed);
        RotationScene.Done(await scene.Verify(scene.Leader));
        return Of(
            scene,
            scene.Zhang,
            async (a, p) => await scene.Vault.Get<DestroyRetired>().Run(a, p, scene.Account, Component.Password)
        );
    }

    private static async Task<ReadyOperation> ApproveCheckout()
    {
        var scene = await CheckoutScene.Set(new(CheckoutWay.Approval));
        var asked = (await scene.Asked(scene.Li)).Id;
        return new(
            scene.Office,
            scene.Leader,
            asked.Value,
            async (a, p) => await scene.Vault.Get<DecideCheckout>().Run(a, p, asked, new CheckoutVerdict.Approve())
        );
    }

    private static async Task<ReadyOperation> Review()
    {
        var scene = await Glass();
        var broken = CheckoutScene.Done(await scene.BreakGlass(scene.Zhang));
        await scene.Return(scene.Zhang, broken);
        return new(
            scene.Office,
            scene.Leader,
            broken.Id.Value,
            async (a, p) =>
                await scene
                    .Vault.Get<ReviewBreakGlass>()
                    .Run(a, p, broken.Id, BreakGlassVerdict.InOrder, CheckoutScene.Reason())
        );
    }

    private static async Task<ReadyOperation> BreakGlass()
    {
        var scene = await Glass();
        var account = scene.Account.Id;
        return new(
            scene.Office,
            scene.Zhang,
            account.Value,
            async (a, p) => await scene.Vault.Get<OpenBreakGlass>().Run(a, p, account, CheckoutScene.Reason())
        );
    }

    private static async Task<ReadyOperation> DecideCheckoutPolicy()
    {
        var scene = await CheckoutScene.Set();
        var account = scene.Account.Id;
        return new(
            scene.Office,
            scene.Office.Security,
            account.Value,
            async (a, p) => await scene.Vault.Get<DecideCheckoutPolicy>().Run(a, p, account, new(Days: 2))
        );
    }

    private static async Task<ReadyOperation> DecideSchedule()
    {
        var scene = await RotationScene.Set();
        return new(
            scene.Office,
            scene.Office.Registrar,
            scene.Account.Value,
            async (a, p) => await scene.Vault.Get<DecideRotationSchedule>().Run(a, p, scene.Account, 60)
        );
    }

    private static async Task<ReadyOperation> ReportCompromise()
    {
        var scene = await RotationScene.Set();
        return Of(
            scene,
            scene.Zhang,
            async (a, p) => await scene.Vault.Get<ReportCompromise>().Run(a, p, scene.Account, CheckoutScene.Reason())
        );
    }

    private static async Task<ReadyOperation> ConcludeIncident()
    {
        var scene = await CheckoutScene.Set();
        var (id, found) = (await scene.Reported(scene.Zhang), CheckoutScene.Reason());
        return new(
            scene.Office,
            scene.Office.Registrar,
            id.Value,
            async (a, p) =>
                await scene.Vault.Get<ConcludeIncident>().Run(a, p, id, IncidentConclusion.FalseAlarm, found)
        );
    }

    private static async Task<ReadyOperation> EndAppointment()
    {
        var scene = await CheckoutScene.Set();
        var id = await scene.Appoint(await scene.Office.Newcomer(), AppointmentRole.Administrator);
        return new(
            scene.Office,
            scene.Office.Registrar,
            id.Value,
            async (a, p) => await scene.Vault.Get<EndAppointment>().Run(a, p, id)
        );
    }

    private static async Task<ReadyOperation> Disable()
    {
        var office = await Office.Open();
        var whom = office.Li.Id;
        return new(
            office,
            office.Security,
            whom.Value,
            async (a, p) => await office.Vault.Get<DisablePerson>().Run(a, p, whom)
        );
    }

    private static async Task<ReadyOperation> Propose()
    {
        var office = await Office.Open();
        var request = AdministratorOf(office);
        return new(
            office,
            office.Registrar,
            request.Beneficiary.Value,
            async (a, p) => await office.Vault.Get<ProposeGrant>().Run(a, p, request)
        );
    }

    private static async Task<ReadyOperation> Confirm()
    {
        var office = await Office.Open();
        var id = await office.Proposed(office.Registrar, AdministratorOf(office));
        return new(
            office,
            office.Security,
            id.Value,
            async (a, p) => await office.Vault.Get<DecideProposal>().Run(a, p, id, new ProposalStep.Confirm())
        );
    }

    private static async Task<ReadyOperation> RenewCodes()
    {
        var office = await Office.Open();
        // It cannot be called without a proof; what that would say is what a proof for nothing says.
        return new(office, office.Zhang, null, async (a, p) => await office.Vault.Get<IssueRecoveryCodes>().Run(a, p!));
    }

    private static async Task<ReadyOperation> ExportLog()
    {
        var office = await Office.Open();
        return new(
            office,
            office.Reviewer,
            null,
            async (a, p) => await office.Vault.Get<ExportLog>().Run(a, p, withTexts: false)
        );
    }

    private static async Task<ReadyOperation> PrintLog()
    {
        var office = await Office.Open();
        return new(
            office,
            office.Reviewer,
            null,
            async (a, p) => await office.Vault.Get<PrintLog>().Run(a, p, LogFilter.All)
        );
    }

    private static async Task<ReadyOperation> ExportRegister()
    {
        var office = await Office.Open();
        var order = new ExportOrder(ExportKind.Register, ExportMedium.File, new());
        return new(
            office,
            office.Registrar,
            null,
            async (a, p) => await office.Vault.Get<ExportRegister>().Run(a, p, order)
        );
    }

    private static ReadyOperation Of(RotationScene scene, Person by, Func<Actor, FreshProof?, Task<object?>> run) =>
        new(scene.Office, by, scene.Account.Value, run);

    private static async Task<CheckoutScene> Glass()
    {
        var scene = await CheckoutScene.Set(new(CheckoutWay.Direct));
        await scene.Deposit(scene.Zhang, RotationScene.First);
        await scene.Appoint(scene.Zhang, AppointmentRole.BreakGlass);
        return scene;
    }

    private static async Task<RotationScene> WithPending(ValueOrigin origin)
    {
        var scene = await RotationScene.Set();
        RotationScene.Deposited(await scene.Deposit(scene.Zhang, RotationScene.Second, origin: origin));
        return scene;
    }

    private static GrantRequest AdministratorOf(Office office) =>
        new GrantRequest.ForAppointment(office.Li.Id, office.Account.Id, AppointmentRole.Administrator, null);
}
