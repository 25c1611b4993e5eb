using System.Text;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.TestKit;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>A handover made for one request, and what it is about.</summary>
internal sealed record MadeHandover(
    HandoverId Id,
    AccountId Account,
    Enrolled Leaver,
    HandoverItemId Duty,
    HandoverItemId Secret,
    byte[] Document
);

/// <summary>Handovers for the rows of the matrices, each of an account and a leaver of its own.</summary>
internal static class HandoversOfScene
{
    private const string Why = "他调往另一个部门任职";

    /// <summary>Somebody who is custodian of one account and typed its password.</summary>
    public static async Task<(Person Leaver, AccountId Account)> Leaver(MatrixScene scene)
    {
        var (enrolled, account) = await Enrolled(scene);
        return (enrolled.Person, account);
    }

    /// <param name="oneSided"><see cref="Principal.Proposer"/> acts in the leaver's place.</param>
    /// <param name="interim">The successor has it for the time being.</param>
    /// <param name="orphaned">Its witness, somebody else than <see cref="Principal.Approver"/>, was disabled since.</param>
    public static async Task<MadeHandover> Make(
        MatrixScene scene,
        PartState state,
        bool handed = false,
        bool oneSided = false,
        bool interim = false,
        bool orphaned = false
    )
    {
        var (leaver, account) = await Enrolled(scene);
        var witness = orphaned ? await Leader(scene, account) : scene.Person(Principal.Approver);
        var id = await Prepare(scene, leaver.Person, account, witness, interim);
        if (state > PartState.Prepared)
            Done(await Run<OpenHandover>(scene, Principal.Registrar, id, (u, a, p) => u.Run(a, p, id)));
        if (orphaned)
            await Disable(scene, witness);
        if (oneSided)
            Done(await Run<TakeOverHandover>(scene, Principal.Proposer, id, (u, a, p) => u.Run(a, p, id, Because())));
        var (_, his) = await scene.Vault.SignIn(oneSided ? scene.Person(Principal.Proposer) : leaver.Person);
        if (state > PartState.Listing)
            Done(await scene.Vault.Get<SubmitHandoverList>().Run(his, id, [account]));
        if (state > PartState.Approving)
            Done(
                await Run<ApproveHandoverList>(scene, Principal.Approver, id, (u, a, p) => u.Run(a, p, id, [account]))
            );
        var items = Items(scene, id);
        if (handed || state > PartState.InProgress)
            Done(await scene.Vault.Get<TakeItemStep>().Run(his, id, [.. items.Select(i => i.Id)], new ItemStep.Hand()));
        if (state > PartState.InProgress)
            await CountIn(scene, id, items);
        if (state > PartState.Rotating)
            await Change(scene, account);
        var made = new MadeHandover(
            id,
            account,
            leaver,
            Of(items, HandoverItemKind.Duty),
            Of(items, HandoverItemKind.Secret),
            await Document(scene, id)
        );
        if (state == PartState.Closed)
            await Close(scene, made);
        return made;
    }

    /// <summary>A value set by the successor that waits to be seen to work.</summary>
    public static async Task Deposit(MatrixScene scene, Person by, AccountId account, ValueOrigin origin)
    {
        var (session, actor) = await scene.Vault.SignIn(by);
        var proof = await scene.Vault.Prove(session, actor, account.Value, ProofPurpose.UseSecrets);
        var value = Encoding.UTF8.GetBytes($"value {scene.Next()} of a test");
        var outcome = await scene.Vault.Get<Deposit>().Run(actor, proof, account, Component.Password, value, origin);
        Assert.IsType<DepositOutcome.Deposited>(outcome);
    }

    private static async Task<(Enrolled Leaver, AccountId Account)> Enrolled(MatrixScene scene)
    {
        var leaver = await scene.Vault.Enrol(await scene.Newcomer());
        var account = await scene.Vault.AddAccount($"示例大学团委 {scene.Next()}", "weibo");
        await scene.Vault.Appoint(leaver.Person, account);
        await scene.Vault.Appoint(scene.Person(Principal.Approver), account, AppointmentRole.SupervisingLeader);
        await Deposit(scene, leaver.Person, account.Id, ValueOrigin.Typed);
        return (leaver, account.Id);
    }

    private static async Task<Person> Leader(MatrixScene scene, AccountId account)
    {
        var leader = await scene.Vault.Enrol(await scene.Newcomer());
        using var db = scene.Vault.Read();
        var his = db.Set<Account>().Single(a => a.Id == account);
        await scene.Vault.Appoint(leader.Person, his, AppointmentRole.SupervisingLeader);
        return leader.Person;
    }

    private static Task Disable(MatrixScene scene, Person person) =>
        scene.Vault.Write(scope =>
        {
            scope.Db.Set<Person>().Single(p => p.Id == person.Id).Disable(scope.Now);
            scope.Append(new PersonDisabled(person.Id));
        });

    private static Reason Because() =>
        Reason.TryParse(Why, out var why, out _) ? why : throw new InvalidOperationException("Not a reason.");

    private static async Task<HandoverId> Prepare(
        MatrixScene scene,
        Person leaver,
        AccountId account,
        Person witness,
        bool interim
    )
    {
        var (_, proposer) = await scene.Vault.SignIn(scene.Person(Principal.Proposer));
        var planned = new PlannedAccount(account, scene.Person(Principal.Own).Id, interim, witness.Id);
        var today = OrganisationTime.DayOf(scene.Vault.Clock.Now);
        var plan = new HandoverPlan(leaver.Id, HandoverCause.Transfer, Because(), today, [planned])
        {
            IsDeparture = true,
        };
        return Done(await scene.Vault.Get<PrepareHandover>().Run(proposer, plan));
    }

    private static async Task CountIn(MatrixScene scene, HandoverId id, IReadOnlyList<HandoverItem> items)
    {
        var (_, successor) = await scene.Vault.SignIn(scene.Person(Principal.Own));
        var take = scene.Vault.Get<TakeItemStep>();
        Done(await take.Run(successor, id, [.. items.Select(i => i.Id)], new ItemStep.CountIn()));
    }

    private static async Task Change(MatrixScene scene, AccountId account)
    {
        await Deposit(scene, scene.Person(Principal.Own), account, ValueOrigin.Typed);
        await scene.Vault.Verify(scene.Person(Principal.Approver), account, Component.Password);
    }

    private static async Task Close(MatrixScene scene, MadeHandover made)
    {
        Person[] order = [made.Leaver.Person, scene.Person(Principal.Own), scene.Person(Principal.Approver)];
        foreach (var signer in order)
        {
            var (session, actor) = await scene.Vault.SignIn(signer);
            var proof = await scene.Vault.Prove(session, actor, made.Id.Value, ProofPurpose.Sign);
            var documents = new[] { new DocumentToSign(made.Account, made.Document) };
            Done(await scene.Vault.Get<SignHandover>().Run(actor, proof, made.Id, documents));
        }
    }

    private static async Task<HandoverOutcome> Run<T>(
        MatrixScene scene,
        Principal by,
        HandoverId id,
        Func<T, Actor, FreshProof, Task<HandoverOutcome>> run
    )
        where T : notnull
    {
        var (session, actor) = await scene.Vault.SignIn(scene.Person(by));
        var proof = await scene.Vault.Prove(session, actor, id.Value, ProofPurpose.Sign);
        return await run(scene.Vault.Get<T>(), actor, proof);
    }

    private static List<HandoverItem> Items(MatrixScene scene, HandoverId id)
    {
        using var db = scene.Vault.Read();
        return [.. db.Set<HandoverItem>().Where(i => i.Handover == id)];
    }

    private static HandoverItemId Of(IReadOnlyList<HandoverItem> items, HandoverItemKind kind) =>
        items.FirstOrDefault(i => i.Kind == kind)?.Id ?? HandoverItemId.New();

    private static async Task<byte[]> Document(MatrixScene scene, HandoverId id)
    {
        using var db = scene.Vault.Read();
        var registrar = Standing.Read(db, scene.Person(Principal.Registrar).Id, scene.Vault.Clock.Now)!;
        return (await scene.Vault.Get<ReadHandover>().Run(registrar, id))!.Parts[0].Document;
    }

    private static HandoverId Done(HandoverOutcome outcome) => Assert.IsType<HandoverOutcome.Done>(outcome).Id;
}
