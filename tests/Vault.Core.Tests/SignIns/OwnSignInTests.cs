using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Core.Tests.Audit;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R06, R11, R12, R15, R19: what a person changes about his own sign-in, and his sessions.</summary>
public sealed class OwnSignInTests : SignInRig
{
    private const string Wanted = "another sentence nobody guesses 7";

    [Fact]
    public async Task A_new_password_takes_the_place_of_the_old_one_and_ends_the_other_sessions()
    {
        var other = await SignedIn();
        Vault.Clock.Turn(OneStep);
        var who = await SignedIn();
        var outcome = await Change(who, await Prove(who), SignInKit.Password, Wanted);
        Assert.Equal(1, Assert.IsType<ChangePasswordOutcome.Changed>(outcome).SessionsEnded);
        Assert.Equal(
            [new PasswordChanged(Person.Id), new SessionsEnded(Person.Id, 1)],
            Vault.Log().TakeLast(2).Select(l => l.Event)
        );
        Assert.False(other.Session.IsLive(Vault.Clock.Now));
        Assert.True(who.Session.IsLive(Vault.Clock.Now));
        Vault.Clock.Turn(OneStep);
        IsRefused(await SignIn(Code()));
        IsIn(await SignIn(UserName, Wanted, Code()));
    }

    [Fact]
    public async Task Without_the_present_password_the_password_stays()
    {
        var who = await SignedIn();
        var outcome = await Change(who, await Prove(who), "wrong", Wanted);
        Assert.IsType<ChangePasswordOutcome.WrongPassword>(outcome);
        Assert.Equal(1, Count().InARow);
        Vault.Clock.Turn(OneStep);
        IsRefused(await SignIn(UserName, Wanted, Code()));
        IsIn(await SignIn(Code()));
    }

    [Fact]
    public async Task A_poor_password_is_refused()
    {
        var who = await SignedIn();
        var outcome = await Change(who, await Prove(who), SignInKit.Password, "张三 and 示例大学 forever");
        var reasons = Assert.IsType<ChangePasswordOutcome.PasswordRefused>(outcome).Reasons;
        Assert.Contains(PasswordRefusal.HoldsPersonName, reasons);
        Assert.Contains(PasswordRefusal.HoldsOrganisation, reasons);
    }

    [Fact]
    public async Task A_proof_changes_one_thing_once()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        Assert.NotNull(await Vault.Get<IssueRecoveryCodes>().Run(who.Actor, proof));
        Assert.IsType<ChangePasswordOutcome.ProofNotFresh>(await Change(who, proof, SignInKit.Password, Wanted));
        Assert.Equal(new OwnChangeRefused(Person.Id), LastLine().Event);
        Assert.Null(await Vault.Get<IssueRecoveryCodes>().Run(who.Actor, proof));
        Assert.Equal(new OwnChangeRefused(Person.Id), LastLine().Event);
        Assert.Equal(0, Count().InARow);
    }

    [Fact]
    public async Task A_proof_for_another_purpose_changes_nothing()
    {
        var who = await SignedIn();
        var proof = await Vault.Prove(who.Session, who.Actor, null, ProofPurpose.Administer);
        Assert.Null(await Vault.Get<IssueRecoveryCodes>().Run(who.Actor, proof));
        Assert.Null(Vault.Get<OfferSecondFactor>().Run(who.Session, proof));
        Assert.IsType<ChangePasswordOutcome.ProofNotFresh>(await Change(who, proof, SignInKit.Password, Wanted));
        IsRefused(await SignIn(UserName, Wanted, Code()));
    }

    [Fact]
    public async Task A_new_factor_takes_the_place_of_the_old_one()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        var seed = Vault.Get<OfferSecondFactor>().Run(who.Session, proof)!;
        var fresh = new Enrolled(Person, "", SimpleBase.Base32.Rfc4648.Decode(seed.Base32()), []);
        Assert.Equal(ReplaceSecondFactorOutcome.WrongCode, await Replace(who, proof, Code()));
        var code = fresh.Code(Vault.Clock.Now);
        Assert.Equal(ReplaceSecondFactorOutcome.Replaced, await Replace(who, proof, code));
        Assert.Equal(new SecondFactorEnrolled(Person.Id), LastLine().Event);
        IsRefused(await SignIn(code));
        Vault.Clock.Turn(OneStep);
        IsRefused(await SignIn(Code()));
        IsIn(await SignIn(fresh.Code(Vault.Clock.Now)));
        Assert.Equal(ReplaceSecondFactorOutcome.NotBegun, await Replace(who, proof, code));
    }

    [Fact]
    public async Task A_change_that_its_caller_does_not_live_to_see_ends_the_other_sessions_too()
    {
        var other = await SignedIn();
        Vault.Clock.Turn(OneStep);
        var who = await SignedIn();
        var proof = await Prove(who);
        var seed = Vault.Get<OfferSecondFactor>().Run(who.Session, proof)!;
        var code = Totp.Compute(
            SimpleBase.Base32.Rfc4648.Decode(seed.Base32()),
            TotpParameters.Standard,
            Vault.Clock.Now
        );
        using var go = new ManualResetEventSlim();
        Task<bool> slow;
        Task<ReplaceSecondFactorOutcome> change;
        await using (await HeldWriter.Hold(Vault.Writer))
        {
            Vault.Writer.Patience = TimeSpan.FromMilliseconds(200);
            change = Replace(who, proof, code);
            Vault.Writer.Patience = TimeSpan.FromSeconds(10);
            // In the same batch, behind the change.
            slow = Vault.Writer.Write(Actor.System, _ => go.Wait(TimeSpan.FromSeconds(10)));
        }
        await Assert.ThrowsAsync<VaultUnavailableException>(() => change);
        go.Set();
        await slow;
        Assert.True(other.Session.HasEnded);
        Assert.False(who.Session.HasEnded);
        Assert.Equal(
            [new SecondFactorEnrolled(Person.Id), new SessionsEnded(Person.Id, 1)],
            Vault.Log().TakeLast(2).Select(l => l.Event)
        );
    }

    [Fact]
    public async Task A_sign_in_that_began_with_the_old_factor_does_not_outlive_it()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        var seed = Vault.Get<OfferSecondFactor>().Run(who.Session, proof)!;
        Vault.Clock.Turn(OneStep);
        var code = Totp.Compute(
            SimpleBase.Base32.Rfc4648.Decode(seed.Base32()),
            TotpParameters.Standard,
            Vault.Clock.Now
        );
        Task<SignInOutcome> signIn;
        Task<ReplaceSecondFactorOutcome> change;
        var counted = await HeldWriter.Hold(Vault.Writer);
        signIn = SignIn(Code());
        var judged = HeldWriter.Hold(Vault.Writer);
        // The attempt is counted now; the second holder keeps the writer while the password is verified.
        await counted.DisposeAsync();
        await using (await judged)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300));
            change = Replace(who, proof, code);
        }
        Assert.Equal(ReplaceSecondFactorOutcome.Replaced, await change);
        IsRefused(await signIn);
        Assert.Equal([who.Session], Vault.Sessions.Of(Person.Id, Vault.Clock.Now));
    }

    [Fact]
    public async Task A_new_factor_needs_the_old_one_to_be_fresh_still()
    {
        var who = await SignedIn();
        var proof = await Prove(who);
        var seed = Vault.Get<OfferSecondFactor>().Run(who.Session, proof)!;
        Vault.Clock.Turn(FreshProof.Lifetime);
        var code = Totp.Compute(
            SimpleBase.Base32.Rfc4648.Decode(seed.Base32()),
            TotpParameters.Standard,
            Vault.Clock.Now
        );
        Assert.Equal(ReplaceSecondFactorOutcome.ProofNotFresh, await Replace(who, proof, code));
        IsIn(await SignIn(Code()));
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once_typed_in_any_way()
    {
        IsIn(await SignIn(Has.RecoveryCodes[0]));
        Assert.Equal(9, Events<RecoveryCodeUsed>().Single().Left);
        IsRefused(await SignIn(Has.RecoveryCodes[0]));
        var typed = Has.RecoveryCodes[1].ToLowerInvariant().Replace('-', ' ');
        IsIn(await SignIn(typed));
        IsRefused(await SignIn(Has.RecoveryCodes[1]));
        var who = await SignedIn();
        Assert.IsType<StepUpOutcome.Proven>(await StepUp(who, Has.RecoveryCodes[2]));
        Assert.IsType<StepUpOutcome.Wrong>(await StepUp(who, Has.RecoveryCodes[2]));
        Assert.Equal(7, Vault.Get<ReadOwnSignIn>().Run(who.Actor).RecoveryCodesLeft);
    }

    [Fact]
    public async Task A_recovery_code_used_by_several_at_once_lets_one_in()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => SignIn(Has.RecoveryCodes[0])))
        );
        Assert.Single(outcomes.OfType<SignInOutcome.SignedIn>());
    }

    [Fact]
    public async Task A_new_set_kills_the_old_one()
    {
        var who = await SignedIn();
        var codes = await Vault.Get<IssueRecoveryCodes>().Run(who.Actor, await Prove(who));
        Assert.Equal(10, codes!.Concat(Has.RecoveryCodes).Distinct().Count() - 10);
        IsRefused(await SignIn(Has.RecoveryCodes[0]));
        IsIn(await SignIn(codes![0]));
    }

    [Fact]
    public async Task A_recovery_code_has_80_bits_and_only_its_keyed_hash_is_kept()
    {
        Assert.All(Has.RecoveryCodes, c => Assert.Matches("^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$", c));
        await Vault.Reopen();
        var database = await File.ReadAllBytesAsync(Vault.DatabaseFile);
        foreach (var code in Has.RecoveryCodes)
        {
            Assert.Equal(-1, database.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(code)));
            var bare = code.Replace("-", "", StringComparison.Ordinal);
            Assert.Equal(-1, database.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(bare)));
        }
    }

    [Fact]
    public async Task A_used_recovery_code_put_back_by_SQL_is_refused()
    {
        IsIn(await SignIn(Has.RecoveryCodes[0]));
        Vault.Sql("UPDATE recovery_codes SET UsedAt = NULL");
        await Assert.ThrowsAsync<TamperedRowException>(() => SignIn(Has.RecoveryCodes[0]));
    }

    [Fact]
    public async Task Ones_sessions_are_seen_and_ended_and_nobody_elses()
    {
        var li = await Vault.AddPerson("li.si", "李四");
        var (foreign, _) = await Vault.SignIn(li);
        var first = await SignedIn();
        Vault.Clock.Turn(OneStep);
        var second = await SignedIn();
        Vault.Clock.Turn(OneStep);
        var who = await SignedIn();
        Assert.Equal(3, Vault.Sessions.Of(Person.Id, Vault.Clock.Now).Count);
        var end = Vault.Get<EndOwnSessions>();
        Assert.Equal(0, await end.Run(who.Actor, who.Session, foreign.Id));
        Assert.Equal(0, await end.Run(who.Actor, who.Session, who.Session.Id));
        Assert.Equal(1, await end.Run(who.Actor, who.Session, first.Session.Id));
        Assert.Equal(new SessionsEnded(Person.Id, 1), LastLine().Event);
        Assert.Equal(1, await end.Run(who.Actor, who.Session, null));
        Assert.False(second.Session.IsLive(Vault.Clock.Now));
        Assert.Equal([who.Session], Vault.Sessions.Of(Person.Id, Vault.Clock.Now));
        Assert.True(foreign.IsLive(Vault.Clock.Now));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_even_when_the_log_takes_no_line()
    {
        var outcome = Assert.IsType<SignInOutcome.SignedIn>(await SignIn(Code()));
        var actor = Actor.Of(Person, outcome.Session.Id, null);
        await Vault.Instance.Writer.DisposeAsync();
        await Assert.ThrowsAsync<VaultUnavailableException>(() => Vault.Get<SignOut>().Run(actor, outcome.Session));
        Assert.Null(Vault.Sessions.Find(outcome.Token, Vault.Clock.Now));
    }

    [Fact]
    public async Task A_renewed_reference_kills_the_one_before()
    {
        var outcome = Assert.IsType<SignInOutcome.SignedIn>(await SignIn(Code()));
        var token = Vault.Sessions.Renew(outcome.Session);
        Assert.NotEqual(outcome.Token, token);
        Assert.Null(Vault.Sessions.Find(outcome.Token, Vault.Clock.Now));
        Assert.Same(outcome.Session, Vault.Sessions.Find(token, Vault.Clock.Now));
    }

    [Fact]
    public async Task While_its_reference_is_renewed_a_session_stays_in_reach()
    {
        var who = await SignedIn();
        using var enough = new CancellationTokenSource();
        var renewing = Task.Run(() =>
        {
            while (!enough.IsCancellationRequested)
                Vault.Sessions.Renew(who.Session);
        });
        var missed = Enumerable.Range(0, 5_000).Count(_ => Vault.Sessions.Of(Person.Id, Vault.Clock.Now).Count == 0);
        await enough.CancelAsync();
        await renewing;
        Assert.Equal(0, missed);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task A_session_ends_when_the_clock_was_set_back_beyond_the_tolerance(int ticks, bool lives)
    {
        var who = await SignedIn();
        Vault.Clock.Turn(-Session.ClockTolerance + TimeSpan.FromTicks(ticks));
        Assert.Equal(lives, who.Session.IsLive(Vault.Clock.Now));
    }

    [Fact]
    public async Task Small_steps_of_the_clock_backwards_do_not_add_up()
    {
        var outcome = Assert.IsType<SignInOutcome.SignedIn>(await SignIn(Code()));
        Vault.Clock.Turn(-Session.ClockTolerance);
        Assert.NotNull(Vault.Sessions.Find(outcome.Token, Vault.Clock.Now));
        Vault.Clock.Turn(-Session.ClockTolerance);
        Assert.Null(Vault.Sessions.Find(outcome.Token, Vault.Clock.Now));
    }

    private async Task<FreshProof> Prove((Session Session, Actor Actor) who)
    {
        Vault.Clock.Turn(OneStep);
        return Assert.IsType<StepUpOutcome.Proven>(await StepUp(who, Code(), ProofPurpose.ChangeOwnSignIn)).Proof;
    }

    private Task<ChangePasswordOutcome> Change(
        (Session Session, Actor Actor) who,
        FreshProof proof,
        string present,
        string wanted
    ) => Vault.Get<ChangePassword>().Run(who.Actor, who.Session, proof, present, wanted);

    private Task<ReplaceSecondFactorOutcome> Replace(
        (Session Session, Actor Actor) who,
        FreshProof proof,
        string code
    ) => Vault.Get<ReplaceSecondFactor>().Run(who.Actor, who.Session, proof, code);
}
