using System.Text;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>What its holder knows is changed when he returns it, and until then its custodian alone has the account.</summary>
public sealed class ChangeOnReturnTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set(new(ChangesOnReturn: true));
        await Deposit(_scene.Zhang, "Canary-7Yq2!vault");
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task What_he_was_shown_is_owed_and_locks_the_account_until_it_is_changed()
    {
        var checkout = await _scene.Asked(_scene.Li);
        await Reveal(_scene.Li);

        CheckoutScene.Done(await _scene.Return(_scene.Li, checkout));

        Assert.Equal([(Component.Password, 1)], Owed());
        Assert.Equal(1, _scene.Lines<RotationOwed>());
        _scene.AssertRefused(CheckoutRefusal.ChangeOwed, await _scene.Ask(_scene.Li));
        var custodians = await _scene.Asked(_scene.Zhang);
        await Deposit(_scene.Zhang, "Canary-8Zr3!vault");
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, custodians));
        // Changed, as he says, is not yet seen to work.
        _scene.AssertRefused(CheckoutRefusal.ChangeOwed, await _scene.Ask(_scene.Li));
        Assert.IsType<VerificationOutcome.Done>(
            await _scene.Vault.Verify(_scene.Leader, _scene.Account.Id, Component.Password)
        );
        Assert.Empty(Owed());
        await _scene.Asked(_scene.Li);
    }

    [Fact]
    public async Task What_he_knows_from_another_account_is_owed_where_the_value_is_the_same()
    {
        var account = _scene.Account;
        await _scene.Turn("示例大学官方微博", "weibo");
        await _scene.Appoint(_scene.Zhang, AppointmentRole.Custodian);
        await _scene.Appoint(_scene.Li, AppointmentRole.Administrator);
        await Deposit(_scene.Zhang, "Canary-7Yq2!vault");
        await Reveal(_scene.Li);
        _scene.TurnBack(account);
        var checkout = await _scene.Asked(_scene.Li);

        CheckoutScene.Done(await _scene.Return(_scene.Li, checkout));

        Assert.Equal([(Component.Password, 1)], Owed());
        using var db = _scene.Vault.Read();
        Assert.Equal(account.Id, db.Set<RotationObligation>().Single().Account);
    }

    [Fact]
    public async Task Who_was_shown_nothing_leaves_nothing_behind()
    {
        var checkout = await _scene.Asked(_scene.Li);
        CheckoutScene.Done(await _scene.Return(_scene.Li, checkout));

        Assert.Empty(Owed());
        await _scene.Asked(_scene.Li);
    }

    [Fact]
    public async Task Taken_back_by_force_it_is_owed_as_well()
    {
        var checkout = await _scene.Asked(_scene.Li);
        await Reveal(_scene.Li);

        CheckoutScene.Done(await _scene.ForceBack(_scene.Leader, checkout));

        Assert.Equal([(Component.Password, 1)], Owed());
    }

    [Fact]
    public async Task Without_the_policy_nothing_is_owed()
    {
        await _scene.Decide(new());
        var checkout = await _scene.Asked(_scene.Li);
        await Reveal(_scene.Li);

        CheckoutScene.Done(await _scene.Return(_scene.Li, checkout));

        Assert.Empty(Owed());
    }

    [Fact]
    public async Task Returned_twice_it_is_owed_once()
    {
        await _scene.Decide(new(IsExclusive: false, ChangesOnReturn: true));
        var (first, second) = (await _scene.Asked(_scene.Li), await _scene.Asked(_scene.Zhang));
        await Reveal(_scene.Li);
        await Reveal(_scene.Zhang);
        CheckoutScene.Done(await _scene.Return(_scene.Li, first));
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, second));

        Assert.Single(Owed());
    }

    [Fact]
    public async Task Whoever_may_no_longer_use_it_stands_in_nobodys_way_but_leaves_a_change_behind()
    {
        var wang = await _scene.Person("wang.wu", "王五");
        var appointment = await _scene.Appoint(wang, AppointmentRole.Administrator);
        var checkout = await _scene.Asked(wang);
        await Reveal(wang);
        await _scene.End(appointment);

        // What he knows is not changed yet, so it is the custodian who comes next.
        _scene.AssertRefused(CheckoutRefusal.ChangeOwed, await _scene.Ask(_scene.Li));
        await _scene.Asked(_scene.Zhang);

        Assert.Equal(CheckoutState.ForcedBack, _scene.State(checkout));
        Assert.Equal(1, _scene.Lines<LapsedCheckoutEnded>());
        Assert.Equal([(Component.Password, 1)], Owed());
    }

    [Fact]
    public async Task Whoever_is_disabled_has_and_asks_for_nothing_more()
    {
        var checkout = await _scene.Asked(_scene.Li);
        await Reveal(_scene.Li);

        var proof = await _scene.Office.Proof(_scene.Office.Security, ProofPurpose.Administer, _scene.Li.Id.Value);
        var actor = await _scene.Office.As(_scene.Office.Security);
        Assert.IsType<EndOutcome.Ended>(await _scene.Vault.Get<DisablePerson>().Run(actor, proof, _scene.Li.Id));

        Assert.Equal(CheckoutState.ForcedBack, _scene.State(checkout));
        Assert.Equal(CheckoutRefusal.NotOpen, _scene.MayUse(_scene.Li));
        Assert.Equal([(Component.Password, 1)], Owed());
    }

    [Fact]
    public async Task With_him_goes_what_he_has_asked_for()
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var open = await _scene.Opened(_scene.Li);
        var extension = CheckoutScene.Done(await _scene.Extend(_scene.Li, open, open.Due.AddDays(1)));
        await _scene.Decide(new(CheckoutWay.Approval, IsExclusive: false));
        var proof = await _scene.Office.Proof(_scene.Office.Security, ProofPurpose.Administer, _scene.Li.Id.Value);
        var actor = await _scene.Office.As(_scene.Office.Security);

        await _scene.Vault.Get<DisablePerson>().Run(actor, proof, _scene.Li.Id);

        Assert.Equal(
            (CheckoutState.ForcedBack, CheckoutState.Withdrawn),
            (_scene.State(open), _scene.State(extension))
        );
    }

    private IEnumerable<(Component, int)> Owed()
    {
        using var db = _scene.Vault.Read();
        var versions = db.Set<SecretVersion>().ToList();
        return
        [
            .. db.Set<RotationObligation>()
                .ToList()
                .Where(o => o.IsOpen(versions))
                .Select(o => (o.Component, o.Version)),
        ];
    }

    private async Task Deposit(Person person, string value)
    {
        var (session, actor) = await _scene.Vault.SignIn(person);
        var (account, bytes) = (_scene.Account.Id, Encoding.UTF8.GetBytes(value));
        var deposit = _scene.Vault.Get<Deposit>();
        var outcome = await deposit.Run(actor, Proof(session), account, Component.Password, bytes, ValueOrigin.Typed);
        Assert.IsType<DepositOutcome.Deposited>(outcome);
    }

    private async Task Reveal(Person person)
    {
        var (session, actor) = await _scene.Vault.SignIn(person);
        var reveal = _scene.Vault.Get<Reveal>();
        var reason = CheckoutScene.Reason();
        var outcome = await reveal.Run(actor, Proof(session), _scene.Account.Id, Component.Password, reason);
        Assert.IsType<RevealOutcome.Granted>(outcome);
    }

    private FreshProof? Proof(Session session) =>
        session.ProofFor(ProofPurpose.UseSecrets, _scene.Account.Id.Value, _scene.Now);
}
