using System.Globalization;
using Vault.Web.Hosting;
using Xunit;

namespace Vault.Web.Tests.Hosting;

/// <summary>The log is verified at three in the morning on the organisation's clock, once every night.</summary>
public sealed class NightlyVerificationTests
{
    [Theory]
    [InlineData("2026-03-02T10:00:00+08:00", "17:00:00")]
    [InlineData("2026-03-02T02:59:59+08:00", "00:00:01")]
    [InlineData("2026-03-02T03:00:00+08:00", "1.00:00:00")]
    [InlineData("2026-03-01T19:00:01Z", "23:59:59")]
    public void It_waits_until_the_next_night(string now, string expected) =>
        Assert.Equal(
            TimeSpan.Parse(expected, CultureInfo.InvariantCulture),
            NightlyVerification.UntilNext(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture))
        );
}
