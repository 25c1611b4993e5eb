using Vault.Core.Custody;
using Vault.Web.Demo;
using Xunit;

namespace Vault.Web.Tests.Demo;

/// <summary>The code in the bar is one the vault takes now, or the bar says how long to wait.</summary>
public sealed class DemoCodesTests
{
    private static readonly byte[] Seed = "12345678901234567890"u8.ToArray();

    // Ten seconds into step 60.
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds((60 * 30) + 10);

    [Theory]
    [InlineData(0, 60, true, 20)]
    [InlineData(59, 60, true, 20)]
    [InlineData(60, 61, true, 50)]
    [InlineData(61, 62, false, 20)]
    public void It_is_the_first_that_was_not_used(long used, long first, bool good, int seconds)
    {
        var codes = DemoCodes.From(Seed, used, Now);

        Assert.Equal((first, good, seconds), (codes.FirstStep, codes.IsGood, codes.Seconds));
        Assert.Equal(
            good,
            Totp.Verify(Seed, TotpParameters.Standard, codes.Codes[0], Now, out var step) && step > used
        );
    }

    [Theory]
    [InlineData(0, 59L)]
    [InlineData(58, 59L)]
    [InlineData(59, 60L)]
    [InlineData(60, 61L)]
    [InlineData(61, null)]
    public void Stepping_in_takes_the_oldest_that_counts(long used, long? step)
    {
        var code = DemoCodes.ToStepIn(Seed, used, Now);

        Assert.Equal(step is not null, code is not null);
        if (code is not null)
            Assert.True(Totp.Verify(Seed, TotpParameters.Standard, code, Now, out var taken) && taken == step);
    }

    [Fact]
    public void Who_has_just_stepped_in_is_shown_a_code_that_counts()
    {
        Assert.True(Totp.Verify(Seed, TotpParameters.Standard, DemoCodes.ToStepIn(Seed, 0, Now), Now, out var used));

        Assert.True(DemoCodes.From(Seed, used, Now).IsGood);
    }
}
