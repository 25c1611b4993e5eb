using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Notices;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations;

/// <summary>定期改密: what has been in use long enough is owed a change, once, by a pass of the vault.</summary>
public sealed class ScheduleTests : IAsyncLifetime
{
    private const string Seed = "otpauth://totp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private static readonly TimeSpan Default = TimeSpan.FromDays(RotationSchedule.DefaultDays);

    private RotationScene _scene = null!;

    private TestClock Clock => _scene.Vault.Clock;

    public async Task InitializeAsync() => _scene = await RotationScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    public async Task It_is_owed_when_its_ninety_days_are_over_and_not_before(int milliseconds, int owed)
    {
        Clock.Turn(TimeSpan.FromDays(90) + TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(owed, await Pass());

        Assert.Equal(owed, _scene.Open().Count);
        if (owed == 0)
            return;
        var line = Assert.IsType<RotationOwed>(_scene.Vault.LastEvent());
        Assert.Equal((_scene.Account, Component.Password, 1), (line.Account, line.Component, line.Version));
        Assert.Equal((RotationReason.Schedule, _scene.Open()[0].Due), (line.Why, line.Due));
        Assert.Contains(NoticeMatter.RotationOwed, _scene.Vault.OpenOf(_scene.Zhang));
    }

    [Fact]
    public async Task It_is_owed_once_however_many_passes_there_are_and_by_however_many_at_once()
    {
        Clock.Turn(Default);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(Pass)));
        Clock.Turn(TimeSpan.FromDays(365));
        Assert.Equal(0, await Pass());

        Assert.Single(_scene.Open());
        Assert.Single(_scene.Vault.Log(), l => l.Event is RotationOwed);
    }

    [Fact]
    public async Task Days_count_from_the_sign_in_that_was_seen_and_not_from_when_it_was_typed()
    {
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, RotationScene.Second));
        Clock.Turn(TimeSpan.FromDays(10));
        RotationScene.Done(await _scene.Verify(_scene.Leader));

        Clock.Turn(Default - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await Pass());
        Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await Pass());

        Assert.Equal(2, Assert.Single(_scene.Open()).Version);
    }

    [Fact]
    public async Task Only_a_newer_value_that_was_seen_to_work_ends_it()
    {
        Clock.Turn(Default);
        await Pass();

        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, RotationScene.Second));
        Assert.Single(_scene.Open());
        RotationScene.Done(await _scene.GiveUp(_scene.Zhang));
        Assert.Single(_scene.Open());
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, "a third value 3"));
        Assert.Single(_scene.Open());
        RotationScene.Done(await _scene.Verify(_scene.Leader));

        Assert.Empty(_scene.Open());
        Assert.Equal(0, await Pass());
    }

    [Fact]
    public async Task Each_secret_has_days_of_its_own_and_what_cannot_be_changed_or_shown_has_none()
    {
        Clock.Turn(TimeSpan.FromDays(30));
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, "an app secret 1", Component.AppSecret));
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, "news-office", Component.LoginName));
        await _scene.Checkouts.Turn("示例大学微博", "weibo");
        await _scene.Checkouts.Appoint(_scene.Zhang, AppointmentRole.Custodian);
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, Seed, Component.TotpSeed));
        _scene.Checkouts.TurnBack(_scene.Office.Account);

        Clock.Turn(TimeSpan.FromDays(60));
        Assert.Equal(1, await Pass());
        Assert.Equal([Component.Password], _scene.Open().Select(o => o.Component));
        Clock.Turn(TimeSpan.FromDays(30));
        Assert.Equal(1, await Pass());
        Clock.Turn(TimeSpan.FromDays(1000));
        Assert.Equal(0, await Pass());

        Assert.Equal([Component.Password, Component.AppSecret], _scene.Open().Select(o => o.Component).Order());
    }

    [Fact]
    public async Task What_is_owed_for_another_reason_is_not_owed_twice()
    {
        await _scene.Owe();
        Clock.Turn(Default);

        Assert.Equal(0, await Pass());

        Assert.Equal(RotationReason.DeclaredKnown, Assert.Single(_scene.Open()).Reason);
    }

    [Fact]
    public async Task Of_a_cancelled_account_nothing_is_owed()
    {
        await Cancel();
        Clock.Turn(Default);

        Assert.Equal(0, await Pass());

        Assert.Empty(_scene.Open());
    }

    /// <summary>A custodian who is five days late each time, and a value of another account that nobody ever changes.</summary>
    [Fact]
    public async Task Over_a_year_it_comes_round_for_whoever_changes_it_and_stays_for_whoever_does_not()
    {
        var begun = Clock.Now;
        await _scene.Checkouts.Turn("示例大学团委");
        await _scene.Checkouts.Appoint(_scene.Zhang, AppointmentRole.Custodian);
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, "a value for ever"));
        var neglected = _scene.Account;
        _scene.Checkouts.TurnBack(_scene.Office.Account);
        var days = new List<int>();
        for (var day = 1; day <= 365; day++)
        {
            Clock.Turn(begun.AddDays(day) - Clock.Now);
            await Pass();
            if (_scene.Open() is not [{ Since: var since }])
                continue;
            if (since == Clock.Now)
                days.Add(day);
            if (Clock.Now - since != TimeSpan.FromDays(5))
                continue;
            RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, $"the value of day {day}"));
            RotationScene.Done(await _scene.Verify(_scene.Leader));
        }

        Assert.Equal([90, 185, 280], days);
        using var db = _scene.Vault.Read();
        var other = Assert.Single(db.Set<RotationObligation>(), o => o.Account == neglected);
        Assert.Equal((begun.AddDays(90), RotationReason.Schedule), (other.Since, other.Reason));
    }

    [Theory]
    [InlineData(RotationSchedule.FewestDays - 1, false)]
    [InlineData(RotationSchedule.FewestDays, true)]
    [InlineData(RotationSchedule.MostDays, true)]
    [InlineData(RotationSchedule.MostDays + 1, false)]
    public async Task As_many_days_as_can_be_meant_are_taken_and_counted(int days, bool isTaken)
    {
        var outcome = await Decide(days);

        if (!isTaken)
        {
            Assert.IsType<RotationScheduleOutcome.Unsound>(outcome);
            Assert.DoesNotContain(_scene.Vault.Log(), l => l.Event is RotationScheduleDecided);
            return;
        }
        Assert.IsType<RotationScheduleOutcome.Decided>(outcome);
        var line = Assert.IsType<RotationScheduleDecided>(_scene.Vault.LastEvent());
        Assert.Equal((_scene.Account, (int?)days), (line.Account, line.Days));
        Assert.Null(line.Reason);
        Clock.Turn(TimeSpan.FromDays(days) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await Pass());
        Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await Pass());
    }

    [Fact]
    public async Task Off_it_is_never_owed_and_why_stands_in_the_log_and_on_again_it_is()
    {
        Assert.IsType<RotationScheduleOutcome.Unsound>(await Decide(null));
        Assert.IsType<RotationScheduleOutcome.Decided>(await Decide(null, "平台只能扫码登录"));
        var line = Assert.IsType<RotationScheduleDecided>(_scene.Vault.LastEvent());
        Assert.Null(line.Days);
        Assert.NotNull(line.Reason);
        Clock.Turn(TimeSpan.FromDays(1000));
        Assert.Equal(0, await Pass());

        Assert.IsType<RotationScheduleOutcome.Decided>(await Decide(RotationSchedule.MostDays));

        Assert.Equal(1, await Pass());
        Assert.Empty(Reason());
    }

    [Fact]
    public async Task What_is_so_already_leaves_no_line_and_costs_no_code()
    {
        var before = _scene.Vault.Log().Count;
        var decide = _scene.Vault.Get<DecideRotationSchedule>();
        var actor = await _scene.Office.As(_scene.Office.Registrar);

        var outcome = await decide.Run(actor, null, _scene.Account, RotationSchedule.DefaultDays);

        Assert.IsType<RotationScheduleOutcome.Decided>(outcome);
        Assert.DoesNotContain(_scene.Vault.Log().Skip(before), l => l.Event is RotationScheduleDecided);
    }

    [Fact]
    public async Task Registrars_decide_with_a_fresh_factor_for_this_account_and_nobody_else()
    {
        Person[] others = [_scene.Zhang, _scene.Leader, _scene.Office.Security, _scene.Office.System];
        foreach (var other in others)
        {
            Assert.IsType<RotationScheduleOutcome.NotYourRole>(await Decide(60, by: other));
            Assert.IsType<AccessRefused>(_scene.Vault.LastEvent());
        }
        foreach (var subject in new[] { Guid.NewGuid(), Guid.Empty })
        {
            Assert.IsType<RotationScheduleOutcome.ProofNotFresh>(await Decide(60, subject: subject));
            Assert.IsType<AccessRefused>(_scene.Vault.LastEvent());
        }
        var actor = await _scene.Office.As(_scene.Office.Registrar);
        var stale = await _scene.Office.Proof(_scene.Office.Registrar, ProofPurpose.Administer, _scene.Account.Value);
        Clock.Turn(FreshProof.Lifetime);
        var decide = _scene.Vault.Get<DecideRotationSchedule>();
        Assert.IsType<RotationScheduleOutcome.ProofNotFresh>(await decide.Run(actor, stale, _scene.Account, 60));
        Assert.IsType<RotationScheduleOutcome.NotFound>(await decide.Run(actor, stale, AccountId.New(), 60));
    }

    private Task<int> Pass() => _scene.Vault.Get<OweScheduled>().Run();

    private async Task<RotationScheduleOutcome> Decide(
        int? days,
        string? off = null,
        Person? by = null,
        Guid? subject = null
    )
    {
        var person = by ?? _scene.Office.Registrar;
        var proof = await _scene.Office.Proof(person, ProofPurpose.Administer, subject ?? _scene.Account.Value);
        var why = off is null ? null : CheckoutScene.Reason(off);
        var decide = _scene.Vault.Get<DecideRotationSchedule>();
        return await decide.Run(await _scene.Office.As(person), proof, _scene.Account, days, why);
    }

    private byte[] Reason()
    {
        using var db = _scene.Vault.Read();
        return db.Set<RotationSchedule>().Single(s => s.Account == _scene.Account).SealedReason ?? [];
    }

    private Task Cancel() =>
        _scene.Vault.Write(s =>
        {
            var row = s.Db.Set<Account>().Single(a => a.Id == _scene.Account);
            row.Change(AccountFacts.Of(row, AccountDetails.None) with { Status = AccountStatus.Cancelled }, null);
            s.Append(new AccountFactChanged(_scene.Account, AccountFact.Status, null, null));
        });
}
