using System.Text;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>R24: reveal, copy and code hang on an open checkout; directly, the first of them opens it in the same act.</summary>
public sealed class UseOfCheckoutTests : IAsyncLifetime
{
    private const string Seed = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private CheckoutScene _scene = null!;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set();
        await _scene.Turn("示例大学官方微博", "weibo");
        await _scene.Appoint(_scene.Zhang, AppointmentRole.Custodian);
        await _scene.Appoint(_scene.Li, AppointmentRole.Administrator);
        await _scene.Appoint(_scene.Leader, AppointmentRole.SupervisingLeader);
        await Deposit(Component.Password, "Canary-7Yq2!vault");
        await Deposit(Component.TotpSeed, Seed);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task The_first_reveal_checks_the_account_out_and_the_next_uses_it()
    {
        Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Li));
        Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Li));

        Assert.Null(_scene.MayUse(_scene.Li));
        Assert.Equal(
            (1, 1, 2),
            (_scene.Lines<CheckoutAsked>(), _scene.Lines<CheckoutOpened>(), _scene.Lines<SecretRevealed>())
        );
    }

    [Fact]
    public async Task A_code_checks_it_out_as_well()
    {
        Assert.IsType<IssueCodeOutcome.Granted>(await Code(_scene.Li));

        Assert.Null(_scene.MayUse(_scene.Li));
        Assert.Equal((1, 1), (_scene.Lines<CheckoutOpened>(), _scene.Lines<CodeIssued>()));
    }

    [Fact]
    public async Task While_a_colleague_has_it_nothing_is_shown_and_the_refusal_names_him()
    {
        await Reveal(_scene.Zhang);

        var revealed = Assert.IsType<RevealOutcome.NotHad>(await Reveal(_scene.Li)).Why;
        var coded = Assert.IsType<IssueCodeOutcome.NotHad>(await Code(_scene.Li)).Why;

        Assert.Equal((CheckoutRefusal.HeldByOther, CheckoutRefusal.HeldByOther), (revealed.Why, coded.Why));
        Assert.Equal((_scene.Zhang.Id, _scene.Zhang.Id), (revealed.Held!.Requester, coded.Held!.Requester));
        Assert.Equal((1, 2), (_scene.Lines<SecretRevealed>(), _scene.Lines<CheckoutStepRefused>()));
    }

    [Fact]
    public async Task Overdue_nothing_is_shown_copied_or_issued_until_it_is_extended()
    {
        var shown = Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Zhang)).Secret;
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(1));

        Assert.Equal(CheckoutRefusal.Overdue, Assert.IsType<RevealOutcome.NotHad>(await Reveal(_scene.Zhang)).Why.Why);
        Assert.Equal(CheckoutRefusal.Overdue, Assert.IsType<IssueCodeOutcome.NotHad>(await Code(_scene.Zhang)).Why.Why);
        Assert.False(await Copy(_scene.Zhang, shown));
        Assert.Equal(CheckoutStep.Use, Assert.IsType<CheckoutStepRefused>(_scene.Vault.LastEvent()).Step);

        using var db = _scene.Vault.Read();
        CheckoutScene.Done(await _scene.Extend(_scene.Zhang, CheckoutFacts.ReadRunning(db, _scene.Account.Id)[0]));
        Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Zhang));
        Assert.True(await Copy(_scene.Zhang, shown));
    }

    [Fact]
    public async Task Returned_it_is_neither_copied_nor_had_any_more()
    {
        var shown = Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Zhang)).Secret;
        using (var db = _scene.Vault.Read())
            await _scene.Return(_scene.Zhang, CheckoutFacts.ReadRunning(db, _scene.Account.Id)[0]);

        Assert.False(await Copy(_scene.Zhang, shown));
        Assert.Equal(CheckoutRefusal.NotOpen, Assert.IsType<CheckoutStepRefused>(_scene.Vault.LastEvent()).Why);
    }

    [Fact]
    public async Task Where_somebody_has_to_agree_nothing_is_shown_before()
    {
        await _scene.Decide(new(CheckoutWay.Approval));

        Assert.Equal(CheckoutRefusal.NotOpen, Assert.IsType<RevealOutcome.NotHad>(await Reveal(_scene.Zhang)).Why.Why);
        var checkout = await _scene.Asked(_scene.Zhang);
        Assert.IsType<RevealOutcome.NotHad>(await Reveal(_scene.Zhang));
        Assert.IsType<IssueCodeOutcome.NotHad>(await Code(_scene.Zhang));
        Assert.Equal(0, _scene.Lines<SecretRevealed>() + _scene.Lines<CodeIssued>() + _scene.Lines<CheckoutOpened>());

        CheckoutScene.Done(await _scene.Approve(_scene.Leader, checkout));
        Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Zhang));
        Assert.Equal(CheckoutState.Open, _scene.State(checkout));
        Assert.Equal(1, _scene.Lines<CheckoutOpened>());
    }

    [Fact]
    public async Task Approved_for_later_it_is_not_used_before_its_time()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var checkout = await _scene.Asked(_scene.Zhang, from: _scene.Now.AddHours(2));
        await _scene.Approve(_scene.Leader, checkout);

        Assert.Equal(CheckoutRefusal.NotYet, Assert.IsType<RevealOutcome.NotHad>(await Reveal(_scene.Zhang)).Why.Why);
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(2));
        Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Zhang));
    }

    [Fact]
    public async Task For_a_use_that_is_refused_nobody_gets_the_account()
    {
        var outcome = await _scene
            .Vault.Get<Reveal>()
            .Run(
                await _scene.Office.As(_scene.Li),
                null,
                _scene.Account.Id,
                Component.Password,
                CheckoutScene.Reason()
            );

        Assert.Equal(CustodyRefusal.ProofNotFresh, Assert.IsType<RevealOutcome.Refused>(outcome).Why);
        Assert.Equal(0, _scene.Lines<CheckoutAsked>());
    }

    [Fact]
    public async Task Who_sets_a_new_value_sees_it_without_having_the_account()
    {
        await Reveal(_scene.Li);
        var proof = await Proof(_scene.Zhang);
        await _scene
            .Vault.Get<Deposit>()
            .Run(
                await _scene.Office.As(_scene.Zhang),
                proof,
                _scene.Account.Id,
                Component.Password,
                Encoding.UTF8.GetBytes("Lantern-over-4-rivers"),
                ValueOrigin.Generated
            );

        var shown = Assert.IsType<RevealOutcome.Granted>(await Reveal(_scene.Zhang, WhichVersion.Pending)).Secret;
        Assert.True(await Copy(_scene.Zhang, shown));
        Assert.Equal(CheckoutRefusal.NotOpen, _scene.MayUse(_scene.Zhang));
    }

    private Task<FreshProof> Proof(Person person) =>
        _scene.Office.Proof(person, ProofPurpose.UseSecrets, _scene.Account.Id.Value);

    private async Task Deposit(Component component, string value)
    {
        var outcome = await _scene
            .Vault.Get<Deposit>()
            .Run(
                await _scene.Office.As(_scene.Zhang),
                await Proof(_scene.Zhang),
                _scene.Account.Id,
                component,
                Encoding.UTF8.GetBytes(value),
                ValueOrigin.Typed
            );
        Assert.IsType<DepositOutcome.Deposited>(outcome);
    }

    private async Task<RevealOutcome> Reveal(Person person, WhichVersion which = WhichVersion.Current) =>
        await _scene
            .Vault.Get<Reveal>()
            .Run(
                await _scene.Office.As(person),
                await Proof(person),
                _scene.Account.Id,
                Component.Password,
                CheckoutScene.Reason(),
                which
            );

    private async Task<IssueCodeOutcome> Code(Person person) =>
        await _scene
            .Vault.Get<IssueCode>()
            .Run(await _scene.Office.As(person), await Proof(person), _scene.Account.Id, CheckoutScene.Reason());

    private async Task<bool> Copy(Person person, SealedSecret shown) =>
        await _scene
            .Vault.Get<CopySecret>()
            .Run(await _scene.Office.As(person), await Proof(person), _scene.Account.Id, Component.Password, shown.Id);
}
