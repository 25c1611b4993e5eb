using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Vault.Web.Components;
using Vault.Web.Shell;
using Xunit;

namespace Vault.Web.Tests.Shell;

/// <summary>Times stand on the institution's clock with their zone, and say how far away they are.</summary>
public sealed class ShownTimeTests(ShellHost host) : IClassFixture<ShellHost>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 6, 30, 15, TimeSpan.Zero);

    [Fact]
    public void A_moment_is_written_in_the_institutions_zone()
    {
        var shown = At("Asia/Shanghai");

        Assert.Equal("2026-03-01 14:30", shown.Absolute(Now));
        Assert.Equal("2026-03-01 14:30:15", shown.Absolute(Now, seconds: true));
        Assert.Equal("UTC+8", shown.Zone(Now));
        Assert.Equal("2026-03-02", shown.Date(Now.AddHours(10)));
    }

    [Theory]
    [InlineData("America/St_Johns", "UTC−3:30")]
    [InlineData("Asia/Kathmandu", "UTC+5:45")]
    [InlineData("UTC", "UTC")]
    [InlineData("Pacific/Kiritimati", "UTC+14")]
    public void A_zone_is_written_with_its_sign_and_minutes(string zone, string written) =>
        Assert.Equal(written, At(zone).Zone(Now));

    [Fact]
    public void The_zone_is_the_one_of_the_moment_and_not_of_today()
    {
        var shown = At("Europe/Berlin");

        Assert.Equal("UTC+1", shown.Zone(Now));
        Assert.Equal("UTC+2", shown.Zone(Now.AddMonths(5)));
    }

    [Theory]
    [InlineData(0, "刚刚", "just now")]
    [InlineData(-59, "刚刚", "just now")]
    [InlineData(-60, "1 分钟前", "1 minute ago")]
    [InlineData(-7199, "1 小时前", "1 hour ago")]
    [InlineData(7200, "2 小时后", "in 2 hours")]
    [InlineData(86400, "1 天后", "in 1 day")]
    [InlineData(-86400 * 59, "59 天前", "59 days ago")]
    [InlineData(-86400 * 60, "2 个月前", "2 months ago")]
    [InlineData(86400 * 800, "2 年后", "in 2 years")]
    public void The_distance_is_rounded_down_to_its_largest_unit(int seconds, string chinese, string english)
    {
        var shown = At("Asia/Shanghai");

        Assert.Equal(chinese, In("zh-CN", () => shown.Relative(Now.AddSeconds(seconds))));
        Assert.Equal(english, In("en", () => shown.Relative(Now.AddSeconds(seconds))));
    }

    private ShownTime At(string zone) =>
        new(
            new Stopped(Now),
            Options.Create(new ShellOptions { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) }),
            host.Services.GetRequiredService<IStringLocalizer<ComponentTexts>>()
        );

    private static string In(string language, Func<string> written)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return written();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private sealed class Stopped(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
