using Vault.Core.Accounts;
using Vault.Core.Exports;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.Core.Tests.Accounts;
using Vault.Core.Tests.Exports;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Imports;

/// <summary>Sheets name platforms as the organisation does, and what it exports comes back (R48, R69).</summary>
public sealed class PlatformWordsTests : IAsyncLifetime
{
    private ExportScene _scene = null!;
    private string _book = "";

    public async Task InitializeAsync()
    {
        _scene = await ExportScene.Open(weixin: 1);
        _book = await _scene.Office.PlatformAdded(PlatformScene.Entry("小红书（Red）"));
        await _scene.Office.PlatformAdded(PlatformScene.Entry("微博校园版"));
        await _scene.Office.ChangePlatform("douyin", e => e with { Name = "抖音短视频", IsOffered = false });
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData("小红书（Red）")]
    [InlineData("小红书(RED)")]
    [InlineData("官方小红书号")]
    public void A_cell_names_a_platform_of_the_organisation(string cell) => Assert.Equal(_book, PlatformOf(cell));

    [Theory]
    [InlineData("微博", "weibo")]
    [InlineData("抖音短视频", "douyin")]
    [InlineData("抖音", "douyin")]
    [InlineData("Douyin", "douyin")]
    [InlineData("今日校园", "generic")]
    public void The_shipped_ones_are_understood_as_before_and_by_their_new_names(string cell, string key) =>
        Assert.Equal(key, PlatformOf(cell));

    [Fact]
    public void The_longer_name_counts()
    {
        Assert.NotEqual("weibo", PlatformOf("学院微博校园版"));
        Assert.NotEqual("generic", PlatformOf("学院微博校园版"));
    }

    [Fact]
    public void A_heading_gives_a_platform_of_the_organisation_away()
    {
        var reading = Read(["单位", "小红书名称"], ["示例学院", "甲"]);

        Assert.Equal((_book, "甲"), (Assert.Single(reading.Rows).Platform, reading.Rows[0].AccountName));
    }

    [Fact]
    public void A_clerk_says_that_a_sheet_is_of_a_platform_of_the_organisation()
    {
        var said = new SheetCorrection("台账") { Platform = _book };

        Assert.Equal(_book, Assert.Single(Read(said, ["单位", "账号名称"], ["示例学院", "甲"]).Rows).Platform);
    }

    [Fact]
    public async Task What_is_exported_under_names_of_the_organisation_is_the_same_register_when_it_comes_back()
    {
        await _scene.Account(_book, "示例大学小红书");
        await _scene.Office.ChangePlatform("weibo", e => e with { Name = "新浪微博" });

        var file = await _scene.File(ExportKind.Register);
        var rows = Assert.Single(Read(file)).Rows;

        Assert.Equal(
            [
                ("示例大学小红书", _book),
                ("示例大学招生办", "weixin-mp"),
                ("示例官博01", "weibo"),
                ("示例官博02", "weibo"),
                ("示例官微01", "weixin-mp"),
            ],
            rows.Select(r => (r.AccountName, r.Platform)).OrderBy(r => r.AccountName, StringComparer.Ordinal)
        );
        var plan = _scene
            .Vault.Get<PreviewImport>()
            .Run(Standing.Read(_scene.Vault.Read(), _scene.Office.Registrar.Id, _scene.Vault.Clock.Now)!, rows)!;
        Assert.Equal((0, 0, 5), (plan.NewAccounts, plan.ChangedAccounts, plan.SameAccounts));
    }

    private string PlatformOf(string cell) =>
        Assert.Single(Read(["单位", "平台", "账号名称"], ["示例学院", cell, "甲"]).Rows).Platform;

    private SheetReading Read(params object?[][] rows) =>
        Assert.Single(Read(new SheetBook().With("台账", rows).Xlsx()));

    private SheetReading Read(SheetCorrection correction, params object?[][] rows) =>
        Assert.Single(Read(new SheetBook().With("台账", rows).Xlsx(), correction));

    private IReadOnlyList<SheetReading> Read(byte[] file, params SheetCorrection[] corrections)
    {
        using var db = _scene.Vault.Read();
        var words = PlatformWords.Of(new PlatformList(db));
        return Assert
            .IsType<RegisterOutcome.Read>(ReadRegister.Run(file, words, TimeProvider.System, corrections))
            .Sheets;
    }
}
