using System.Text;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.SignIns;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations;

/// <summary>The office of the checkouts, where several may have the account at once and Zhang has deposited a password.</summary>
internal sealed class RotationScene : IAsyncDisposable
{
    public const string First = "Canary-7Yq2!vault";
    public const string Second = "Canary-8Zr3!vault";

    private readonly Dictionary<PersonId, (Session Session, Actor Actor)> _sessions = [];

    private RotationScene(CheckoutScene checkouts) => Checkouts = checkouts;

    public CheckoutScene Checkouts { get; }

    public TestVault Vault => Checkouts.Vault;

    public Office Office => Checkouts.Office;

    public Person Zhang => Checkouts.Zhang;

    public Person Li => Checkouts.Li;

    public Person Leader => Checkouts.Leader;

    public AccountId Account => Checkouts.Account.Id;

    public static async Task<RotationScene> Set()
    {
        var scene = new RotationScene(await CheckoutScene.Set(new(IsExclusive: false)));
        Deposited(await scene.Deposit(scene.Zhang, First));
        return scene;
    }

    public async Task<DepositOutcome> Deposit(
        Person by,
        string value,
        Component component = Component.Password,
        ValueOrigin origin = ValueOrigin.Typed
    )
    {
        var (actor, proof) = await Use(by);
        var bytes = Encoding.UTF8.GetBytes(value);
        return await Vault.Get<Deposit>().Run(actor, proof, Account, component, bytes, origin);
    }

    public async Task<RevealOutcome> Reveal(
        Person by,
        WhichVersion which = WhichVersion.Current,
        Component component = Component.Password
    )
    {
        var (actor, proof) = await Use(by);
        return await Vault.Get<Reveal>().Run(actor, proof, Account, component, CheckoutScene.Reason(), which);
    }

    public async Task<IssueCodeOutcome> Code(Person by, WhichVersion which)
    {
        var (actor, proof) = await Use(by);
        return await Vault.Get<IssueCode>().Run(actor, proof, Account, CheckoutScene.Reason(), which);
    }

    public async Task<PendingOutcome> Apply(Person by, Component component = Component.Password)
    {
        var (actor, proof) = await Use(by);
        return await Vault.Get<ApplyPending>().Run(actor, proof, Account, component);
    }

    public async Task<PendingOutcome> GiveUp(Person by, Component component = Component.Password)
    {
        var (actor, proof) = await Use(by);
        return await Vault.Get<GiveUpPending>().Run(actor, proof, Account, component);
    }

    /// <param name="version">The pending one if left out.</param>
    public async Task<VerificationOutcome> Verify(
        Person by,
        string? failure = null,
        SecretVersion? version = null,
        Component component = Component.Password
    )
    {
        var id = (version ?? Pending(component))?.Id ?? SecretVersionId.New();
        var (session, actor) = await SignedIn(by);
        var proof = await Vault.Prove(session, actor, Account.Value, ProofPurpose.Verify);
        var why = failure is null ? null : CheckoutScene.Reason(failure);
        return await Vault.Get<VerifyChange>().Run(actor, proof, Account, id, why);
    }

    public SecretVersion? Pending(Component component = Component.Password) =>
        Versions(component).SingleOrDefault(v => v.State == VersionState.Pending);

    public SecretVersion? Current(Component component = Component.Password) =>
        Versions(component).SingleOrDefault(v => v.State == VersionState.Current);

    public IReadOnlyList<SecretVersion> Versions(Component component = Component.Password)
    {
        using var db = Vault.Read();
        return
        [
            .. db.Set<SecretVersion>()
                .Where(v => v.Account == Account && v.Component == component)
                .OrderBy(v => v.Version),
        ];
    }

    public IReadOnlyList<RotationObligation> Open()
    {
        using var db = Vault.Read();
        return [.. RotationObligation.Open(db).Where(o => o.Account == Account)];
    }

    /// <summary>Owes a change of the newest version of the password, as a reason of another slice would.</summary>
    public Task Owe(RotationReason why = RotationReason.DeclaredKnown) =>
        Vault.Write(scope =>
        {
            var version = Versions()[^1].Version;
            RotationObligation.Owe(scope, Account, Component.Password, version, why);
        });

    public static DepositOutcome.Deposited Deposited(DepositOutcome outcome) =>
        Assert.IsType<DepositOutcome.Deposited>(outcome);

    public static void Done(VerificationOutcome outcome) => Assert.IsType<VerificationOutcome.Done>(outcome);

    public static void Done(PendingOutcome outcome) => Assert.IsType<PendingOutcome.Done>(outcome);

    /// <summary>The refusal, which must also be the newest line.</summary>
    public void AssertRefused(VerificationRefusal why, VerificationOutcome outcome)
    {
        if (why == VerificationRefusal.NotYours)
            Assert.IsType<VerificationOutcome.NotFound>(outcome);
        else
            Assert.Equal(why, Assert.IsType<VerificationOutcome.Refused>(outcome).Why);
        Assert.Equal(why, Assert.IsType<VerificationRefused>(Vault.LastEvent()).Why);
    }

    public async Task<(Session Session, Actor Actor)> SignedIn(Person person)
    {
        if (!_sessions.TryGetValue(person.Id, out var had) || had.Session.HasEnded)
        {
            had = await Vault.SignIn(person);
            _sessions[person.Id] = had;
        }
        return had;
    }

    public ValueTask DisposeAsync() => Checkouts.DisposeAsync();

    private async Task<(Actor Actor, FreshProof Proof)> Use(Person by)
    {
        var (session, actor) = await SignedIn(by);
        return (actor, await Vault.Prove(session, actor, Account.Value));
    }
}
