using System.Net;
using System.Text.RegularExpressions;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Web.Tests.People;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>R21, R22: the page of an account says what is known of it, what is missing, and who was what to it when.</summary>
public sealed class AccountDetailTests : IAsyncLifetime
{
    private WebOffice _office = null!;
    private string _path = "";

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        _path = $"/accounts/{_office.Account.Id}";
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task What_is_missing_leads_to_where_it_is_mended()
    {
        var page = await Page(_office.Registrar);

        foreach (var field in new[] { "PublicId", "Nature", "Verified", "OpenedOn" })
        {
            Assert.Contains($"href=\"{_path}/change#Input_{field}\"", page);
            Assert.Contains($"id=\"Input_{field}\"", (await Get(_office.Registrar, _path + "/change")).Body);
        }
        foreach (var role in new[] { "Custodian", "ResponsiblePerson", "SupervisingLeader" })
            Assert.Contains($"href=\"/proposals/new?account={_office.Account.Id}&amp;as={role}\"", page);
        Assert.Contains("<span class=\"muted\">未登记</span>", page);

        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        var own = await Page(_office.Zhang);
        Assert.Contains("待补充：", own);
        Assert.DoesNotContain("/change", own);
        Assert.DoesNotContain("as=SupervisingLeader", own);
    }

    [Fact]
    public async Task Nothing_is_asked_of_a_cancelled_account_and_a_complete_one_is_said_to_be_so()
    {
        var gone = await _office.Register("旧号", e => e with { Status = AccountStatus.Cancelled });
        Assert.DoesNotContain("待补充", (await Get(_office.Registrar, $"/accounts/{gone.Id}")).Body);
        var whole = await _office.Register(
            "全号",
            e =>
                e with
                {
                    PublicId = "example-whole",
                    Nature = AccountNature.Service,
                    IsVerified = false,
                    OpenedOn = new DateOnly(2020, 1, 1),
                }
        );
        await _office.Vault.Appoint(_office.Zhang, whole);
        var over = AppointmentTarget.Of(_office.Vault.Unit);
        await _office.Appoint(over, _office.Reviewer, AppointmentRole.ResponsiblePerson);
        await _office.Appoint(over, _office.Security, AppointmentRole.SupervisingLeader);

        var page = (await Get(_office.Registrar, $"/accounts/{whole.Id}")).Body;

        Assert.Contains("资料完整", page);
        Assert.Contains(">100%<", page);
        Assert.DoesNotContain("待补充", page);
    }

    [Fact]
    public async Task A_verification_that_ends_is_said_beside_the_name()
    {
        var today = OrganisationTime.DayOf(_office.Vault.Clock.Now);
        foreach (var (days, word) in new[] { (90, "认证即将到期"), (91, ""), (-1, "认证已过期") })
        {
            var account = await _office.Register(
                $"认证 {days}",
                e => e with { IsVerified = true, VerifiedUntil = today.AddDays(days) }
            );
            var page = (await Get(_office.Registrar, $"/accounts/{account.Id}")).Body;
            Assert.Equal(word.Length > 0, page.Contains(word.Length > 0 ? word : "认证即将到期"));
        }
    }

    [Fact]
    public async Task People_over_its_units_stand_ins_and_those_to_come_are_told_apart()
    {
        var (now, clock) = (_office.Vault.Clock.Now, _office.Vault.Clock);
        var wang = await _office.Vault.AddPerson("wang.wu", "王五");
        var target = AppointmentTarget.Of(_office.Account.Id);
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        await _office.Appoint(target, wang, AppointmentRole.Custodian, until: now.AddDays(9), actingFor: _office.Zhang);
        await _office.Appoint(target, wang, AppointmentRole.Administrator, from: now.AddDays(30));
        await _office.Appoint(target, wang, AppointmentRole.Assistant, now.AddDays(40), now.AddDays(40));
        await _office.Appoint(
            AppointmentTarget.Of(_office.Vault.Unit),
            _office.Reviewer,
            AppointmentRole.SupervisingLeader
        );

        var page = await Page(_office.Registrar);

        Assert.Matches("保管人\\s*<span class=\"aside\">代理张三", page);
        Assert.Matches(
            $"主管领导\\s*<span class=\"aside\">\\s*<a href=\"/units/{_office.Vault.Unit}\">按单位任职：示例大学",
            page
        );
        // Only somebody who holds it himself, and now, can be stood in for: here the custodian.
        var custodian = Assert.Single(Regex.Matches(page, "href=\"(/proposals/new\\?acting=[^\"]+)\""));
        Assert.Equal(HttpStatusCode.OK, (await Get(_office.Registrar, custodian.Groups[1].Value)).Status);
        var begins = TimeZoneInfo.ConvertTime(now.AddDays(30), OrganisationTime.Zone).ToString("yyyy-MM-dd");
        Assert.Contains($"自 {begins} 起", page);
        Assert.Contains("以往任职（1）", page);
        Assert.Contains("未生效即终止", page);
        Assert.DoesNotContain("无保管人", page);
        // The custodian is replaced, whoever stands in for him is ended, who is over the unit is not ended here.
        Assert.Single(Regex.Matches(page, ">更换</a>"));
        Assert.Equal(2, Regex.Count(page, ">终止</button>"));

        clock.Turn(TimeSpan.FromDays(10));
        Assert.Contains("以往任职（2）", await Page(_office.Registrar, again: true));
    }

    private async Task<Support.WebPage> Get(Person person, string path) => await (await _office.As(person)).Get(path);

    /// <param name="again">His session has ended meanwhile: he signs in anew.</param>
    private async Task<string> Page(Person person, bool again = false)
    {
        using var browser = again ? await _office.Web.SignedIn(person) : null;
        var page = await (browser ?? await _office.As(person)).Get(_path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page.Body;
    }
}
