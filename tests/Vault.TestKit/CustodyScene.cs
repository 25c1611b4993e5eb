using System.Text;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.SignIns;

namespace Vault.TestKit;

/// <summary>One account with a password in custody, and its custodian, signed in with both factors just now.</summary>
public sealed class CustodyScene : IAsyncDisposable
{
    /// <summary>The deposited password.</summary>
    public const string Canary = "Canary-7Yq2!vault";

    private const string CustodianName = "张三";

    private CustodyScene(TestVault vault, Person person, Account account, Session session, Actor actor)
    {
        Vault = vault;
        Person = person;
        Account = account;
        Session = session;
        Actor = actor;
    }

    public TestVault Vault { get; }

    public Person Person { get; }

    public Account Account { get; }

    public Session Session { get; private set; }

    public Actor Actor { get; private set; }

    public static async Task<CustodyScene> Set(string platform = "weixin-mp")
    {
        var vault = await TestVault.Founded();
        var person = await vault.AddPerson("zhang.san", CustodianName);
        var account = await vault.AddAccount("示例大学招生办", platform);
        await vault.Appoint(person, account);
        var (session, actor) = await vault.SignIn(person);
        var scene = new CustodyScene(vault, person, account, session, actor);
        await scene.Deposit(Canary);
        return scene;
    }

    /// <summary>The scene that an earlier process left in the folder, with a session of its own.</summary>
    public static async Task<CustodyScene> At(string root)
    {
        var vault = TestVault.At(root);
        using var db = vault.Read();
        var person = db.Set<Person>().AsEnumerable().Single(p => p.DisplayName == CustodianName);
        var account = db.Set<Account>().Single();
        var (session, actor) = await vault.SignIn(person);
        return new CustodyScene(vault, person, account, session, actor);
    }

    public FreshProof? Proof() =>
        Session.ProofFor(ProofPurpose.UseSecrets, Account.Id.Value, Vault.Instance.Clock.GetUtcNow());

    public Task<DepositOutcome> Deposit(
        string value,
        Component component = Component.Password,
        ValueOrigin origin = ValueOrigin.Typed
    ) => Vault.Get<Deposit>().Run(Actor, Proof(), Account.Id, component, Encoding.UTF8.GetBytes(value), origin);

    public Task<RevealOutcome> Reveal(
        string reason = "发布今天的招生通知",
        Component component = Component.Password,
        WhichVersion which = WhichVersion.Current
    ) =>
        Reason.TryParse(reason, out var parsed, out _)
            ? Vault.Get<Reveal>().Run(Actor, Proof(), Account.Id, component, parsed, which)
            : throw new ArgumentException("Not a reason.", nameof(reason));

    /// <summary>Reveals and opens; anything but a granted reveal fails.</summary>
    public async Task<string> RevealAndShow(
        Component component = Component.Password,
        WhichVersion which = WhichVersion.Current
    ) =>
        await Reveal(component: component, which: which) is RevealOutcome.Granted granted
            ? Show(granted.Secret, granted.Receipt)
            : throw new InvalidOperationException("The reveal was refused.");

    public string Show(SealedSecret secret, AuditReceipt<SecretRevealed> receipt) =>
        Vault.Sealer.Open(
            secret,
            receipt,
            value =>
            {
                using var writer = new StringWriter();
                value.WriteTo(writer, (w, chars) => w.Write(chars));
                return writer.ToString();
            }
        );

    /// <summary>The current password's row.</summary>
    public SecretVersion Current()
    {
        using var db = Vault.Read();
        return db.Set<SecretVersion>()
            .Single(v => v.Component == Component.Password && v.State == VersionState.Current);
    }

    /// <summary>The line that a reveal of this version writes.</summary>
    public static SecretRevealed LineOf(SecretVersion version) =>
        new(
            version.Account,
            version.Id,
            version.Component,
            version.Version,
            version.CiphertextHash,
            PrivateText.Of("发布今天的招生通知")
        );

    /// <summary>Says that the platform has the pending value.</summary>
    public Task<PendingOutcome> Apply(Component component = Component.Password) =>
        Vault.Get<ApplyPending>().Run(Actor, Proof(), Account.Id, component);

    public Task<PendingOutcome> GiveUp(Component component = Component.Password) =>
        Vault.Get<GiveUpPending>().Run(Actor, Proof(), Account.Id, component);

    /// <summary>What a leader of the account attests of the pending value.</summary>
    public async Task<VerificationOutcome> Verify(Component component = Component.Password, Reason? failure = null) =>
        await Vault.Verify(await Vault.Witness(Account), Account.Id, component, failure);

    /// <summary>A new value, typed and verified: it is in use and the former one retired.</summary>
    public async Task Change(string value, Component component = Component.Password)
    {
        if (await Deposit(value, component) is not DepositOutcome.Deposited deposited)
            throw new InvalidOperationException("It was not deposited.");
        if (deposited.State == VersionState.Pending && await Verify(component) is not VerificationOutcome.Done)
            throw new InvalidOperationException("It was not verified.");
    }

    /// <summary>The same account before a colleague appointed to it beside this custodian.</summary>
    public async Task<CustodyScene> Colleague()
    {
        var person = await Vault.AddPerson("li.si", "李四");
        await Vault.Appoint(person, Account, AppointmentRole.Administrator);
        var (session, actor) = await Vault.SignIn(person);
        return new CustodyScene(Vault, person, Account, session, actor);
    }

    /// <summary>Signs in again, as after a restart.</summary>
    public async Task SignInAgain() => (Session, Actor) = await Vault.SignIn(Person);

    public ValueTask DisposeAsync() => Vault.DisposeAsync();
}
