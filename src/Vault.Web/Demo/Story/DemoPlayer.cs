using Vault.Core;
using Vault.Core.Custody;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.SignIns;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>One person of the story at his browser, doing what he could do there.</summary>
internal sealed class DemoPlayer(DemoStage stage, DemoRole role)
{
    private static readonly string[] SomeCodes = ["482913", "106284", "730195", "264408"];

    private DemoPerson? _known;
    private Person? _person;
    private Session? _session;
    private string _token = "";
    private long _usedStep;

    public DemoStage Stage => stage;

    public DemoPerson Known => _known ?? throw new InvalidOperationException($"{role.UserName} has not enrolled yet.");

    public bool HasEnrolled => _known is not null;

    public PersonId Id => Person.Id;

    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public Session Session => _session ?? throw new InvalidOperationException($"{role.UserName} is not signed in.");

    /// <summary>Acting keeps the session from going idle.</summary>
    public Actor Actor =>
        stage.Sessions.Find(_token, stage.Now) == Session
            ? Actor.Of(Person, Session.Id, role.Address)
            : throw new InvalidOperationException($"The session of {role.UserName} is over.");

    private Person Person => _person ??= ReadPerson();

    /// <summary>Takes up an invitation; what the page shows of the new seed goes into his authenticator.</summary>
    public async Task Enrol(string token, bool wrongFirst = false)
    {
        var password = PasswordFor("sign-in/" + role.UserName);
        Expect<BeginEnrolmentOutcome.Begun>(await stage.Use((BeginEnrolment u) => u.Run(token, password)));
        var invitation = await stage.Use((OpenInvitation u) => Task.FromResult(u.Run(token)));
        var seed = SimpleBase.Base32.Rfc4648.Decode(invitation!.Enrolling!.Base32());
        stage.Pass();
        if (wrongFirst)
        {
            Expect<AcceptInvitationOutcome.WrongCode>(await Accept(token, WrongCode(seed)));
            stage.Pass();
        }
        _known = new DemoPerson(role.UserName, password, seed);
        _usedStep = 0;
        RecoveryCodes = Expect<AcceptInvitationOutcome.Accepted>(await Accept(token, Code())).RecoveryCodes;
        stage.Pass();
    }

    /// <param name="recoveryCode">In place of the one-time code, for who has not got his device.</param>
    public async Task SignIn(string? recoveryCode = null)
    {
        var signedIn = Expect<SignInOutcome.SignedIn>(await TrySignIn(Known.Password, recoveryCode ?? Code()));
        (_session, _token) = (signedIn.Session, signedIn.Token);
        stage.Pass();
    }

    /// <summary>Whatever he was told so far, he has read.</summary>
    public Task ReadNotices() => stage.Use((MarkNoticesRead u) => u.Run(Actor.Of(Person, session: null, role.Address)));

    public async Task FailToSignIn(string? password = null, string? code = null)
    {
        Expect<SignInOutcome.Refused>(await TrySignIn(password ?? Known.Password, code ?? Code()));
        stage.Pass();
    }

    public async Task SignOut()
    {
        var actor = Actor;
        await stage.Use(
            async (SignOut u) =>
            {
                await u.Run(actor, Session);
                return true;
            }
        );
        _session = null;
        stage.Pass();
    }

    /// <summary>A second factor for this purpose: the one still fresh, or a new code.</summary>
    public async Task<FreshProof> Proof(ProofPurpose purpose, Guid? subject)
    {
        if (Session.ProofFor(purpose, subject, stage.Now) is { } fresh)
            return fresh;
        var outcome = await StepUp(purpose, subject, Code());
        return Expect<StepUpOutcome.Proven>(outcome).Proof;
    }

    public Task<StepUpOutcome> StepUp(ProofPurpose purpose, Guid? subject, string code) =>
        stage.Use((StepUp u) => u.Run(Actor, Session, purpose, subject, code));

    /// <summary>The next code of his authenticator; he waits for it, since none is good twice.</summary>
    public string Code()
    {
        var step = Totp.StepAt(TotpParameters.Standard, stage.Now);
        if (step <= _usedStep)
        {
            stage.Clock.Turn(
                DateTimeOffset.FromUnixTimeSeconds((_usedStep + 1) * TotpParameters.Standard.PeriodSeconds)
            );
            step = _usedStep + 1;
        }
        _usedStep = step;
        return Totp.Compute(Known.Seed, TotpParameters.Standard, stage.Now);
    }

    /// <summary>Six digits that are certainly not a code of his now.</summary>
    public string WrongCode() => WrongCode(Known.Seed);

    public void KeepSeed(byte[] seed) => (_known, _usedStep) = (Known with { Seed = seed }, 0);

    public void KeepPassword(string password) => _known = Known with { Password = password };

    public void KeepRecoveryCodes(IReadOnlyList<string> codes) => RecoveryCodes = codes;

    private string WrongCode(byte[] seed)
    {
        var near = Enumerable
            .Range(-1, 3)
            .Select(s => Totp.Compute(seed, TotpParameters.Standard, stage.Now.AddSeconds(30 * s)));
        return SomeCodes.Except(near, StringComparer.Ordinal).First();
    }

    private Task<AcceptInvitationOutcome> Accept(string token, string code) =>
        stage.Use((AcceptInvitation u) => u.Run(token, code, role.Address));

    private Task<SignInOutcome> TrySignIn(string password, string code) =>
        stage.Use((SignInWithFactors u) => u.Run(role.UserName, password, code, role.Address, role.Device));

    private Person ReadPerson()
    {
        using var db = stage.Vault.OpenReader();
        return db.Set<Person>().Single(p => p.UserName == role.UserName);
    }
}
