using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Accounts;

/// <summary>The catalogue of platforms.</summary>
public sealed class PlatformTests
{
    [Fact]
    public void Keys_and_marks_are_distinct()
    {
        Assert.Equal(9, Platform.All.Count);
        Assert.Equal(9, Platform.All.Select(p => p.Key).Distinct().Count());
        Assert.Equal(9, Platform.All.Select(p => p.Letter).Distinct().Count());
        Assert.All(Platform.All, p => Assert.Same(p, Platform.Find(p.Key)));
    }

    [Fact]
    public void What_is_not_in_the_catalogue_is_not_found()
    {
        Assert.Null(Platform.Find("myspace"));
        Assert.Null(Platform.Find(null));
        Assert.Null(Platform.Find("Weibo"));
    }

    [Fact]
    public void An_account_whose_platform_left_the_catalogue_is_still_shown()
    {
        var account = RegisterRows.Account("gone", "示例大学旧号", UnitId.New(), DateTimeOffset.UnixEpoch);

        Assert.Equal("generic", Platform.Of(account).Key);
    }

    [Fact]
    public void Every_platform_lists_each_component_once_and_those_with_a_password_first_of_all_it()
    {
        foreach (var platform in Platform.All)
        {
            Assert.Equal(platform.Components.Count, platform.Components.Distinct().Count());
            if (platform.Components.Contains(Component.Password))
                Assert.Equal(Component.Password, platform.Components[0]);
        }
        Assert.DoesNotContain(Component.Password, Platform.Find("weixin-channels")!.Components);
        Assert.Contains(Component.AppSecret, Platform.Find("weixin-mp")!.Components);
    }
}
