using System.Text;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Incidents;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Notices;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Incidents;

/// <summary>疑似被盗用: from the report on nobody has the account, and whoever answers for it changes it.</summary>
[Trait("R", "R30")]
public sealed class FreezeTests : IAsyncLifetime
{
    private const string First = "Canary-7Yq2!vault";

    private CheckoutScene _scene = null!;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set(new(CheckoutWay.Direct, IsExclusive: false));
        await _scene.Deposit(_scene.Zhang, First);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task With_the_report_whatever_anybody_has_or_has_asked_for_comes_to_its_end()
    {
        var (held, other) = (await _scene.Opened(_scene.Li), await _scene.Opened(_scene.Zhang));
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Li));
        await _scene.Decide(new(CheckoutWay.Approval, IsExclusive: false));
        await _scene.Extend(_scene.Li, held, held.Due.AddHours(20));
        var wang = await _scene.Person("wang.wu", "王五");
        await _scene.Appoint(wang, AppointmentRole.Administrator);
        var waiting = await _scene.Asked(wang);
        var zhao = await _scene.Person("zhao.liu", "赵六");
        await _scene.Appoint(zhao, AppointmentRole.Administrator);
        var approved = await _scene.Asked(zhao);
        CheckoutScene.Done(await _scene.Approve(_scene.Leader, approved));
        await _scene.Appoint(wang, AppointmentRole.BreakGlass);
        var broken = CheckoutScene.Done(await _scene.BreakGlass(wang));

        var id = await _scene.Reported(_scene.Responsible);

        Assert.All(new[] { held, other, broken }, c => Assert.Equal(CheckoutState.ForcedBack, _scene.State(c)));
        Assert.All(new[] { waiting, approved }, c => Assert.Equal(CheckoutState.Withdrawn, _scene.State(c)));
        using var db = _scene.Vault.Read();
        Assert.All(db.Set<Checkout>(), c => Assert.NotNull(c.Ending));
        var lines = _scene.Vault.Log().Select(l => l.Event).OfType<FrozenCheckoutEnded>().ToList();
        Assert.Equal(6, lines.Count);
        Assert.All(lines, l => Assert.Equal(id, l.Incident));
        foreach (var person in new[] { _scene.Li, _scene.Zhang, wang })
        {
            Assert.Equal(CheckoutRefusal.Frozen, await NotHad(person));
            Assert.Contains(NoticeMatter.CheckoutFrozen, _scene.Vault.OpenOf(person));
        }
    }

    [Fact]
    public async Task While_it_is_open_nobody_has_the_account_in_any_way()
    {
        await _scene.Appoint(_scene.Li, AppointmentRole.BreakGlass);
        await _scene.Reported(_scene.Zhang);

        foreach (var way in new[] { CheckoutWay.Direct, CheckoutWay.Approval, CheckoutWay.TwoPersons })
        {
            await _scene.Decide(new(way));
            foreach (var person in new[] { _scene.Zhang, _scene.Li })
            {
                _scene.AssertRefused(CheckoutRefusal.Frozen, await _scene.Ask(person));
                Assert.Equal(CheckoutRefusal.Frozen, await NotHad(person));
            }
        }
        _scene.AssertRefused(CheckoutRefusal.Frozen, await _scene.BreakGlass(_scene.Li));
        Assert.DoesNotContain(_scene.Vault.Log(), l => l.Event is SecretRevealed);
    }

    [Fact]
    public async Task It_holds_over_a_restart()
    {
        await _scene.Reported(_scene.Zhang);

        await _scene.Vault.Reopen();

        using var db = _scene.Vault.Read();
        Assert.True(Freeze.Read(db, _scene.Account.Id).IsOn);
    }

    [Fact]
    public async Task Its_custodian_gets_at_the_former_value_once_he_has_set_a_new_one_and_only_until_it_is_seen_to_work()
    {
        await _scene.Reported(_scene.Leader);
        Assert.Equal(CheckoutRefusal.Frozen, await NotHad(_scene.Zhang));

        await _scene.Deposit(_scene.Zhang, "a new value 2");

        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Zhang));
        Assert.Equal(CheckoutRefusal.Frozen, await NotHad(_scene.Li));
        Assert.IsType<VerificationOutcome.Done>(await Verified());
        Assert.Equal(CheckoutRefusal.Frozen, await NotHad(_scene.Zhang));
    }

    [Fact]
    public async Task An_administrator_who_sets_a_new_one_is_shown_his_own_and_nothing_else()
    {
        await _scene.Reported(_scene.Leader);

        await Generated(_scene.Li);

        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Li, which: WhichVersion.Pending));
        Assert.Equal(CheckoutRefusal.Frozen, await NotHad(_scene.Li));
        Assert.Equal(CheckoutRefusal.Frozen, await NotHad(_scene.Zhang));
        Assert.IsType<PendingOutcome.Done>(await Applied(_scene.Li));
        Assert.IsType<VerificationOutcome.Done>(await Verified());
        Assert.Empty(Owed());
    }

    [Fact]
    public async Task Everything_that_can_be_changed_is_owed_a_change_once_newer_than_what_is_on_its_way()
    {
        await _scene.Deposit(_scene.Zhang, "an app secret 1", Component.AppSecret);
        await _scene.Deposit(_scene.Zhang, "news-office", Component.LoginName);
        await Generated(_scene.Zhang);

        var id = await _scene.Reported(_scene.Zhang);

        Assert.Equal(
            [(Component.Password, 2), (Component.AppSecret, 1)],
            Owed().OrderBy(o => o.Component).Select(o => (o.Component, o.Version))
        );
        Assert.All(Owed(), o => Assert.Equal(RotationReason.SuspectedCompromise, o.Reason));
        // Of the clock of the tests 2026-03-02 is a Monday.
        Assert.All(Owed(), o => Assert.Equal(OrganisationTime.DayOf(_scene.Now).AddDays(1), o.Due));
        Assert.IsType<IncidentOutcome.Done>(await _scene.Conclude(_scene.Office.Registrar, id));
        await _scene.Reported(_scene.Zhang);
        Assert.Equal(2, Owed().Count);
    }

    [Fact]
    public async Task A_value_that_is_used_elsewhere_is_owed_a_change_there_too()
    {
        var here = _scene.Account;
        await _scene.Turn("示例大学团委");
        await _scene.Appoint(_scene.Zhang, AppointmentRole.Custodian);
        await _scene.Deposit(_scene.Zhang, First);
        await _scene.Deposit(_scene.Zhang, "an app secret 1", Component.AppSecret);
        var elsewhere = _scene.Account;
        _scene.TurnBack(here);

        await _scene.Reported(_scene.Zhang);

        var there = Assert.Single(Owed(), o => o.Account == elsewhere.Id);
        Assert.Equal((Component.Password, RotationReason.SuspectedCompromise), (there.Component, there.Reason));
        using var db = _scene.Vault.Read();
        Assert.False(Freeze.Read(db, elsewhere.Id).IsOn);
    }

    [Fact]
    public async Task Whoever_answers_for_the_account_is_told_and_whoever_reported_it_is_told_how_it_ended()
    {
        var id = await _scene.Reported(_scene.Leader);
        Person[] told = [_scene.Zhang, _scene.Responsible, _scene.Office.Registrar, _scene.Office.OtherRegistrar];
        Assert.All(told, p => Assert.Contains(NoticeMatter.CompromiseReported, _scene.Vault.OpenOf(p)));
        Assert.DoesNotContain(NoticeMatter.CompromiseReported, _scene.Vault.OpenOf(_scene.Li));

        await _scene.Conclude(_scene.Office.Registrar, id);

        Assert.All(told, p => Assert.DoesNotContain(NoticeMatter.CompromiseReported, _scene.Vault.OpenOf(p)));
        Assert.Contains(NoticeMatter.IncidentConcluded, _scene.Vault.OpenOf(_scene.Leader));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Nothing_is_shown_after_the_line_of_the_report(int many)
    {
        await _scene.Vault.LiftUses();
        for (var round = 0; round < 3; round++)
        {
            var proof = await _scene.Office.Proof(_scene.Li, ProofPurpose.UseSecrets, _scene.Account.Id.Value);
            var li = await _scene.Office.As(_scene.Li);
            var before = _scene.Vault.Log().Count;
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var reveals = Enumerable.Range(0, many).Select(_ => Task.Run(() => Shown(li, proof, start.Task))).ToList();
            var reports = new[] { _scene.Leader, _scene.Zhang }.Select(p => Task.Run(() => Report(p, start.Task)));
            var ends = reports.ToList();

            start.SetResult();
            var shown = (await Task.WhenAll(reveals)).Count(s => s);
            var reported = (await Task.WhenAll(ends)).OfType<IncidentOutcome.Done>().ToList();

            var lines = _scene.Vault.Log().Skip(before).ToList();
            var report = Assert.Single(lines, l => l.Event is CompromiseReported);
            var revealed = lines.Where(l => l.Event is SecretRevealed).ToList();
            Assert.Equal(shown, revealed.Count);
            Assert.All(revealed, l => Assert.True(l.Sequence < report.Sequence));
            Assert.DoesNotContain(lines, l => l.Event is TamperingDetected);
            Assert.IsNotType<RevealOutcome.Granted>(await _scene.Reveal(_scene.Li));
            await _scene.Conclude(_scene.Office.Registrar, Assert.Single(reported).Incident);
        }
    }

    private async Task<bool> Shown(Actor actor, FreshProof proof, Task start)
    {
        await start;
        var reveal = _scene.Vault.Get<Reveal>();
        var (account, why) = (_scene.Account.Id, CheckoutScene.Reason());
        return await reveal.Run(actor, proof, account, Component.Password, why) is RevealOutcome.Granted;
    }

    private async Task<IncidentOutcome> Report(Person by, Task start)
    {
        await start;
        return await _scene.Report(by);
    }

    private async Task<CheckoutRefusal> NotHad(Person person) =>
        Assert.IsType<RevealOutcome.NotHad>(await _scene.Reveal(person)).Why.Why;

    private List<RotationObligation> Owed()
    {
        using var db = _scene.Vault.Read();
        return [.. RotationObligation.Open(db)];
    }

    private async Task Generated(Person by)
    {
        var (account, value) = (_scene.Account.Id, Encoding.UTF8.GetBytes("a generated value 2"));
        var proof = await _scene.Office.Proof(by, ProofPurpose.UseSecrets, account.Value);
        var deposit = _scene.Vault.Get<Deposit>();
        var actor = await _scene.Office.As(by);
        Assert.IsType<DepositOutcome.Deposited>(
            await deposit.Run(actor, proof, account, Component.Password, value, ValueOrigin.Generated)
        );
    }

    private async Task<PendingOutcome> Applied(Person by)
    {
        var proof = await _scene.Office.Proof(by, ProofPurpose.UseSecrets, _scene.Account.Id.Value);
        var apply = _scene.Vault.Get<ApplyPending>();
        return await apply.Run(await _scene.Office.As(by), proof, _scene.Account.Id, Component.Password);
    }

    private Task<VerificationOutcome> Verified() =>
        _scene.Vault.Verify(_scene.Leader, _scene.Account.Id, Component.Password);
}
