using System.Net;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.TestKit;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Custody;

/// <summary>After how many days an account is changed: read by whoever sees it, decided by the registrar.</summary>
public sealed class SchedulePageTests : IAsyncLifetime
{
    private WebOffice _office = null!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open("weibo");
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    private string Here => $"/accounts/{_office.Account.Id}/rotation";

    [Fact]
    public async Task Its_custodian_reads_it_and_is_not_offered_to_decide()
    {
        var page = await (await _office.As(_office.Zhang)).Get(Here);

        Assert.Contains("同一内容使用满 90 天", page.Body);
        Assert.DoesNotContain(Here + "/schedule", page.Body);
    }

    [Theory]
    [InlineData("29")]
    [InlineData("731")]
    [InlineData("")]
    [InlineData("很多")]
    public async Task Days_that_cannot_be_meant_are_said_at_their_field(string days)
    {
        var answer = await _office.Post(_office.Registrar, Here, Here + "/schedule", ("Days", days));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("请填 30 到 730 之间的整数", answer.Body);
        Assert.DoesNotContain(_office.Vault.Log(), l => l.Event is RotationScheduleDecided);
    }

    [Fact]
    public async Task Off_needs_a_reason_of_its_own_which_whoever_sees_the_account_reads()
    {
        var bare = await _office.Post(_office.Registrar, Here, Here + "/schedule", ("isOff", "true"), ("Days", "x"));
        Assert.Contains("请写明为什么不定期改密", bare.Body);
        Assert.DoesNotContain("请填 30 到 730", bare.Body);

        var off = ("OffReason", "平台只能扫码登录");
        var done = await _office.Post(_office.Registrar, Here, Here + "/schedule", ("isOff", "true"), off);

        Assert.Equal(Here, done.Location);
        Assert.Null(Assert.IsType<RotationScheduleDecided>(_office.Vault.LastEvent()).Days);
        Assert.Contains("平台只能扫码登录", (await (await _office.As(_office.Zhang)).Get(Here)).Body);
    }

    [Fact]
    public async Task A_custodian_who_posts_it_all_the_same_is_refused()
    {
        var answer = await _office.Post(_office.Zhang, Here, Here + "/schedule", ("Days", "60"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.IsType<AccessRefused>(_office.Vault.LastEvent());
    }
}
