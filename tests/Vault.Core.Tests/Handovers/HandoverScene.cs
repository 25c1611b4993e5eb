using System.Text;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Holdings;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>
/// A college with three accounts. Zhang, who leaves, is custodian of the first two and uses the third, whose custodian is
/// Li. Zhao follows him; a leader witnesses, a responsible person prepares, the office opens. Everybody can sign in.
/// </summary>
internal sealed class HandoverScene : IAsyncDisposable
{
    private int _value;

    private HandoverScene(Office office) => Office = office;

    public Office Office { get; }

    public TestVault Vault => Office.Vault;

    public Person Zhang => Office.Zhang;

    public Person Li => Office.Li;

    public Person Zhao { get; private set; } = null!;

    public Person Leader { get; private set; } = null!;

    public Person Responsible { get; private set; } = null!;

    public IReadOnlyList<Account> Accounts { get; private set; } = [];

    public Account First => Accounts[0];

    public Account Third => Accounts[2];

    public DateTimeOffset Now => Vault.Clock.Now;

    public DateOnly Today => OrganisationTime.DayOf(Now);

    /// <summary>One more account of which a handover may be.</summary>
    public void Take(Account account) => Accounts = [.. Accounts, account];

    public static async Task<HandoverScene> Set()
    {
        var office = await Office.Open();
        var scene = new HandoverScene(office)
        {
            Zhao = await SomebodyOf(office, "zhao.liu", "赵六"),
            Leader = await SomebodyOf(office, "leader", "领导甲"),
            Responsible = await SomebodyOf(office, "responsible", "负责人甲"),
        };
        scene.Accounts =
        [
            office.Account,
            await office.Vault.AddAccount("示例学院团委"),
            await office.Vault.AddAccount("示例学院微博", "weibo"),
        ];
        foreach (var account in scene.Accounts)
        {
            var isThird = account == scene.Third;
            await scene.Vault.Appoint(isThird ? scene.Li : scene.Zhang, account);
            await scene.Vault.Appoint(scene.Leader, account, AppointmentRole.SupervisingLeader);
            await scene.Vault.Appoint(scene.Responsible, account, AppointmentRole.ResponsiblePerson);
            if (isThird)
                await scene.Vault.Appoint(scene.Zhang, account, AppointmentRole.Administrator);
            await scene.Deposit(isThird ? scene.Li : scene.Zhang, account);
        }
        return scene;
    }

    public Task<Person> Somebody(string userName, string name) => SomebodyOf(Office, userName, name);

    /// <summary>Zhao receives, the leader witnesses; of all accounts Zhang has, and he leaves altogether.</summary>
    public HandoverPlan Plan(params Account[] accounts) =>
        new(
            Zhang.Id,
            HandoverCause.Transfer,
            CheckoutScene.Reason("他调往另一个部门任职"),
            Today,
            [
                .. (accounts.Length == 0 ? Accounts : accounts).Select(a => new PlannedAccount(
                    a.Id,
                    Zhao.Id,
                    false,
                    Leader.Id
                )),
            ]
        )
        {
            IsDeparture = accounts.Length == 0,
        };

    public async Task<HandoverOutcome> Prepare(Person by, HandoverPlan plan) =>
        await Vault.Get<PrepareHandover>().Run(await Office.As(by), plan);

    public async Task<HandoverId> Prepared(HandoverPlan? plan = null, Person? by = null) =>
        Done(await Prepare(by ?? Responsible, plan ?? Plan()));

    public async Task<HandoverOutcome> Open(Person by, HandoverId id) =>
        await Vault.Get<OpenHandover>().Run(await Office.As(by), await Proof(by, id), id);

    /// <summary>Prepared by the responsible person and opened by the office.</summary>
    public async Task<HandoverId> Opened(HandoverPlan? plan = null, Person? preparedBy = null) =>
        Done(await Open(Office.Registrar, await Prepared(plan, preparedBy)));

    public async Task<HandoverOutcome> Submit(Person by, HandoverId id, params Account[] accounts) =>
        await Vault.Get<SubmitHandoverList>().Run(await Office.As(by), id, [.. accounts.Select(a => a.Id)]);

    public async Task<HandoverOutcome> Approve(Person by, HandoverId id, params Account[] accounts) =>
        await Vault
            .Get<ApproveHandoverList>()
            .Run(await Office.As(by), await Proof(by, id), id, [.. accounts.Select(a => a.Id)]);

    public async Task<HandoverOutcome> Take(Person by, HandoverId id, ItemStep step, params HandoverItem[] items) =>
        await Vault.Get<TakeItemStep>().Run(await Office.As(by), id, [.. items.Select(i => i.Id)], step);

    public async Task<HandoverOutcome> Waive(Person by, HandoverId id, Account account, Component component) =>
        await Vault
            .Get<WaiveChange>()
            .Run(
                await Office.As(by),
                await Proof(by, id),
                id,
                account.Id,
                component,
                CheckoutScene.Reason("平台已停止该接口的服务")
            );

    public async Task<HandoverOutcome> Sign(Person by, HandoverId id, params Account[] accounts)
    {
        var documents = accounts.Select(a => new DocumentToSign(a.Id, Progress(id, a).Document)).ToList();
        return await Vault.Get<SignHandover>().Run(await Office.As(by), await Proof(by, id), id, documents);
    }

    /// <summary>From the opened handover to the point at which an account wants nothing but its changes.</summary>
    public async Task CountIn(HandoverId id, params Account[] accounts)
    {
        Done(await Submit(Zhang, id, accounts));
        Done(await Approve(Leader, id, accounts));
        foreach (var account in accounts)
        {
            var (part, items) = (Part(id, account), Items(id, account));
            Done(await Take(Zhang, id, new ItemStep.Hand(), [.. items]));
            Done(await Take(PersonOf(part.Successor), id, new ItemStep.CountIn(), [.. items]));
        }
    }

    public async Task SignAll(HandoverId id, params Account[] accounts)
    {
        Done(await Sign(Zhang, id, accounts));
        Done(await Sign(Zhao, id, accounts));
        Done(await Sign(Leader, id, accounts));
    }

    /// <summary>A typed value, which nobody has had before unless it is given.</summary>
    public async Task<DepositOutcome> Deposit(
        Person by,
        Account account,
        Component component = Component.Password,
        string? value = null,
        ValueOrigin origin = ValueOrigin.Typed
    ) =>
        await Vault
            .Get<Deposit>()
            .Run(
                await Office.As(by),
                await Office.Proof(by, ProofPurpose.UseSecrets, account.Id.Value),
                account.Id,
                component,
                Encoding.UTF8.GetBytes(value ?? $"Canary-{++_value}!handover"),
                origin
            );

    public async Task<RevealOutcome> Reveal(
        Person by,
        Account account,
        Component component = Component.Password,
        WhichVersion which = WhichVersion.Current
    ) =>
        await Vault
            .Get<Reveal>()
            .Run(
                await Office.As(by),
                await Office.Proof(by, ProofPurpose.UseSecrets, account.Id.Value),
                account.Id,
                component,
                CheckoutScene.Reason(),
                which
            );

    public Task<VerificationOutcome> Verify(
        Person by,
        Account account,
        Component component = Component.Password,
        Reason? failure = null
    ) => Vault.Verify(by, account.Id, component, failure);

    public async Task<DeclarationOutcome> Declare(
        Person by,
        Account account,
        Person who,
        Component component = Component.Password
    ) =>
        await Vault
            .Get<DeclareKnowledge>()
            .Run(await Office.As(by), account.Id, component, who.Id, CheckoutScene.Reason("他在电话里说自己还记得"));

    public async Task EndAppointments(Account account, Person person)
    {
        foreach (var held in Appointments(account).Where(a => a.Person == person.Id && a.IsLive(Now)))
        {
            var proof = await Office.Proof(Office.Registrar, ProofPurpose.Administer, held.Id.Value);
            var end = Vault.Get<EndAppointment>();
            Assert.IsType<EndOutcome.Ended>(await end.Run(await Office.As(Office.Registrar), proof, held.Id));
        }
    }

    public async Task Disable(Person person)
    {
        var by = Office.Registrar;
        var proof = await Office.Proof(by, ProofPurpose.Administer, person.Id.Value);
        Assert.IsType<EndOutcome.Ended>(await Vault.Get<DisablePerson>().Run(await Office.As(by), proof, person.Id));
    }

    /// <summary>Set by its custodian and seen by the witness.</summary>
    public async Task Change(Person by, Account account, Component component = Component.Password)
    {
        Assert.IsType<DepositOutcome.Deposited>(await Deposit(by, account, component));
        Assert.IsType<VerificationOutcome.Done>(await Verify(Leader, account, component));
    }

    public HandoverFacts Facts(HandoverId id)
    {
        using var db = Vault.Read();
        return HandoverFacts.Read(db, id)!;
    }

    public HandoverPart Part(HandoverId id, Account account) => Facts(id).Parts.Single(p => p.Account == account.Id);

    public IReadOnlyList<HandoverItem> Items(HandoverId id, Account account) => Facts(id).ItemsOf(Part(id, account));

    public PartProgress Progress(HandoverId id, Account account)
    {
        using var db = Vault.Read();
        var facts = HandoverFacts.Read(db, id)!;
        var known = KnownComponent.KnownTo(db, Vault.Get<EqualValues>(), facts.Handover.Leaver);
        var part = facts.Parts.Single(p => p.Account == account.Id);
        return PartProgress.Read(db, Vault.Get<FieldSealer>(), facts, [part], known)[0];
    }

    public PartState StateOf(HandoverId id, Account account) => Progress(id, account).State;

    public IReadOnlyList<Appointment> Appointments(Account account)
    {
        using var db = Vault.Read();
        return [.. db.Set<Appointment>().Where(a => a.Account == account.Id)];
    }

    public Person? CustodianOf(Account account) =>
        Appointments(account).SingleOrDefault(a => a.IsCustodianHimself && a.IsLive(Now)) is { } custodian
            ? PersonOf(custodian.Person)
            : null;

    public Person PersonOf(PersonId id)
    {
        using var db = Vault.Read();
        return db.Set<Person>().Single(p => p.Id == id);
    }

    public IReadOnlyList<StillKnown> StillKnownBy(Person person)
    {
        using var db = Vault.Read();
        return StillKnown.OfPerson(db, Vault.Get<EqualValues>(), person.Id);
    }

    public Task<FreshProof> Proof(Person by, HandoverId id) => Office.Proof(by, ProofPurpose.Sign, id.Value);

    public static HandoverId Done(HandoverOutcome outcome) => Assert.IsType<HandoverOutcome.Done>(outcome).Id;

    public static void Refused(HandoverRefusal why, HandoverOutcome outcome) =>
        Assert.Equal(why, Assert.IsType<HandoverOutcome.Refused>(outcome).Why);

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    private static async Task<Person> SomebodyOf(Office office, string userName, string name)
    {
        var person = await office.Vault.AddPerson(userName, name);
        await office.GiveSignIn(person);
        return person;
    }
}
