using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations;

/// <summary>登录验证: a new value is in use once a second person has seen it work, and not before.</summary>
public sealed class VerificationTests : IAsyncLifetime
{
    private RotationScene _scene = null!;

    public async Task InitializeAsync()
    {
        _scene = await RotationScene.Set();
        await _scene.Owe();
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, RotationScene.Second));
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Seen_to_work_it_is_in_use_and_the_former_one_retires()
    {
        var pending = _scene.Pending()!;
        Assert.True(pending.AwaitsVerification);
        Assert.Single(_scene.Open());

        RotationScene.Done(await _scene.Verify(_scene.Leader));

        var line = Assert.IsType<SecretVerified>(_scene.Vault.LastEvent());
        Assert.Equal((pending.Id, 2, _scene.Zhang.Id), (line.VersionId, line.Version, line.Person));
        var current = _scene.Current()!;
        Assert.Equal((pending.Id, _scene.Leader.Id), (current.Id, current.VerifiedBy));
        Assert.NotNull(current.VerifiedAt);
        Assert.Equal(VersionState.Retired, _scene.Versions()[0].State);
        Assert.Empty(_scene.Open());
    }

    [Fact]
    public async Task What_was_verified_and_replaced_since_still_ends_what_was_owed()
    {
        RotationScene.Done(await _scene.Verify(_scene.Leader));
        await _scene.Owe();
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, "a third value 3"));
        RotationScene.Done(await _scene.Verify(_scene.Leader));

        Assert.Empty(_scene.Open());
        using var db = _scene.Vault.Read();
        Assert.Equal(2, db.Set<RotationObligation>().Count());
    }

    [Fact]
    public async Task Seen_to_fail_it_goes_back_to_its_setter_who_may_try_again()
    {
        RotationScene.Done(await _scene.Verify(_scene.Leader, "平台提示密码错误"));

        var line = Assert.IsType<SecretVerificationFailed>(_scene.Vault.LastEvent());
        Assert.Equal(_scene.Zhang.Id, line.Person);
        Assert.NotNull(line.Why);
        Assert.Null(_scene.Pending()!.AppliedAt);
        Assert.Equal(1, _scene.Current()!.Version);
        Assert.Single(_scene.Open());
        _scene.AssertRefused(VerificationRefusal.NotApplied, await _scene.Verify(_scene.Leader));

        RotationScene.Done(await _scene.Apply(_scene.Zhang));
        RotationScene.Done(await _scene.Verify(_scene.Leader));

        Assert.Equal(2, _scene.Current()!.Version);
    }

    [Fact]
    public async Task Given_up_it_is_verified_by_nobody()
    {
        var pending = _scene.Pending();
        RotationScene.Done(await _scene.GiveUp(_scene.Zhang));

        _scene.AssertRefused(VerificationRefusal.TooLate, await _scene.Verify(_scene.Leader, version: pending));

        Assert.Single(_scene.Open());
    }

    [Fact]
    public async Task Whoever_uses_leads_or_keeps_the_register_may_and_nobody_else()
    {
        var stranger = await _scene.Checkouts.Person("stranger", "路人甲");
        var assistant = await _scene.Checkouts.Person("assistant", "协助甲");
        await _scene.Checkouts.Appoint(assistant, AppointmentRole.Assistant);
        foreach (var nobody in new[] { stranger, assistant, _scene.Office.Security })
            _scene.AssertRefused(VerificationRefusal.NotYours, await _scene.Verify(nobody));
        Person[] everybody = [_scene.Li, _scene.Leader, _scene.Checkouts.Responsible, _scene.Office.Registrar];
        foreach (var (somebody, round) in everybody.Select((p, round) => (p, round)))
        {
            RotationScene.Done(await _scene.Verify(somebody));
            Assert.Equal(somebody.Id, _scene.Current()!.VerifiedBy);
            RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, $"value of round {round}"));
        }
    }

    [Fact]
    public async Task The_setter_in_none_of_his_guises_may()
    {
        var (standIn, absent) = (
            await _scene.Checkouts.Person("stand-in", "代理甲"),
            await _scene.Checkouts.Person("absent", "出差甲")
        );
        await _scene.Checkouts.Appoint(standIn, AppointmentRole.Administrator, actingFor: _scene.Zhang);
        await _scene.Checkouts.Appoint(absent, AppointmentRole.SupervisingLeader);
        await _scene.Checkouts.Appoint(_scene.Zhang, AppointmentRole.SupervisingLeader, actingFor: absent);

        foreach (var guise in new[] { _scene.Zhang, standIn, absent })
            _scene.AssertRefused(VerificationRefusal.OwnChange, await _scene.Verify(guise));

        RotationScene.Done(await _scene.Verify(_scene.Li));
    }

    [Fact]
    public async Task The_leader_of_the_unit_may_where_the_account_has_none()
    {
        var above = await _scene.Checkouts.Person("above", "上级甲");
        var unit = _scene.Checkouts.Account.Unit;
        await _scene.Checkouts.Appoint(above, AppointmentRole.SupervisingLeader, over: unit);
        _scene.AssertRefused(VerificationRefusal.NotYours, await _scene.Verify(above));
        using (var db = _scene.Vault.Read())
        {
            var own = db.Set<Appointment>().AsEnumerable().Single(a => a.Person == _scene.Leader.Id);
            await _scene.Checkouts.End(own.Id);
        }

        RotationScene.Done(await _scene.Verify(above));
    }

    [Fact]
    public async Task A_setter_who_has_left_signs_in_before_nobody()
    {
        using (var db = _scene.Vault.Read())
        {
            var own = db.Set<Appointment>().AsEnumerable().Single(a => a.Person == _scene.Zhang.Id);
            await _scene.Checkouts.End(own.Id);
        }

        _scene.AssertRefused(VerificationRefusal.SetterGone, await _scene.Verify(_scene.Leader));
        RotationScene.Done(await _scene.GiveUp(_scene.Li));
        // It may be on the platform: whoever may use the account still reaches it.
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Li, WhichVersion.Retired));
    }

    [Fact]
    public async Task It_takes_a_second_factor_for_this_and_for_this_account_once()
    {
        var (session, actor) = await _scene.SignedIn(_scene.Leader);
        var (verify, pending) = (_scene.Vault.Get<VerifyChange>(), _scene.Pending()!.Id);
        FreshProof?[] wrong =
        [
            null,
            await _scene.Vault.Prove(session, actor, _scene.Account.Value, ProofPurpose.UseSecrets),
            await _scene.Vault.Prove(session, actor, Guid.NewGuid(), ProofPurpose.Verify),
        ];
        var stale = await _scene.Vault.Prove(session, actor, _scene.Account.Value, ProofPurpose.Verify);
        foreach (var proof in wrong)
            _scene.AssertRefused(
                VerificationRefusal.ProofNotFresh,
                await verify.Run(actor, proof, _scene.Account, pending)
            );
        _scene.Vault.Clock.Turn(FreshProof.Lifetime);
        _scene.AssertRefused(
            VerificationRefusal.ProofNotFresh,
            await verify.Run(actor, stale, _scene.Account, pending)
        );
        var good = await _scene.Vault.Prove(session, actor, _scene.Account.Value, ProofPurpose.Verify);
        RotationScene.Done(
            await verify.Run(actor, good, _scene.Account, pending, CheckoutScene.Reason("平台提示出错"))
        );
        RotationScene.Done(await _scene.Apply(_scene.Zhang));

        _scene.AssertRefused(VerificationRefusal.ProofNotFresh, await verify.Run(actor, good, _scene.Account, pending));
    }

    [Fact]
    public async Task Until_it_is_verified_whoever_uses_the_account_can_have_both_shown()
    {
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Li));
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Li, WhichVersion.Pending));
        Assert.Equal(2, Assert.IsType<SecretRevealed>(_scene.Vault.LastEvent()).Version);

        RotationScene.Done(await _scene.Verify(_scene.Leader, "平台提示密码错误"));

        Assert.IsType<RevealOutcome.Refused>(await _scene.Reveal(_scene.Li, WhichVersion.Pending));
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Zhang, WhichVersion.Pending));
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Li));
    }

    [Fact]
    public async Task Another_than_its_setter_needs_the_account_for_it()
    {
        await _scene.Checkouts.Decide(new(Core.Checkouts.CheckoutWay.Approval));

        Assert.IsType<RevealOutcome.NotHad>(await _scene.Reveal(_scene.Li, WhichVersion.Pending));
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Zhang, WhichVersion.Pending));
    }

    [Fact]
    public async Task The_first_value_is_in_use_at_once_and_ends_nothing_that_was_owed()
    {
        var first = RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, "app secret 1", Component.AppSecret));

        Assert.Equal(VersionState.Current, first.State);
        var row = _scene.Current(Component.AppSecret)!;
        Assert.NotNull(row.AppliedAt);
        Assert.Null(row.VerifiedAt);
        Assert.False(
            RotationObligation.Of(_scene.Account, Component.AppSecret, 0, default, row.SetAt, default) is var owed
                && !owed.IsOpen([row])
        );
    }

    [Fact]
    public async Task What_cannot_be_changed_is_replaced_at_once()
    {
        foreach (var value in new[] { "demo@example.edu.cn", "other@example.edu.cn" })
            Assert.Equal(
                VersionState.Current,
                RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, value, Component.LoginName)).State
            );
    }
}
