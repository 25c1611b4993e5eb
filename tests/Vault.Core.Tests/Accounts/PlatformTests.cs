using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Accounts;

/// <summary>The platforms the product ships, and how an untouched list hands them out.</summary>
public sealed class PlatformTests : IAsyncLifetime
{
    private TestVault _vault = null!;

    public async Task InitializeAsync() => _vault = await TestVault.Founded();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public void Keys_and_marks_are_distinct()
    {
        var platforms = new PlatformList(_vault.Read());

        Assert.Equal(9, platforms.All.Count);
        Assert.Equal(9, platforms.All.Select(p => p.Key).Distinct().Count());
        Assert.Equal(9, platforms.All.Select(p => p.Letter).Distinct().Count());
        Assert.All(platforms.All, p => Assert.Same(p, platforms.Find(p.Key)));
        Assert.All(
            platforms.All,
            p => Assert.Equal((PlatformOrigin.Shipped, true, 0), (p.Origin, p.IsOffered, p.Revision))
        );
    }

    [Fact]
    public void What_is_not_on_the_list_is_not_found()
    {
        var platforms = new PlatformList(_vault.Read());

        Assert.Null(platforms.Find("myspace"));
        Assert.Null(platforms.Find(null));
        Assert.Null(platforms.Find("Weibo"));
    }

    [Fact]
    public void An_account_whose_platform_left_the_list_is_still_shown()
    {
        var account = RegisterRows.Account("gone", "示例大学旧号", UnitId.New(), DateTimeOffset.UnixEpoch);

        Assert.Equal("generic", new PlatformList(_vault.Read()).Of(account).Key);
    }

    [Fact]
    public void Every_shipped_platform_lists_each_component_once_and_those_with_a_password_first_of_all_it()
    {
        foreach (var platform in Platform.Shipped)
        {
            Assert.Equal(platform.Components.Count, platform.Components.Distinct().Count());
            Assert.Subset(Platform.EveryComponent.ToHashSet(), platform.Components.ToHashSet());
            if (platform.Components.Contains(Component.Password))
                Assert.Equal(Component.Password, platform.Components[0]);
        }
        Assert.DoesNotContain(Component.Password, Platform.Shipped.Single(p => p.Key == "weixin-channels").Components);
        Assert.Contains(Component.AppSecret, Platform.Shipped.Single(p => p.Key == "weixin-mp").Components);
    }

    [Fact]
    public void Shipped_rules_would_be_taken_if_somebody_typed_them()
    {
        Assert.All(
            Platform.Shipped,
            p => Assert.True(PasswordGenerator.StrengthOf(p.PasswordRules).Bits >= PasswordGenerator.LeastBits)
        );
    }
}
