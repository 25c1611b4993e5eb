using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>What persons of the office do in the story: the register, proposals, confirmations, links.</summary>
internal static class DemoGrants
{
    public static async Task AddUnit(this DemoPlayer who, string key, string parent, string name, UnitKind kind)
    {
        var stage = who.Stage;
        var outcome = await stage.Use((AddUnit u) => u.Run(who.Actor, new(stage.Units[parent], name, kind)));
        stage.Units[key] = Expect<RegisterOutcome<UnitId>.Entered>(outcome).Id;
        stage.Pass();
    }

    public static async Task AddPerson(this DemoPlayer who, string userName)
    {
        var (stage, role) = (who.Stage, DemoCast.Find(userName));
        var entry = new PersonEntry(role.Name, role.UserName, stage.Units[role.Unit])
        {
            Contact = DemoFacts.ContactOf(role),
        };
        var outcome = await stage.Use((AddPerson u) => u.Run(who.Actor, entry));
        Expect<RegisterOutcome<PersonId>.Entered>(outcome);
        stage.Pass();
    }

    public static async Task Register(this DemoPlayer who, DemoAccount account)
    {
        var stage = who.Stage;
        var entry = stage.Entries[account.Key] = DemoFacts.Of(stage, account);
        var outcome = await stage.Use((RegisterAccount u) => u.Run(who.Actor, entry));
        stage.Accounts[account.Key] = Expect<RegisterOutcome<AccountId>.Entered>(outcome).Id;
        stage.Pass();
    }

    public static GrantRequest Appointment(this DemoStage stage, string account, string whom, AppointmentRole role) =>
        new GrantRequest.ForAppointment(stage[whom].Id, stage.Accounts[account], role, null);

    public static async Task<ProposalId> Propose(this DemoPlayer who, GrantRequest request) =>
        Expect<ProposeOutcome.Proposed>(await who.TryToPropose(request)).Id;

    public static async Task<ProposeOutcome> TryToPropose(this DemoPlayer who, GrantRequest request)
    {
        var proof = await who.Proof(ProofPurpose.Propose, request.Beneficiary.Value);
        var outcome = await who.Stage.Use((ProposeGrant u) => u.Run(who.Actor, proof, request));
        who.Stage.Pass();
        return outcome;
    }

    public static Task Confirm(this DemoPlayer who, ProposalId id) => who.Decide(id, new ProposalStep.Confirm());

    public static Task Refuse(this DemoPlayer who, ProposalId id, string why) =>
        who.Decide(id, new ProposalStep.Refuse(Because(why)));

    public static async Task Withdraw(this DemoPlayer who, ProposalId id)
    {
        var step = new ProposalStep.Withdraw();
        Expect<DecideOutcome.Done>(await who.Stage.Use((DecideProposal u) => u.Run(who.Actor, null, id, step)));
        who.Stage.Pass();
    }

    /// <summary>The link of a confirmed invitation or reset.</summary>
    public static async Task<string> Link(this DemoPlayer who, ProposalId id)
    {
        var proof = await who.Proof(ProofPurpose.Administer, id.Value);
        var outcome = await who.Stage.Use((IssueLink u) => u.Run(who.Actor, proof, id));
        who.Stage.Pass();
        return Expect<LinkOutcome.Issued>(outcome).Token;
    }

    /// <summary>Proposes, has it confirmed by another, both in sessions they have open already.</summary>
    public static async Task<ProposalId> Grant(this DemoPlayer who, DemoPlayer confirming, GrantRequest request)
    {
        var id = await who.Propose(request);
        await confirming.Confirm(id);
        return id;
    }

    public static async Task EndAppointment(this DemoPlayer who, AppointmentId id)
    {
        var proof = await who.Proof(ProofPurpose.Administer, id.Value);
        Expect<EndOutcome.Ended>(await who.Stage.Use((EndAppointment u) => u.Run(who.Actor, proof, id)));
        who.Stage.Pass();
    }

    private static async Task Decide(this DemoPlayer who, ProposalId id, ProposalStep step)
    {
        var proof = await who.Proof(ProofPurpose.Confirm, id.Value);
        Expect<DecideOutcome.Done>(await who.Stage.Use((DecideProposal u) => u.Run(who.Actor, proof, id, step)));
        who.Stage.Pass();
    }
}
