using System.Text;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.Rotations;

namespace Vault.TestKit.Faults;

/// <summary>
/// Zhang leaves two accounts to Li. When he has listed what there is, the office takes over in his place; the password of
/// the first account is changed, for the second the change is waived, three sign.
/// </summary>
public sealed class HandoverTask(Office office, Action<string> say) : FaultTask(office, say)
{
    private const string OtherAccount = "示例学院团委";

    /// <summary>The account whose password is changed.</summary>
    private AccountId Changed => Office.Account.Id;

    public static async Task Prepare(Office office)
    {
        var vault = office.Vault;
        var other = await vault.AddAccount(OtherAccount);
        var witness = await vault.Witness(office.Account);
        await office.GiveSignIn(witness);
        await vault.Appoint(witness, other, AppointmentRole.SupervisingLeader);
        foreach (var account in new[] { office.Account, other })
        {
            await vault.Appoint(office.Zhang, account);
            await new HandoverTask(office, _ => { }).Deposit(office.Zhang, account.Id, $"Lantern-{account.Id}");
        }
    }

    public override async Task<bool> Step()
    {
        if (Facts() is not { } facts)
            await Prepare();
        else if (facts.Handover.OpenedAt is null)
            await Open(facts.Handover.Id);
        else
            return await Go(facts.Handover.Id, facts);
        return true;
    }

    public IReadOnlyList<PartState> States() => Facts() is { } facts ? [.. Progress(facts).Select(p => p.State)] : [];

    private async Task<bool> Go(HandoverId id, HandoverFacts facts)
    {
        var progress = Progress(facts);
        if (At(PartState.Listing))
            await Submit(id, facts);
        else if (At(PartState.Approving))
            await Approve(id, facts);
        else if (!facts.Handover.IsOneSided)
            await TakeOver(id);
        else if (At(PartState.InProgress))
            await CountIn(id, facts);
        else if (At(PartState.Rotating))
            await Settle(id, progress.First(p => p.State == PartState.Rotating).Part.Account);
        else if (At(PartState.Signing))
            await Sign(id, facts, progress);
        else
            return false;
        return true;

        bool At(PartState state) => progress.Exists(p => p.State == state);
    }

    private async Task Prepare()
    {
        var witness = (await Vault.Witness(Office.Account)).Id;
        List<AccountId> accounts;
        using (var db = Vault.Read())
            accounts = [.. db.Set<Account>().Select(a => a.Id)];
        var plan = new HandoverPlan(
            Office.Zhang.Id,
            HandoverCause.Transfer,
            Why("他调往另一个部门任职"),
            OrganisationTime.DayOf(Vault.Clock.Now),
            [.. accounts.Select(a => new PlannedAccount(a, Office.Li.Id, false, witness))]
        )
        {
            IsDeparture = true,
        };
        Did(nameof(HandoverPrepared), await Vault.Get<PrepareHandover>().Run(await As(Office.Registrar), plan));
    }

    private async Task Open(HandoverId id)
    {
        var (actor, proof) = await Signing(Office.OtherRegistrar, id);
        Did(nameof(HandoverWasOpened), await Vault.Get<OpenHandover>().Run(actor, proof, id));
    }

    private async Task Submit(HandoverId id, HandoverFacts facts) =>
        Did(
            nameof(HandoverListSubmitted),
            await Vault.Get<SubmitHandoverList>().Run(await As(Office.Zhang), id, AccountsOf(facts))
        );

    private async Task Approve(HandoverId id, HandoverFacts facts)
    {
        var (actor, proof) = await Signing(await Vault.Witness(Office.Account), id);
        var outcome = await Vault.Get<ApproveHandoverList>().Run(actor, proof, id, AccountsOf(facts));
        Did(nameof(HandoverListApproved), outcome);
    }

    private async Task TakeOver(HandoverId id)
    {
        var (actor, proof) = await Signing(Office.Registrar, id);
        var outcome = await Vault.Get<TakeOverHandover>().Run(actor, proof, id, Why("他已到新单位报到"));
        Did(nameof(HandoverTakenOver), outcome);
    }

    private async Task CountIn(HandoverId id, HandoverFacts facts)
    {
        var waiting = facts.Items.Where(i => i.State == ItemState.Waiting).Select(i => i.Id).ToList();
        var handed = facts.Items.Where(i => i.State == ItemState.Handed).Select(i => i.Id).ToList();
        var take = Vault.Get<TakeItemStep>();
        if (waiting.Count > 0)
            Did(
                nameof(HandoverItemHanded),
                await take.Run(await As(Office.Registrar), id, waiting, new ItemStep.Hand())
            );
        else
            Did(nameof(HandoverItemCountedIn), await take.Run(await As(Office.Li), id, handed, new ItemStep.CountIn()));
    }

    private async Task Settle(HandoverId id, AccountId account)
    {
        if (account != Changed)
        {
            var (actor, proof) = await Signing(Office.OtherRegistrar, id);
            var waive = Vault.Get<WaiveChange>();
            var outcome = await waive.Run(actor, proof, id, account, Component.Password, Why("平台已停止服务"));
            Did(nameof(HandoverChangeWaived), outcome);
        }
        else if (IsPending(account))
        {
            var witness = await Vault.Witness(Office.Account);
            Require<VerificationOutcome.Done>(await Vault.Verify(witness, account, Component.Password));
            Say(nameof(SecretVerified));
        }
        else
            await Deposit(Office.Li, account, "Harbour-of-7-boats");
    }

    private async Task Sign(HandoverId id, HandoverFacts facts, List<PartProgress> progress)
    {
        var part = progress.First(p => p.State == PartState.Signing);
        var signer = facts.PersonOn(part.Part, part.NextSide!.Value)!.Value;
        var documents = progress.Select(p => new DocumentToSign(p.Part.Account, p.Document)).ToList();
        Person person;
        using (var db = Vault.Read())
            person = db.Set<Person>().Single(p => p.Id == signer);
        var (actor, proof) = await Signing(person, id);
        Did(nameof(HandoverSigned), await Vault.Get<SignHandover>().Run(actor, proof, id, documents));
    }

    private async Task Deposit(Person by, AccountId account, string value)
    {
        var proof = await Office.Proof(by, ProofPurpose.UseSecrets, account.Value);
        var bytes = Encoding.UTF8.GetBytes(value);
        var deposit = Vault.Get<Deposit>();
        Require<DepositOutcome.Deposited>(
            await deposit.Run(await As(by), proof, account, Component.Password, bytes, ValueOrigin.Typed)
        );
        Say(nameof(SecretDeposited));
    }

    private bool IsPending(AccountId account)
    {
        using var db = Vault.Read();
        return db.Set<SecretVersion>().Any(v => v.Account == account && v.State == VersionState.Pending);
    }

    private HandoverFacts? Facts()
    {
        using var db = Vault.Read();
        return db.Set<Handover>().SingleOrDefault() is { } handover ? HandoverFacts.Of(db, handover) : null;
    }

    private List<PartProgress> Progress(HandoverFacts facts)
    {
        using var db = Vault.Read();
        var known = KnownComponent.KnownTo(db, Vault.Get<EqualValues>(), facts.Handover.Leaver);
        var fields = Vault.Get<FieldSealer>();
        return [.. PartProgress.Read(db, fields, facts, facts.Parts, known)];
    }

    private static List<AccountId> AccountsOf(HandoverFacts facts) => [.. facts.Parts.Select(p => p.Account)];

    private Task<Actor> As(Person person) => Office.As(person);

    private async Task<(Actor, FreshProof)> Signing(Person person, HandoverId id) =>
        (await As(person), await Office.Proof(person, ProofPurpose.Sign, id.Value));

    private void Did(string kind, HandoverOutcome outcome)
    {
        Require<HandoverOutcome.Done>(outcome);
        Say(kind);
    }
}
