using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.SignIns;
using Vault.Core.Witnesses;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>Breaking the glass never overrides a lock, the factor or the log, and of many at once each has it once.</summary>
[Trait("R", "R24")]
public sealed class BreakGlassLimitTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;
    private Person _wang = null!;
    private AppointmentId _naming;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set(new(CheckoutWay.Approval));
        _wang = await _scene.Person("wang.wu", "王五");
        await _scene.Deposit(_scene.Zhang, "Canary-7Yq2!vault");
        _naming = await _scene.Appoint(_wang, AppointmentRole.BreakGlass);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task A_change_that_is_owed_locks_the_account_for_him_as_well()
    {
        await _scene.Decide(new(ChangesOnReturn: true));
        var held = await _scene.Opened(_scene.Li);
        await _scene.Reveal(_scene.Li);
        CheckoutScene.Done(await _scene.Return(_scene.Li, held));

        _scene.AssertRefused(CheckoutRefusal.ChangeOwed, await _scene.BreakGlass(_wang));
    }

    [Fact]
    public async Task So_does_one_that_will_be_owed_by_somebody_who_may_no_longer_use_it()
    {
        await _scene.Decide(new(ChangesOnReturn: true));
        var zhao = await _scene.Person("zhao.liu", "赵六");
        var appointment = await _scene.Appoint(zhao, AppointmentRole.Administrator);
        await _scene.Opened(zhao);
        await _scene.Reveal(zhao);
        await _scene.End(appointment);

        _scene.AssertRefused(CheckoutRefusal.ChangeOwed, await _scene.BreakGlass(_wang));
    }

    [Fact]
    public async Task Whose_naming_ends_has_it_no_longer_not_even_as_an_administrator_without_approval()
    {
        await _scene.Appoint(_wang, AppointmentRole.Administrator);
        CheckoutScene.Done(await _scene.BreakGlass(_wang));
        var shown = Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_wang)).Secret;

        await _scene.End(_naming);

        Assert.Equal(CheckoutRefusal.NotOpen, Assert.IsType<RevealOutcome.NotHad>(await _scene.Reveal(_wang)).Why.Why);
        Assert.False(await Copy(shown));
        _scene.AssertRefused(CheckoutRefusal.NotAppointed, await _scene.BreakGlass(_wang));
    }

    [Fact]
    public async Task Whoever_is_disabled_neither_breaks_it_nor_keeps_it()
    {
        var broken = CheckoutScene.Done(await _scene.BreakGlass(_wang));
        var actor = await _scene.Office.As(_wang);
        var proof = await _scene.Office.Proof(_wang, ProofPurpose.BreakGlass, _scene.Account.Id.Value);
        var security = _scene.Office.Security;
        var administer = await _scene.Office.Proof(security, ProofPurpose.Administer, _wang.Id.Value);
        await _scene.Vault.Get<DisablePerson>().Run(await _scene.Office.As(security), administer, _wang.Id);

        Assert.Equal(CheckoutState.ForcedBack, _scene.State(broken));
        var outcome = await _scene
            .Vault.Get<OpenBreakGlass>()
            .Run(actor, proof, _scene.Account.Id, CheckoutScene.Reason());
        _scene.AssertRefused(CheckoutRefusal.NotAppointed, outcome);
    }

    [Fact]
    public async Task A_student_who_is_barred_stays_barred()
    {
        var student = await _scene.Office.Student();
        await _scene.Office.GiveSignIn(student);
        await _scene.Appoint(student, AppointmentRole.BreakGlass);

        _scene.AssertRefused(CheckoutRefusal.StudentsBarred, await _scene.BreakGlass(student));
    }

    [Fact]
    public async Task A_log_unwitnessed_for_too_long_shows_nothing_in_an_emergency_either()
    {
        var witness = new WitnessOptions(RevealLimit: TimeSpan.FromMinutes(10));
        Assert.IsType<Opening.Opened>(await _scene.Vault.Reopen(witness: witness));
        await _scene.Vault.Instance.Witnesses.Tell();
        CheckoutScene.Done(await _scene.Return(_wang, CheckoutScene.Done(await _scene.BreakGlass(_wang))));
        var file = _scene.Vault.Instance.Folders.WitnessFile;
        File.Move(file, file + ".away");
        Directory.CreateDirectory(file);
        await _scene.Vault.Write(scope => scope.Append(new AnonymousRefusalsCounted(1, scope.Now)));
        _scene.Vault.Clock.Turn(TimeSpan.FromMinutes(11));
        await _scene.Vault.Instance.Witnesses.Tell();

        _scene.AssertRefused(CheckoutRefusal.NotWitnessed, await _scene.BreakGlass(_wang));
    }

    [Fact]
    public async Task While_the_log_takes_no_line_nothing_is_had_and_nothing_is_shown()
    {
        var account = _scene.Account.Id;
        var actor = await _scene.Office.As(_wang);
        var proof = await _scene.Office.Proof(_wang, ProofPurpose.BreakGlass, account.Value);
        var use = await _scene.Office.Proof(_wang, ProofPurpose.UseSecrets, account.Value);
        var (open, reveal) = (_scene.Vault.Get<OpenBreakGlass>(), _scene.Vault.Get<Reveal>());
        await Faulty(() => open.Run(actor, proof, account, CheckoutScene.Reason()));
        using (var db = _scene.Vault.Read())
            Assert.Empty(db.Set<Checkout>());
        CheckoutScene.Done(await _scene.BreakGlass(_wang));

        await Faulty(() => reveal.Run(actor, use, account, Component.Password, CheckoutScene.Reason()));

        Assert.Equal((0, 0), (_scene.Lines<SecretRevealed>(), _scene.Lines<RotationOwed>()));
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_wang));
    }

    [Fact]
    public async Task His_own_checkout_overdue_is_returned_first()
    {
        await _scene.Appoint(_wang, AppointmentRole.Administrator);
        var own = await _scene.Opened(_wang);
        _scene.AssertRefused(CheckoutRefusal.AskedBefore, await _scene.BreakGlass(_wang));
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(7));

        _scene.AssertRefused(CheckoutRefusal.Overdue, await _scene.BreakGlass(_wang));
        CheckoutScene.Done(await _scene.Return(_wang, own));
        CheckoutScene.Done(await _scene.BreakGlass(_wang));
    }

    [Fact]
    public async Task The_limit_of_an_hour_counts_in_an_emergency_too()
    {
        var security = _scene.Office.Security;
        var proof = await _scene.Office.Proof(security, ProofPurpose.Administer, security.Id.Value);
        await _scene
            .Vault.Get<DecideUsePolicy>()
            .Run(await _scene.Office.As(security), proof, new(UseTerms.FewestUses));
        CheckoutScene.Done(await _scene.BreakGlass(_wang));
        for (var i = 0; i < UseTerms.FewestUses; i++)
            Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal(_wang));

        Assert.Equal(CustodyRefusal.TooMany, Assert.IsType<RevealOutcome.Refused>(await _scene.Reveal(_wang)).Why);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("another account")]
    [InlineData("another purpose")]
    [InlineData("another person")]
    [InlineData("five minutes old")]
    [InlineData("used")]
    public async Task The_factor_has_to_be_given_for_this(string wrong)
    {
        var account = _scene.Account.Id;
        var actor = await _scene.Office.As(_wang);
        var proof = wrong switch
        {
            "none" => null,
            "another account" => await _scene.Office.Proof(_wang, ProofPurpose.BreakGlass, Guid.NewGuid()),
            "another purpose" => await _scene.Office.Proof(_wang, ProofPurpose.UseSecrets, account.Value),
            "another person" => await _scene.Office.Proof(_scene.Li, ProofPurpose.BreakGlass, account.Value),
            _ => await _scene.Office.Proof(_wang, ProofPurpose.BreakGlass, account.Value),
        };
        if (wrong == "five minutes old")
            _scene.Vault.Clock.Turn(FreshProof.Lifetime);
        var open = _scene.Vault.Get<OpenBreakGlass>();
        if (wrong == "used")
        {
            var first = CheckoutScene.Done(await open.Run(actor, proof, account, CheckoutScene.Reason()));
            CheckoutScene.Done(await _scene.Return(_wang, first));
        }

        var outcome = await open.Run(actor, proof, account, CheckoutScene.Reason());

        _scene.AssertRefused(CheckoutRefusal.ProofNotFresh, outcome);
        Assert.Equal(wrong == "used" ? 1 : 0, _scene.Lines<BreakGlassOpened>());
    }

    [Fact]
    public async Task Broken_it_still_takes_a_factor_for_every_account_and_a_reason_for_every_value()
    {
        CheckoutScene.Done(await _scene.BreakGlass(_wang));

        var outcome = await _scene
            .Vault.Get<Reveal>()
            .Run(await _scene.Office.As(_wang), null, _scene.Account.Id, Component.Password, CheckoutScene.Reason());

        Assert.Equal(CustodyRefusal.ProofNotFresh, Assert.IsType<RevealOutcome.Refused>(outcome).Why);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Of_many_tries_at_once_he_has_it_once_and_every_try_is_a_line(int many)
    {
        var actor = await _scene.Office.As(_wang);
        var proofs = new List<FreshProof>();
        for (var i = 0; i < many; i++)
            proofs.Add(await _scene.Office.Proof(_wang, ProofPurpose.BreakGlass, _scene.Account.Id.Value));
        var before = _scene.Vault.Log().Count;
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tries = proofs
            .Select(async proof =>
            {
                await start.Task;
                return await _scene
                    .Vault.Get<OpenBreakGlass>()
                    .Run(actor, proof, _scene.Account.Id, CheckoutScene.Reason());
            })
            .ToArray();
        start.SetResult();
        var outcomes = await Task.WhenAll(tries);

        Assert.Single(outcomes, o => o is CheckoutOutcome.Done);
        Assert.Equal(before + many, _scene.Vault.Log().Count);
        Assert.Equal((1, many - 1), (_scene.Lines<BreakGlassOpened>(), _scene.Lines<CheckoutStepRefused>()));
    }

    [Fact]
    public async Task Reviewed_by_many_at_once_it_is_reviewed_once()
    {
        var broken = CheckoutScene.Done(await _scene.BreakGlass(_wang));
        CheckoutScene.Done(await _scene.Return(_wang, broken));
        var tries = new List<Func<Task<CheckoutOutcome>>>();
        for (var i = 0; i < 32; i++)
        {
            var who = i % 2 == 0 ? _scene.Leader : _scene.Office.Registrar;
            var actor = await _scene.Office.As(who);
            var proof = await _scene.Office.Proof(who, ProofPurpose.Approve, broken.Id.Value);
            var verdict = i % 3 == 0 ? BreakGlassVerdict.Violation : BreakGlassVerdict.InOrder;
            tries.Add(() =>
                _scene.Vault.Get<ReviewBreakGlass>().Run(actor, proof, broken.Id, verdict, CheckoutScene.Reason())
            );
        }

        var outcomes = await Task.WhenAll(tries.Select(t => Task.Run(t)));

        Assert.Single(outcomes, o => o is CheckoutOutcome.Done);
        Assert.Equal(1, _scene.Lines<BreakGlassReviewed>());
    }

    /// <summary>The disk fails meanwhile.</summary>
    private async Task Faulty(Func<Task> act)
    {
        _scene.Vault.Instance.Store.Schema = null;
        _scene.Vault.Sql("CREATE TRIGGER fault BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'fault'); END");
        await Assert.ThrowsAsync<VaultUnavailableException>(act);
        _scene.Vault.Sql("DROP TRIGGER fault");
    }

    private async Task<bool> Copy(SealedSecret shown) =>
        await _scene
            .Vault.Get<CopySecret>()
            .Run(
                await _scene.Office.As(_wang),
                await _scene.Office.Proof(_wang, ProofPurpose.UseSecrets, _scene.Account.Id.Value),
                _scene.Account.Id,
                Component.Password,
                shown.Id
            );
}
