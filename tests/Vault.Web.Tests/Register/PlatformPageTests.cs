using System.Net;
using System.Text.RegularExpressions;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>A platform is entered, used, changed and taken off the list on its pages (R21, R48).</summary>
public sealed class PlatformPageTests : IAsyncLifetime
{
    private WebOffice _office = null!;
    private TestBrowser _registrar = null!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        _registrar = await _office.As(_office.Registrar);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_platform_entered_is_offered_filtered_by_listed_and_named_in_the_log()
    {
        var key = await Added();

        await _registrar.Get("/accounts/new");
        var account = await _registrar.Post(
            "/accounts/new",
            ("Input.Platform", key),
            ("Input.Name", "示例大学小红书"),
            ("Input.Unit", _office.Vault.Unit.ToString())
        );
        Assert.Equal(HttpStatusCode.Redirect, account.Status);
        Assert.Contains("小红书", (await _registrar.Get(account.Location!)).Body);

        var filtered = (await _registrar.Get($"/accounts?platform={key}")).Body;
        Assert.Contains("示例大学小红书", filtered);
        Assert.DoesNotContain(_office.Account.Name, filtered);
        Assert.Matches("account-mark\"[^>]*>小<", filtered);
        var list = (await _registrar.Get("/platforms")).Body;
        Assert.Contains($"href=\"/accounts?platform={key}\"", list);
        Assert.Contains("8 至 20 位；须含小写字母、数字；可用符号 !_", list);
        var log = (await (await _office.As(_office.Reviewer)).Get("/log")).Body;
        Assert.Contains("新增平台", log);
        Assert.Contains("小红书", log);
    }

    [Fact]
    public async Task Mistakes_stand_at_their_fields_and_what_was_typed_stays()
    {
        await _registrar.Get("/platforms/new");
        var back = await _registrar.Post(
            "/platforms/new",
            ("Input.Name", "微博"),
            ("Input.MinLength", "x"),
            ("Input.MaxLength", "200"),
            ("Input.Symbols", "ab")
        );

        Assert.Contains("已有同名的平台", back.Body);
        Assert.Equal(4, Regex.Count(back.Body, "请填写 1 至 128 之间的整数。"));
        Assert.Contains("只能填写英文标点符号", back.Body);
        Assert.Contains("请至少选择一项可存放的凭据。", back.Body);
        Assert.Contains("value=\"微博\"", WebUtility.HtmlDecode(back.Body));
        Assert.Contains("value=\"200\"", back.Body);
    }

    [Fact]
    public async Task A_change_from_an_older_form_is_refused_and_one_from_the_newest_is_kept()
    {
        var key = await Added();
        (string, string)[] form = [.. Form("小红书"), ("Input.Offered", "false"), ("Revision", "0")];
        await _registrar.Get("/platforms/" + key);

        Assert.Equal(HttpStatusCode.Conflict, (await _registrar.Post("/platforms/" + key, form)).Status);
        await _registrar.Get("/platforms/" + key);
        Assert.Equal(
            "/platforms",
            (await _registrar.Post("/platforms/" + key, [.. Form("小红书"), ("Revision", "1")])).Location
        );

        Assert.Contains("已停止登记", (await _registrar.Get("/platforms")).Body);
        Assert.DoesNotContain(key, (await _registrar.Get("/accounts/new")).Body);
        Assert.Contains(key, (await _registrar.Get("/accounts")).Body);
        Assert.IsType<PlatformFactChanged>(_office.Vault.LastEvent());
    }

    [Fact]
    public async Task A_component_taken_off_stays_in_sight_where_it_is_in_custody()
    {
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        var secret = $"/accounts/{_office.Account.Id}/secrets/app-secret";
        await _office.Post(_office.Zhang, secret + "/deposit", secret + "/deposit", ("Value", "example app secret"));
        await _registrar.Get("/platforms/weixin-mp");
        Assert.Contains("已有 1 个账号存放", (await _registrar.Get("/platforms/weixin-mp")).Body);
        await _registrar.Post("/platforms/weixin-mp", [.. Form(""), ("Input.Offered", "true"), ("Revision", "0")]);

        var page = (await (await _office.As(_office.Zhang)).Get($"/accounts/{_office.Account.Id}")).Body;

        Assert.Contains(secret, page);
        Assert.DoesNotContain("/secrets/token", page);
    }

    [Fact]
    public async Task A_component_taken_off_is_not_deposited_by_its_address_either()
    {
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        var token = $"/accounts/{_office.Account.Id}/secrets/token";
        await _registrar.Get("/platforms/weixin-mp");
        await _registrar.Post("/platforms/weixin-mp", [.. Form(""), ("Input.Offered", "true"), ("Revision", "0")]);
        var zhang = await _office.As(_office.Zhang);

        Assert.DoesNotContain("name=\"Value\"", (await zhang.Get(token + "/deposit")).Body);
        Assert.DoesNotContain("/deposit\"", (await zhang.Get(token)).Body);
        var refused = await _office.Post(_office.Zhang, token, token + "/deposit", ("Value", "example token"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("该平台的“可存放的凭据”中没有这一项", refused.Body);
        Assert.Equal(CustodyRefusal.NotOffered, Assert.IsType<CustodyRefused>(_office.Vault.LastEvent()).Why);
    }

    [Fact]
    public async Task The_short_way_to_a_password_in_custody_stays_when_the_platform_loses_it()
    {
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        var secret = $"/accounts/{_office.Account.Id}/secrets/password";
        var way = $"href=\"{secret}\"";
        var zhang = await _office.As(_office.Zhang);
        Assert.Contains(way, (await zhang.Get("/")).Body);
        (string, string)[] without =
        [
            .. Form("").Where(f => f.Item1 != "Input.Has[password]"),
            ("Input.Offered", "true"),
        ];
        await _office.Post(_office.Zhang, secret + "/deposit", secret + "/deposit", ("Value", "Example-pass1"));
        await _registrar.Get("/platforms/weixin-mp");
        await _registrar.Post("/platforms/weixin-mp", [.. without, ("Revision", "0")]);

        Assert.Contains(way, (await zhang.Get("/")).Body);
        Assert.Contains("name=\"Reason\"", (await zhang.Get(secret)).Body);
    }

    [Theory]
    [InlineData("Ab1!", "短于 8 位")]
    [InlineData("ABCDEFG8!", "没有小写字母")]
    [InlineData("abcdefg8%", "有平台不接受的字符")]
    [InlineData("abcdefg8!", null)]
    public async Task A_typed_password_that_breaks_the_changed_rules_is_kept_and_pointed_out(string typed, string? said)
    {
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        await _registrar.Get("/platforms/weixin-mp");
        await _registrar.Post("/platforms/weixin-mp", [.. Form(""), ("Input.Offered", "true"), ("Revision", "0")]);
        var secret = $"/accounts/{_office.Account.Id}/secrets/password";

        var kept = await _office.Post(_office.Zhang, secret + "/deposit", secret + "/deposit", ("Value", typed));

        Assert.Equal(secret, kept.Location);
        Assert.IsType<SecretDeposited>(_office.Vault.LastEvent());
        var page = (await (await _office.As(_office.Zhang)).Get(secret)).Body;
        Assert.Equal(said is not null, page.Contains("与登记的平台密码规则不符", StringComparison.Ordinal));
        Assert.Contains(said ?? "已存入", page);
    }

    private async Task<string> Added()
    {
        await _registrar.Get("/platforms/new");
        var added = await _registrar.Post("/platforms/new", [.. Form("小红书"), ("Input.Offered", "true")]);
        Assert.Equal("/platforms", added.Location);
        using var db = _office.Vault.Read();
        return new PlatformList(db).All.Single(p => p.Origin == PlatformOrigin.Own).Key;
    }

    private static (string, string)[] Form(string name) =>
        [
            ("Input.Name", name),
            ("Input.MinLength", "8"),
            ("Input.MaxLength", "20"),
            ("Input.Symbols", "!_"),
            ("Input.Required[Lower]", "true"),
            ("Input.Required[Digit]", "true"),
            ("Input.LeastKinds", "0"),
            ("Input.Readable", "true"),
            ("Input.Has[password]", "true"),
            ("Input.Has[login-name]", "true"),
        ];
}
