using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>One enrolled person, 张三, and what he can do to get in.</summary>
public abstract class SignInRig : IAsyncLifetime
{
    protected const string UserName = "zhang.san";

    protected static readonly TimeSpan OneStep = TimeSpan.FromSeconds(30);

    protected TestVault Vault { get; private set; } = null!;

    protected Person Person { get; private set; } = null!;

    protected Enrolled Has { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Vault = await TestVault.Founded();
        Person = await Vault.AddPerson(UserName, "张三");
        Has = await Vault.Enrol(Person);
    }

    public async Task DisposeAsync() => await Vault.DisposeAsync();

    /// <summary>The code his authenticator shows, or one of steps before or after.</summary>
    protected string Code(int steps = 0) => Has.Code(Vault.Clock.Now + (steps * OneStep));

    /// <summary>Six digits that are no code now.</summary>
    protected string WrongCode()
    {
        string[] right = [Code(-1), Code(), Code(1)];
        return Enumerable.Range(0, 10).Select(i => new string((char)('0' + i), 6)).First(c => !right.Contains(c));
    }

    protected Task<SignInOutcome> SignIn(string? code) => SignIn(UserName, SignInKit.Password, code);

    protected Task<SignInOutcome> SignIn(string? userName, string? password, string? code) =>
        Vault.Get<SignInWithFactors>().Run(userName, password, code, "192.0.2.7", "test");

    protected async Task<(Session Session, Actor Actor)> SignedIn()
    {
        var outcome = Assert.IsType<SignInOutcome.SignedIn>(await SignIn(Code()));
        return (outcome.Session, Actor.Of(Person, outcome.Session.Id, "192.0.2.7"));
    }

    protected Task<StepUpOutcome> StepUp(
        (Session Session, Actor Actor) who,
        string? code,
        ProofPurpose purpose = ProofPurpose.UseSecrets,
        Guid? subject = null
    ) => Vault.Get<StepUp>().Run(who.Actor, who.Session, purpose, subject, code);

    protected FailureCount Count()
    {
        using var db = Vault.Read();
        return SignInRows.CountOf(db, Person.Id)!;
    }

    protected List<TEvent> Events<TEvent>()
        where TEvent : AuditEvent => [.. Vault.Log().Select(l => l.Event).OfType<TEvent>()];

    protected LeafContent LastLine() => Vault.Log()[^1];

    protected static void IsIn(SignInOutcome outcome) => Assert.IsType<SignInOutcome.SignedIn>(outcome);

    protected static void IsRefused(SignInOutcome outcome) => Assert.IsType<SignInOutcome.Refused>(outcome);
}
