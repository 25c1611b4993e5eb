using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>应急取用: who is named has an account at once, for hours, and it is reviewed and changed afterwards.</summary>
public sealed class BreakGlassTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;
    private Person _wang = null!;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set(new(CheckoutWay.TwoPersons));
        _wang = await _scene.Person("wang.wu", "王五");
        await _scene.Deposit(_scene.Zhang, "Canary-7Yq2!vault");
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Until_somebody_is_named_nobody_breaks_the_glass()
    {
        foreach (var person in _scene.Office.Everybody.Append(_wang).Append(_scene.Leader))
            _scene.AssertRefused(CheckoutRefusal.NotAppointed, await _scene.BreakGlass(person));
    }

    [Fact]
    public async Task Named_he_has_the_account_at_once_whatever_its_policy_and_it_ends_by_itself()
    {
        await Name(_wang);
        Assert.IsType<RevealOutcome.NotFound>(await _scene.Reveal(_wang));

        var broken = CheckoutScene.Done(await _scene.BreakGlass(_wang));

        var line = Assert.IsType<BreakGlassOpened>(_scene.Vault.LastEvent());
        Assert.Equal((broken.Id, _scene.Now.AddHours(4), null), (line.Checkout, line.Until, line.Holder));
        Assert.Equal(_scene.Now.AddHours(28), line.ReviewBy);
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_wang));
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(4) - TimeSpan.FromMilliseconds(1));
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_wang));
        _scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.IsType<RevealOutcome.NotFound>(await _scene.Reveal(_wang));
        Assert.Equal(CheckoutState.Expired, _scene.State(broken));
    }

    [Fact]
    public async Task Named_over_a_unit_he_may_for_its_accounts()
    {
        await _scene.Appoint(_wang, AppointmentRole.BreakGlass, over: _scene.Vault.Unit);

        CheckoutScene.Done(await _scene.BreakGlass(_wang));
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_wang));
    }

    [Fact]
    public async Task Whoever_has_it_keeps_it_and_is_named_in_the_line()
    {
        await _scene.Decide(new());
        var held = await _scene.Opened(_scene.Li);
        await Name(_wang);

        CheckoutScene.Done(await _scene.BreakGlass(_wang));

        Assert.Equal(_scene.Li.Id, Assert.IsType<BreakGlassOpened>(_scene.Vault.LastEvent()).Holder);
        Assert.Equal(CheckoutState.Open, _scene.State(held));
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_wang));
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Li));
        // Nor does it stand in anybody's way.
        CheckoutScene.Done(await _scene.Return(_scene.Li, held));
        CheckoutScene.Done(await _scene.Ask(_scene.Zhang));
    }

    [Fact]
    public async Task It_is_returned_without_a_report_and_neither_extended_nor_asked_back()
    {
        await _scene.Decide(new(CheckoutWay.Approval, AsksReport: true, ChangesOnReturn: true));
        await Name(_wang);
        var broken = CheckoutScene.Done(await _scene.BreakGlass(_wang));

        _scene.AssertRefused(CheckoutRefusal.AskedBefore, await _scene.BreakGlass(_wang));
        _scene.AssertRefused(CheckoutRefusal.NotThisWay, await _scene.Extend(_wang, broken));
        _scene.AssertRefused(CheckoutRefusal.NotThisWay, await _scene.AskBack(_scene.Zhang, broken));
        CheckoutScene.Done(await _scene.Return(_wang, broken));

        Assert.IsType<BreakGlassReturned>(_scene.Vault.LastEvent());
        Assert.IsType<RevealOutcome.NotFound>(await _scene.Reveal(_wang));
    }

    [Fact]
    public async Task A_leader_takes_it_back_at_once()
    {
        await Name(_wang);
        var broken = CheckoutScene.Done(await _scene.BreakGlass(_wang));

        CheckoutScene.Done(await _scene.ForceBack(_scene.Leader, broken));

        Assert.IsType<RevealOutcome.NotFound>(await _scene.Reveal(_wang));
    }

    [Fact]
    public async Task What_is_seen_is_owed_a_change_at_once_and_so_is_what_has_its_value_elsewhere()
    {
        var account = _scene.Account;
        await _scene.Turn("示例大学官方微博", "weibo");
        await _scene.Appoint(_scene.Zhang, AppointmentRole.Custodian);
        await _scene.Deposit(_scene.Zhang, "Canary-7Yq2!vault");
        var other = _scene.Account.Id;
        _scene.TurnBack(account);
        await Name(_wang);
        CheckoutScene.Done(await _scene.BreakGlass(_wang));
        Assert.Empty(Owed());

        await _scene.Reveal(_wang);
        await _scene.Reveal(_wang);

        Assert.Equal(
            new[] { account.Id, other }.Order(Comparer<AccountId>.Create((a, b) => a.Value.CompareTo(b.Value))),
            Owed().Select(o => o.Account).Order(Comparer<AccountId>.Create((a, b) => a.Value.CompareTo(b.Value)))
        );
        Assert.All(Owed(), o => Assert.Equal(RotationReason.BreakGlass, o.Reason));
        Assert.Equal(2, _scene.Lines<RotationOwed>());
    }

    [Fact]
    public async Task In_the_ordinary_way_nothing_is_owed()
    {
        await _scene.Decide(new());
        await Name(_scene.Li);

        await _scene.Reveal(_scene.Li);

        Assert.Empty(Owed());
    }

    [Fact]
    public async Task It_shows_what_is_in_use_and_puts_nothing_in_custody()
    {
        await Name(_wang);
        CheckoutScene.Done(await _scene.BreakGlass(_wang));
        var proof = await _scene.Office.Proof(_wang, ProofPurpose.UseSecrets, _scene.Account.Id.Value);
        var actor = await _scene.Office.As(_wang);

        Assert.IsType<DepositOutcome.NotFound>(
            await _scene
                .Vault.Get<Deposit>()
                .Run(actor, proof, _scene.Account.Id, Component.Password, "x"u8.ToArray(), ValueOrigin.Typed)
        );
    }

    [Fact]
    public async Task Naming_is_proposed_by_one_and_confirmed_by_another_and_neither_gains()
    {
        var office = _scene.Office;
        var request = new GrantRequest.ForAppointment(_wang.Id, _scene.Account.Id, AppointmentRole.BreakGlass, null);
        foreach (var other in new[] { office.System, office.Reviewer, office.Security, _scene.Zhang })
            Assert.Equal(
                GrantRefusal.NotYourRole,
                Assert.IsType<ProposeOutcome.Refused>(await office.Propose(other, request)).Why
            );
        Assert.Equal(
            GrantRefusal.OwnBenefit,
            Assert
                .IsType<ProposeOutcome.Refused>(
                    await office.Propose(office.Registrar, request with { Who = office.Registrar.Id })
                )
                .Why
        );
        Assert.Equal(
            GrantRefusal.OfficeHolderMayNotReveal,
            Assert
                .IsType<ProposeOutcome.Refused>(
                    await office.Propose(office.Registrar, request with { Who = office.Security.Id })
                )
                .Why
        );
        var proposal = await office.Proposed(office.Registrar, request);
        Assert.Equal(
            GrantRefusal.OwnProposal,
            Assert.IsType<DecideOutcome.Refused>(await office.Confirm(office.Registrar, proposal)).Why
        );
        _scene.AssertRefused(CheckoutRefusal.NotAppointed, await _scene.BreakGlass(_wang));

        Assert.IsType<DecideOutcome.Done>(await office.Confirm(office.Security, proposal));

        CheckoutScene.Done(await _scene.BreakGlass(_wang));
    }

    [Fact]
    public async Task Whoever_is_named_gets_no_office_role()
    {
        await Name(_wang);

        var outcome = await _scene.Office.Propose(
            _scene.Office.Security,
            new GrantRequest.ForRole(_wang.Id, OfficeRole.Reviewer)
        );

        Assert.Equal(GrantRefusal.RevealerMayNotHoldOffice, Assert.IsType<ProposeOutcome.Refused>(outcome).Why);
    }

    private Task<AppointmentId> Name(Person person) => _scene.Appoint(person, AppointmentRole.BreakGlass);

    private List<RotationObligation> Owed()
    {
        using var db = _scene.Vault.Read();
        return [.. db.Set<RotationObligation>()];
    }
}
