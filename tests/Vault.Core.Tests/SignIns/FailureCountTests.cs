using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R07: one count over all channels, durable before the verdict, with growing waits and an end.</summary>
public sealed class FailureCountTests : SignInRig
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 30)]
    [InlineData(6, 60)]
    [InlineData(7, 120)]
    [InlineData(11, 1920)]
    [InlineData(12, 3600)]
    [InlineData(99, 3600)]
    [InlineData(int.MaxValue, 3600)]
    public void The_wait_begins_at_the_fifth_and_doubles_up_to_an_hour(int inARow, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), FailureCount.DelayAfter(inARow));

    [Fact]
    public async Task After_five_failures_even_the_right_factors_wait()
    {
        for (var i = 0; i < 5; i++)
            IsRefused(await SignIn(WrongCode()));
        IsRefused(await SignIn(Code()));
        Vault.Clock.Turn(TimeSpan.FromSeconds(29));
        IsRefused(await SignIn(Code()));
        Assert.Equal(5, Count().InARow);
        Vault.Clock.Turn(TimeSpan.FromSeconds(1));
        IsIn(await SignIn(Code()));
        Assert.Equal(0, Count().InARow);
    }

    [Fact]
    public async Task All_channels_count_together()
    {
        var who = await SignedIn();
        await SignIn(UserName, "wrong", Code());
        await SignIn(WrongCode());
        await SignIn("AAAA-BBBB-CCCC-DDDD");
        await StepUp(who, WrongCode());
        var proof = await Vault.Prove(who.Session, who.Actor, null, ProofPurpose.ChangeOwnSignIn);
        var change = Vault.Get<ChangePassword>();
        await change.Run(who.Actor, who.Session, proof, "wrong", "a new sentence nobody guesses 7");
        Assert.Equal(5, Count().InARow);
        Vault.Clock.Turn(TimeSpan.FromSeconds(29));
        Assert.Equal(Count().NextAt, Assert.IsType<StepUpOutcome.Delayed>(await StepUp(who, Code())).Until);
        Assert.Equal(AttemptChannel.StepUp, Assert.IsType<AttemptTurnedAway>(LastLine().Event).Channel);
        Assert.IsType<ChangePasswordOutcome.Delayed>(
            await change.Run(who.Actor, who.Session, proof, SignInKit.Password, "a new sentence nobody guesses 7")
        );
        IsRefused(await SignIn(Has.RecoveryCodes[0]));
    }

    [Fact]
    public async Task The_count_survives_a_restart()
    {
        for (var i = 0; i < 5; i++)
            await SignIn(WrongCode());
        TestVault.Opened(await Vault.Reopen());
        IsRefused(await SignIn(Code()));
        Assert.Equal(5, Count().InARow);
    }

    [Fact]
    public async Task Sixteen_parallel_guesses_are_five_attempts()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => SignIn(UserName, "wrong", WrongCode()))));
        Assert.Equal(5, Count().InARow);
        Assert.Equal(5, Events<SignInFailed>().Count);
    }

    [Fact]
    public async Task The_count_is_in_the_log_before_the_verdict()
    {
        await SignIn(WrongCode());
        Assert.Equal(
            [typeof(AttemptCounted), typeof(SignInFailed)],
            Vault.Log().TakeLast(2).Select(l => l.Event.GetType())
        );
        await SignIn(Code());
        Assert.Equal(
            [typeof(AttemptCounted), typeof(SignedIn)],
            Vault.Log().TakeLast(2).Select(l => l.Event.GetType())
        );
    }

    [Fact]
    public async Task A_verdict_that_fails_leaves_the_attempt_counted()
    {
        Vault.Sql("UPDATE second_factors SET SealedSeed = x'00'");
        for (var i = 1; i <= 4; i++)
        {
            await Assert.ThrowsAsync<TamperedRowException>(() => SignIn(Code()));
            Assert.Equal(i, Count().InARow);
        }
    }

    [Fact]
    public async Task A_count_lowered_or_removed_by_SQL_is_refused()
    {
        for (var i = 0; i < 5; i++)
            await SignIn(WrongCode());
        Vault.Sql("UPDATE failure_counts SET InARow = 0");
        await Assert.ThrowsAsync<TamperedRowException>(() => SignIn(Code()));
        Vault.Sql("DELETE FROM failure_counts");
        await Assert.ThrowsAsync<TamperedRowException>(() => SignIn(Code()));
    }

    [Fact]
    public async Task A_step_up_takes_back_its_own_attempt_only()
    {
        var who = await SignedIn();
        for (var i = 0; i < 4; i++)
            await SignIn(UserName, "wrong", Code());
        for (var i = 0; i < 3; i++)
        {
            Vault.Clock.Turn(OneStep);
            Assert.IsType<StepUpOutcome.Proven>(await StepUp(who, Code()));
            Assert.Equal(4, Count().InARow);
        }
        IsRefused(await SignIn(UserName, "wrong", Code()));
        IsRefused(await SignIn(Has.RecoveryCodes[0]));
        Assert.Equal(5, Count().InARow);
    }

    [Fact]
    public async Task After_a_hundred_nothing_is_tried_any_more_until_two_others_vouch()
    {
        var who = await SignedIn();
        while (Count().InARow < FailureCount.HardStop)
        {
            Vault.Clock.Turn(FailureCount.LongestDelay);
            IsRefused(await SignIn(WrongCode()));
        }
        var lines = Vault.Log().Count;
        Vault.Clock.Turn(TimeSpan.FromDays(400));
        IsRefused(await SignIn(Code()));
        IsRefused(await SignIn(Has.RecoveryCodes[0]));
        Assert.Equal(lines, Vault.Log().Count);
        Assert.IsType<StepUpOutcome.Stopped>(await StepUp(who, Code()));
        Assert.Equal(FailureCount.HardStop, Count().InARow);

        await Vault.Write(scope => IssueInvitation.Invite(scope, Person.Id, InvitationPurpose.Reset));
        IsIn(await SignIn(Code()));
    }

    [Fact]
    public async Task Below_the_fifth_a_clock_set_back_keeps_nobody_out()
    {
        await SignIn(WrongCode());
        Vault.Clock.Turn(TimeSpan.FromDays(-1));
        IsIn(await SignIn(Has.RecoveryCodes[0]));
    }
}
