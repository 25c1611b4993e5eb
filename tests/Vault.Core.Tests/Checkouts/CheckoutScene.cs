using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>
/// An office with one account: Zhang its custodian, Li an administrator beside him, a supervising leader and a
/// responsible person over it. Everybody can sign in.
/// </summary>
internal sealed class CheckoutScene : IAsyncDisposable
{
    private CheckoutScene(Office office) => (Office, Account) = (office, office.Account);

    public Office Office { get; }

    public TestVault Vault => Office.Vault;

    /// <summary>The one that steps are about.</summary>
    public Account Account { get; private set; }

    public Person Zhang => Office.Zhang;

    public Person Li => Office.Li;

    public Person Leader { get; private set; } = null!;

    public Person Responsible { get; private set; } = null!;

    public DateTimeOffset Now => Vault.Clock.Now;

    public static async Task<CheckoutScene> Set(CheckoutTerms? terms = null)
    {
        var scene = new CheckoutScene(await Office.Open());
        scene.Leader = await scene.Person("leader", "领导甲");
        scene.Responsible = await scene.Person("responsible", "负责人甲");
        await scene.Appoint(scene.Zhang, AppointmentRole.Custodian);
        await scene.Appoint(scene.Li, AppointmentRole.Administrator);
        await scene.Appoint(scene.Leader, AppointmentRole.SupervisingLeader);
        await scene.Appoint(scene.Responsible, AppointmentRole.ResponsiblePerson);
        if (terms is not null)
            await scene.Decide(terms);
        return scene;
    }

    /// <summary>From now on steps are about another account, to which nobody is appointed yet.</summary>
    public async Task Turn(string name, string platform = "weixin-mp") =>
        Account = await Vault.AddAccount(name, platform);

    /// <summary>From now on steps are about this one again.</summary>
    public void TurnBack(Account account) => Account = account;

    /// <summary>Somebody who can sign in.</summary>
    public async Task<Person> Person(string userName, string name)
    {
        var person = await Vault.AddPerson(userName, name);
        await Office.GiveSignIn(person);
        return person;
    }

    /// <summary>An appointment to the account, or over a unit, as if proposed and confirmed by others.</summary>
    public async Task<AppointmentId> Appoint(
        Person person,
        AppointmentRole role,
        Person? actingFor = null,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        UnitId? over = null
    )
    {
        var target = over is { } unit ? AppointmentTarget.Of(unit) : AppointmentTarget.Of(Account.Id);
        var id = default(AppointmentId);
        await Vault.Write(scope =>
        {
            var row = Appointment.Of(target, person.Id, role, from ?? scope.Now, until, actingFor?.Id, null);
            id = row.Id;
            Core.People.Appoint.Enter(scope, row);
        });
        return id;
    }

    /// <summary>Ends an appointment as if by the office.</summary>
    public Task End(AppointmentId id) =>
        Vault.Write(scope =>
        {
            var row = scope.Db.Set<Appointment>().Single(a => a.Id == id);
            row.End(scope.Now);
            scope.Append(new AppointmentEnded(Account.Id, row.Person, row.Role));
        });

    public async Task Decide(CheckoutTerms terms)
    {
        var proof = await Office.Proof(Office.Security, ProofPurpose.Administer, Account.Id.Value);
        var decide = Vault.Get<DecideCheckoutPolicy>();
        var outcome = await decide.Run(await Office.As(Office.Security), proof, Account.Id, terms);
        Assert.IsType<CheckoutPolicyOutcome.Decided>(outcome);
    }

    public async Task<CheckoutOutcome> Ask(
        Person person,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        ApprovedPost? post = null
    ) => await Vault.Get<AskForCheckout>().Run(await Office.As(person), Account.Id, new(Reason(), post), from, until);

    public async Task<Checkout> Asked(Person person, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        Done(await Ask(person, from, until));

    public Task<CheckoutOutcome> Approve(Person person, Checkout checkout) =>
        Decide(person, checkout, new CheckoutVerdict.Approve());

    public Task<CheckoutOutcome> Refuse(Person person, Checkout checkout) =>
        Decide(person, checkout, new CheckoutVerdict.Refuse(Reason("本周没有发布计划")));

    public async Task<CheckoutOutcome> Decide(Person person, Checkout checkout, CheckoutVerdict verdict)
    {
        var proof = await Office.Proof(person, ProofPurpose.Approve, checkout.Id.Value);
        return await Vault.Get<DecideCheckout>().Run(await Office.As(person), proof, checkout.Id, verdict);
    }

    public async Task<CheckoutOutcome> Open(Person person, Checkout checkout) =>
        await Vault.Get<OpenCheckout>().Run(await Office.As(person), checkout.Id);

    public async Task<CheckoutOutcome> Return(Person person, Checkout checkout, string? report = null) =>
        await Vault
            .Get<ReturnCheckout>()
            .Run(await Office.As(person), checkout.Id, report is null ? null : Reason(report));

    public async Task<CheckoutOutcome> Withdraw(Person person, Checkout checkout) =>
        await Vault.Get<WithdrawCheckout>().Run(await Office.As(person), checkout.Id);

    public async Task<CheckoutOutcome> AskBack(Person person, Checkout checkout) =>
        await Vault.Get<AskBack>().Run(await Office.As(person), checkout.Id, Reason("下午要发布招生通知"));

    public async Task<CheckoutOutcome> ForceBack(Person person, Checkout checkout) =>
        await Vault.Get<ForceBack>().Run(await Office.As(person), checkout.Id, Reason("领用人出差无法归还"));

    public async Task<CheckoutOutcome> Extend(Person person, Checkout checkout, DateTimeOffset? until = null) =>
        await Vault.Get<ExtendCheckout>().Run(await Office.As(person), checkout.Id, Reason("稿件还没有排完"), until);

    public async Task<CheckoutOutcome> BreakGlass(Person person)
    {
        var proof = await Office.Proof(person, ProofPurpose.BreakGlass, Account.Id.Value);
        var why = Reason("账号疑似被盗，须马上处置");
        return await Vault.Get<OpenBreakGlass>().Run(await Office.As(person), proof, Account.Id, why);
    }

    public async Task<CheckoutOutcome> Review(
        Person person,
        Checkout checkout,
        BreakGlassVerdict verdict = BreakGlassVerdict.InOrder
    )
    {
        var proof = await Office.Proof(person, ProofPurpose.Approve, checkout.Id.Value);
        var note = Reason("情况属实，处置得当");
        return await Vault.Get<ReviewBreakGlass>().Run(await Office.As(person), proof, checkout.Id, verdict, note);
    }

    public async Task<RevealOutcome> Reveal(
        Person person,
        Component component = Component.Password,
        WhichVersion which = WhichVersion.Current
    )
    {
        var proof = await Office.Proof(person, ProofPurpose.UseSecrets, Account.Id.Value);
        return await Vault.Get<Reveal>().Run(await Office.As(person), proof, Account.Id, component, Reason(), which);
    }

    public async Task Deposit(Person person, string value, Component component = Component.Password)
    {
        var (account, bytes) = (Account.Id, Encoding.UTF8.GetBytes(value));
        var proof = await Office.Proof(person, ProofPurpose.UseSecrets, account.Value);
        var deposit = Vault.Get<Deposit>();
        var outcome = await deposit.Run(await Office.As(person), proof, account, component, bytes, ValueOrigin.Typed);
        Assert.IsType<DepositOutcome.Deposited>(outcome);
    }

    /// <summary>Open, by whatever way the account's policy is.</summary>
    public async Task<Checkout> Opened(Person person)
    {
        var checkout = await Asked(person);
        if (checkout.OpenedAt is not null)
            return checkout;
        await Approve(Leader, checkout);
        await Approve(Office.Registrar, checkout);
        return Done(await Open(person, checkout));
    }

    /// <summary>The row as it is now.</summary>
    public Checkout Row(Checkout checkout)
    {
        using var db = Vault.Read();
        return db.Set<Checkout>().Single(c => c.Id == checkout.Id);
    }

    public CheckoutState State(Checkout checkout) => Row(checkout).StateAt(Now);

    /// <summary>Whether somebody may use the secrets now, as custody will ask.</summary>
    public CheckoutRefusal? MayUse(Person person)
    {
        using var db = Vault.Read();
        return CheckoutRules.MayUse(CheckoutFacts.ReadRunning(db, Account.Id), person.Id, Now);
    }

    public int Lines<TEvent>() => Vault.Log().Count(l => l.Event is TEvent);

    public void AssertRefused(CheckoutRefusal why, CheckoutOutcome outcome)
    {
        var looksAbsent =
            why
            is CheckoutRefusal.NotAppointed
                or CheckoutRefusal.NotYours
                or CheckoutRefusal.NotApprover
                or CheckoutRefusal.NotReviewer;
        if (looksAbsent)
            Assert.IsType<CheckoutOutcome.NotFound>(outcome);
        else
            Assert.Equal(why, Assert.IsType<CheckoutOutcome.Refused>(outcome).Why);
        Assert.Equal(why, Assert.IsType<CheckoutStepRefused>(Vault.LastEvent()).Why);
    }

    public static Checkout Done(CheckoutOutcome outcome) => Assert.IsType<CheckoutOutcome.Done>(outcome).Checkout;

    public static Reason Reason(string text = "发布今天的招生通知") =>
        Core.People.Reason.TryParse(text, out var reason, out _)
            ? reason
            : throw new ArgumentException("Not a reason.", nameof(text));

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
