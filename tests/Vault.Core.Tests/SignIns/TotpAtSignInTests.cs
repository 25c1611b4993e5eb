using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R06 and the TOTP set for sign-in: a code is exactly six digits, of this moment, and good once, everywhere.</summary>
public sealed class TotpAtSignInTests : SignInRig
{
    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task Only_the_step_before_this_one_and_the_next_count(int steps, bool counts)
    {
        Vault.Clock.Turn(10 * OneStep);
        Assert.Equal(counts, await SignIn(Code(steps)) is SignInOutcome.SignedIn);
    }

    [Theory]
    [InlineData(" {0}")]
    [InlineData("{0} ")]
    [InlineData("+{0}")]
    [InlineData("-{0}")]
    [InlineData("000{0}")]
    [InlineData("0{0}")]
    [InlineData("{0}0")]
    [InlineData("{0}\n")]
    [InlineData("\t{0}")]
    [InlineData("{0}\0")]
    [InlineData("{0},{0}")]
    [InlineData("0x{0}")]
    public async Task What_is_not_exactly_six_digits_is_no_code(string form)
    {
        IsRefused(await SignIn(string.Format(null, form, Code())));
        IsIn(await SignIn(Code()));
    }

    [Theory]
    [InlineData('\uFF10')]
    [InlineData('\u0660')]
    [InlineData('\u06F0')]
    public async Task Digits_of_other_scripts_are_no_code(char zero)
    {
        var typed = string.Concat(Code().Select(c => (char)(zero + (c - '0'))));
        IsRefused(await SignIn(typed));
        IsIn(await SignIn(Code()));
    }

    [Fact]
    public async Task Five_digits_are_no_code()
    {
        IsRefused(await SignIn(Code()[..5]));
        IsRefused(await SignIn(Code()[1..]));
    }

    [Fact]
    public async Task A_code_is_good_for_one_sign_in()
    {
        var code = Code();
        IsIn(await SignIn(code));
        IsRefused(await SignIn(code));
        Assert.Equal(FailedFactor.Totp, Events<SignInFailed>().Single().Factor);
    }

    [Fact]
    public async Task A_code_used_to_sign_in_is_no_step_up_and_the_other_way_round()
    {
        var code = Code();
        var who = await SignedIn();
        Assert.IsType<StepUpOutcome.Wrong>(await StepUp(who, code));
        Vault.Clock.Turn(OneStep);
        Assert.IsType<StepUpOutcome.Proven>(await StepUp(who, Code()));
        Assert.IsType<StepUpOutcome.Wrong>(await StepUp(who, Code()));
        IsRefused(await SignIn(Code()));
    }

    [Fact]
    public async Task A_code_used_in_one_session_does_not_count_in_another()
    {
        var first = await SignedIn();
        Vault.Clock.Turn(OneStep);
        var second = await SignedIn();
        Vault.Clock.Turn(OneStep);
        Assert.IsType<StepUpOutcome.Proven>(await StepUp(first, Code()));
        Assert.IsType<StepUpOutcome.Wrong>(await StepUp(second, Code()));
    }

    [Fact]
    public async Task Sixteen_simultaneous_uses_of_one_code_give_one_success()
    {
        for (var round = 0; round < 4; round++)
        {
            var code = Code();
            using var barrier = new Barrier(16);
            var tries = Enumerable
                .Range(0, 16)
                .Select(_ =>
                    Task.Factory.StartNew(
                            () =>
                            {
                                barrier.SignalAndWait();
                                return SignIn(code);
                            },
                            CancellationToken.None,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
                );
            var outcomes = await Task.WhenAll(tries);
            Assert.Single(outcomes.OfType<SignInOutcome.SignedIn>());
            Assert.Equal(round + 1, Events<SignedIn>().Count);
            Vault.Clock.Turn(FailureCount.LongestDelay);
        }
    }

    [Fact]
    public async Task Sixteen_simultaneous_step_ups_with_one_code_give_one_proof()
    {
        var who = await SignedIn();
        Vault.Clock.Turn(OneStep);
        var code = Code();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => StepUp(who, code))));
        Assert.Single(outcomes.OfType<StepUpOutcome.Proven>());
        Assert.Single(Events<SecondFactorVerified>());
    }

    [Fact]
    public async Task The_last_step_survives_a_restart()
    {
        var code = Code();
        IsIn(await SignIn(code));
        TestVault.Opened(await Vault.Reopen());
        IsRefused(await SignIn(code));
        Vault.Clock.Turn(OneStep);
        IsIn(await SignIn(Code()));
    }

    [Fact]
    public async Task After_a_later_step_no_earlier_one_counts_even_when_the_clock_is_set_back()
    {
        var earlier = Code(-1);
        IsIn(await SignIn(Code(1)));
        IsRefused(await SignIn(earlier));
        IsRefused(await SignIn(Code()));
        Vault.Clock.Turn(-10 * OneStep);
        IsRefused(await SignIn(Code()));
        Assert.All(Events<SignInFailed>(), e => Assert.Equal(FailedFactor.Totp, e.Factor));
        Vault.Clock.Turn(12 * OneStep);
        IsIn(await SignIn(Code()));
    }

    [Fact]
    public async Task A_step_put_back_by_SQL_is_refused_and_alarmed()
    {
        IsIn(await SignIn(Code()));
        Vault.Sql("UPDATE second_factors SET LastStep = 0");
        await Assert.ThrowsAsync<TamperedRowException>(() => SignIn(Code()));
        await Task.Delay(200);
        Assert.Contains(Events<TamperingDetected>(), e => e.Table == "second_factors");
    }
}
