using System.Net;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Tests.People;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>R21, R22: the list of accounts is narrowed and sorted by its address, on the screen and on paper.</summary>
public sealed class AccountListTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private WebOffice _office = null!;
    private UnitId _college;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        var today = OrganisationTime.DayOf(_office.Vault.Clock.Now);
        _college = await _office.AddUnit("示例学院");
        var club = await _office.AddUnit("示例社团", _college);
        await _office.Register(
            "甲号",
            e =>
                e with
                {
                    PublicId = "example-jia",
                    OriginalId = "gh_0123456789ab",
                    Nature = AccountNature.Service,
                    IsVerified = true,
                    VerifiedUntil = today.AddDays(AccountQuery.RenewalDays + 1),
                    OpenedOn = Today,
                }
        );
        _office.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        await _office.Register(
            "乙号",
            e =>
                e with
                {
                    Unit = _college,
                    Nature = AccountNature.Subscription,
                    IsVerified = true,
                    VerifiedUntil = today.AddDays(AccountQuery.RenewalDays),
                }
        );
        await _office.Register(
            "丙号",
            e =>
                e with
                {
                    Unit = club,
                    Platform = "weibo",
                    Status = AccountStatus.Compromised,
                    IsVerified = true,
                    VerifiedUntil = today.AddDays(-1),
                }
        );
        var last = await _office.Register(
            "丁号",
            e => e with { Unit = club, Status = AccountStatus.Cancelled, IsVerified = false }
        );
        await _office.Vault.Appoint(_office.Zhang, last);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    public static TheoryData<string, string> Filters =>
        new()
        {
            { "platform=weibo", "丙号" },
            { "status=Compromised", "丙号" },
            { "status=Cancelled", "丁号" },
            { "nature=Service", "甲号" },
            { "nature=Subscription", "乙号" },
            { "verification=Verified", "甲号" },
            { "verification=Expiring", "乙号" },
            { "verification=Expired", "丙号" },
            { "verification=NotVerified", "丁号" },
            { "verification=Unknown", "示例大学招生办" },
            { "alone=true", "丙号 乙号 甲号 示例大学招生办" },
            { "incomplete=true", "丙号 乙号 甲号 示例大学招生办" },
            { "owed=true", "" },
            { "q=EXAMPLE-JIA", "甲号" },
            { "q=gh_0123", "甲号" },
            { "q=社团", "丁号 丙号" },
            { "q=张三", "丁号" },
            { "q=100%25", "" },
            { "status=Compromised&verification=Expired&platform=weibo", "丙号" },
            { "status=Compromised&verification=Verified", "" },
            { "status=7&nature=none&verification=x&unit=garbage&sort=x&page=x", "丁号 丙号 乙号 甲号 示例大学招生办" },
        };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_shows_what_it_says_and_nothing_else(string query, string names)
    {
        var shown = await _office.Listed(_office.Registrar, "?" + query);

        Assert.Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), shown.Order());
    }

    [Fact]
    public async Task A_unit_is_listed_with_those_below_it()
    {
        Assert.Equal(["丁号", "丙号", "乙号"], (await _office.Listed(_office.Registrar, $"?unit={_college}")).Order());
    }

    [Fact]
    public async Task Every_column_sorts_both_ways()
    {
        foreach (var sort in new[] { "Name", "Unit", "Status", "VerifiedUntil", "Completeness", "Registered" })
        {
            var up = await _office.Listed(_office.Registrar, $"?sort={sort}");
            var down = await _office.Listed(_office.Registrar, $"?sort={sort}&desc=true");
            Assert.Equal(5, up.Count);
            Assert.Equal(up.Order(), down.Order());
            Assert.False(up.SequenceEqual(down), sort);
        }
        Assert.Equal(
            ["丙号", "乙号", "甲号"],
            (await _office.Listed(_office.Registrar, "?sort=VerifiedUntil")).Take(3)
        );
        Assert.Equal(
            ["甲号", "乙号", "丙号"],
            (await _office.Listed(_office.Registrar, "?sort=VerifiedUntil&desc=true")).Take(3)
        );
        Assert.Equal("甲号", (await _office.Listed(_office.Registrar, "?sort=Completeness&desc=true"))[0]);
        var byStatus = await _office.Listed(_office.Registrar, "?sort=Status");
        Assert.Equal(("丙号", "丁号"), (byStatus[0], byStatus[^1]));
    }

    [Fact]
    public async Task What_is_missing_is_said_and_not_only_drawn()
    {
        var page = (await (await _office.As(_office.Registrar)).Get("/accounts?q=甲号")).Body;

        Assert.Contains("<span class=\"sr-only\">缺少：保管人、负责人、主管领导</span>", page);
        Assert.Contains(">57%<", page);
        var english = await _office.As(_office.OtherRegistrar);
        english.Language = "en";
        Assert.Contains(
            "Missing: Custodian, Responsible person, Supervising leader",
            (await english.Get("/accounts?q=甲号")).Body
        );
    }

    [Fact]
    public async Task A_filter_behind_more_is_in_sight_while_it_is_used()
    {
        var registrar = await _office.As(_office.Registrar);

        Assert.Contains("<details class=\"filter-more\">", (await registrar.Get("/accounts?status=Active")).Body);
        foreach (
            var used in new[] { "nature=Service", "verification=Expired", "alone=true", "incomplete=true", "owed=true" }
        )
            Assert.Contains(
                "<details class=\"filter-more\" open=\"open\">",
                (await registrar.Get("/accounts?" + used)).Body
            );
    }

    [Fact]
    public async Task The_pager_turns_and_keeps_the_filters()
    {
        for (var number = 0; number < SearchAccounts.PageSize; number++)
            await _office.Register($"连号 {number:00}", e => e with { Platform = "weibo" });

        var first = await _office.Listed(_office.Registrar, "?q=连号&platform=weibo&sort=Name");
        var all = await _office.Listed(_office.Registrar, "?platform=weibo&page=2");

        Assert.Equal(SearchAccounts.PageSize, first.Count);
        Assert.Single(all);
        var page = (await (await _office.As(_office.Registrar)).Get("/accounts?platform=weibo&incomplete=true")).Body;
        Assert.Contains("href=\"?platform=weibo&amp;incomplete=true&amp;page=2\"", page);
    }

    [Fact]
    public async Task The_paper_holds_the_same_accounts_in_the_same_order_with_its_filter_in_words()
    {
        var registrar = await _office.As(_office.Registrar);
        const string query = "?q=号&status=Compromised&verification=Expired&alone=true&sort=Unit&desc=true";
        var list = (await registrar.Get("/accounts" + query)).Body;
        Assert.Contains($"href=\"/accounts/print{EncodedQuery}\"", list);

        var paper = (await registrar.Get("/accounts/print" + query)).Body;

        Assert.Contains("<h2 class=\"sheet-title\">示例大学官方账号台账</h2>", paper);
        Assert.Contains("筛选条件：含“号”、状态：被盗用、认证情况：已过期、无保管人", paper);
        Assert.Contains("共 1 个账号", paper);
        Assert.Contains("丙号", paper);
        Assert.DoesNotContain("乙号", paper);
        Assert.Contains("sheet-wide", paper);
        var all = (await registrar.Get("/accounts/print")).Body;
        Assert.DoesNotContain("筛选条件", all);
        Assert.Contains("共 5 个账号", all);
    }

    [Fact]
    public async Task The_paper_shows_nobody_more_than_his_list()
    {
        var zhang = (await (await _office.As(_office.Zhang)).Get("/accounts/print")).Body;
        Assert.Contains("丁号", zhang);
        Assert.Contains("共 1 个账号", zhang);
        var reviewer = (await (await _office.As(_office.Reviewer)).Get("/accounts/print?alone=true")).Body;
        Assert.Contains("共 0 个账号", reviewer);

        await _office.Vault.Appoint(_office.Registrar, await _office.Register("戊号"));
        var mine = (await (await _office.As(_office.Registrar)).Get("/accounts/print?mine=true")).Body;
        Assert.Contains("共 1 个账号", mine);
        Assert.Contains("href=\"/accounts/mine\"", mine);
        Assert.Contains(
            "href=\"/accounts/print?mine=true\"",
            (await (await _office.As(_office.Registrar)).Get("/accounts/mine?mine=false")).Body
        );
    }

    private static string EncodedQuery =>
        "?q=%E5%8F%B7&amp;status=Compromised&amp;verification=Expired&amp;alone=true&amp;sort=Unit&amp;desc=true";
}
