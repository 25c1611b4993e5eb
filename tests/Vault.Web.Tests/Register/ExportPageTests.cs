using System.Net;
using System.Text.RegularExpressions;
using Vault.Core.Accounts;
using Vault.Core.Exports;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.Web.SignIn;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>
/// R12, R69, R70: the register leaves as a file or on paper in answer to a POST with a second factor, narrowed as the
/// list, under a name that holds nothing anybody typed.
/// </summary>
public sealed partial class ExportPageTests : IAsyncLifetime
{
    private const string Mobile = "13900000001";
    private const string Taken = "/accounts/export";
    private const string Form = "/accounts/form";

    private WebOffice _office = null!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        var entry = new PersonEntry("负责甲", null, _office.Vault.Unit) { Contact = new(null, Mobile, null, null) };
        await _office.Vault.Write(scope =>
            AddPerson.Enter(scope, _office.Vault.Get<FieldSealer>(), PersonFacts.Read(scope.Db, entry, null, [])!)
        );
        using var db = _office.Vault.Read();
        var person = db.Set<Person>().Single(p => p.DisplayName == "负责甲");
        await _office.Vault.Appoint(person, _office.Account, AppointmentRole.ResponsiblePerson);
        await _office.Vault.AddAccount("示例官博", "weibo");
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task The_answer_is_a_workbook_under_a_name_of_our_own_words_and_the_day()
    {
        _office.Vault.Clock.Turn(new DateTimeOffset(2031, 11, 21, 16, 30, 0, TimeSpan.Zero) - _office.Vault.Clock.Now);

        var page = await Take(Taken + "?q=..%2F..%2F%E7%A4%BA%E4%BE%8B%0D%0ASet-Cookie%3A%20x%3D1", "Register");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(
            ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
            page.Header("Content-Type")
        );
        // It is the next day already where the institution is.
        Assert.Equal(
            ["attachment; filename=__-2031-11-22.xlsx; filename*=UTF-8''%E5%8F%B0%E8%B4%A6-2031-11-22.xlsx"],
            page.Header("Content-Disposition")
        );
        Assert.Equal(["no-store"], page.Header("Cache-Control"));
        Assert.DoesNotContain(page.Header("Set-Cookie"), c => c.StartsWith('x'));
    }

    [Theory]
    [InlineData("", "Register", new[] { "示例大学招生办", "示例官博" })]
    [InlineData("?platform=weibo", "Register", new[] { "示例官博" })]
    [InlineData("?q=%E6%8B%9B%E7%94%9F", "Register", new[] { "示例大学招生办" })]
    [InlineData("?sort=Name&desc=true", "Register", new[] { "示例官博", "示例大学招生办" })]
    [InlineData("?status=Cancelled", "Register", new string[0])]
    [InlineData("?nature=Service", "Register", new string[0])]
    [InlineData("?verification=Verified", "Register", new string[0])]
    [InlineData("?alone=true&incomplete=true", "Register", new[] { "示例大学招生办", "示例官博" })]
    [InlineData("?mine=true", "Register", new string[0])]
    [InlineData("?status=Nonsense&unit=x", "Register", new[] { "示例大学招生办", "示例官博" })]
    [InlineData("", "WeixinForm", new[] { "示例大学招生办" })]
    [InlineData("", "WeiboForm", new[] { "示例官博" })]
    public async Task What_leaves_is_what_the_list_shows(string query, string kind, string[] accounts)
    {
        var page = await Take(Taken + query, kind);

        var read = ReadRegister.Run(page.Bytes, TimeProvider.System);
        Assert.Equal(accounts, Assert.IsType<RegisterOutcome.Read>(read).Rows.Select(r => r.AccountName));
        var line = Assert.IsType<RegisterExported>(_office.Vault.LastEvent());
        Assert.Equal((kind, accounts.Length), (line.Kind.ToString(), line.Accounts));
    }

    [Fact]
    public async Task Contacts_leave_with_the_register_only_where_they_were_asked_for()
    {
        var without = await Take(Taken, "Register");
        var with = await Take(Taken, "Register", ("Contacts", "true"));

        Assert.Equal([null, Mobile], new[] { without, with }.Select(MobileIn));
        Assert.True(Assert.IsType<RegisterExported>(_office.Vault.LastEvent()).WithContacts);

        static string? MobileIn(WebPage page) =>
            Assert
                .IsType<RegisterOutcome.Read>(ReadRegister.Run(page.Bytes, TimeProvider.System))
                .Rows.SelectMany(r => r.Responsible)
                .Single()
                .Mobile;
    }

    [Theory]
    [InlineData(Taken)]
    [InlineData(Form)]
    public async Task The_address_alone_takes_nothing_out(string path)
    {
        var registrar = await _office.As(_office.Registrar);
        var size = _office.Vault.Instance.Log.Size;

        var page = await registrar.Get(path + "?platform=weixin-mp");

        Assert.Contains(StepUpGate.CodeField, page.Body);
        Assert.DoesNotContain(Mobile, page.Body);
        Assert.Equal(size, _office.Vault.Instance.Log.Size);
    }

    [Theory]
    [InlineData(Taken, "Register")]
    [InlineData(Form, "WeixinForm")]
    public async Task Each_time_takes_a_second_factor_of_its_own(string path, string kind)
    {
        var registrar = await _office.As(_office.Registrar);
        await registrar.Get(path);
        Refused(await registrar.Post(path, ("Kind", kind)), 0);
        Refused(await registrar.Post(path, ("Kind", kind), (StepUpGate.CodeField, "000000")), 0);

        await Take(path, kind);

        Refused(await registrar.Post(path, ("Kind", kind)), 1);

        void Refused(WebPage page, int taken)
        {
            Assert.Contains("error-summary", page.Body);
            Assert.DoesNotContain(Mobile, page.Body);
            Assert.Equal(taken, _office.Vault.Log().Count(l => l.Event is RegisterExported));
        }
    }

    [Theory]
    [InlineData(Taken, "Nonsense")]
    [InlineData(Taken, "7")]
    [InlineData(Form, "Register")]
    public async Task What_is_not_on_offer_is_not_taken(string path, string kind)
    {
        var page = await Take(path, kind);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.IsNotType<RegisterExported>(_office.Vault.LastEvent());
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_form_on_paper_is_that_of_the_regulation_in_every_language(string language)
    {
        (await _office.As(_office.Registrar)).Language = language;

        var page = await Take(Form + "?platform=weixin-mp", "WeixinForm");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Single(Sheet().Matches(page.Body));
        Assert.Equal(15, BodyRow().Count(page.Body[page.Body.IndexOf("<tbody", StringComparison.Ordinal)..]));
        var heads = Head().Matches(page.Body).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
        Assert.Equal(
            ["序号", "设立单位", "微信名称", "微信号", "公众号性质", "认证情况", "负责人", "管理员"],
            heads.Take(8)
        );
        Assert.Equal(
            ["否", "是：认证时间", "姓名", "办公室电话", "手机", "姓名", "办公室电话", "手机", "邮箱", "微信号"],
            heads.Skip(8)
        );
        Assert.Contains($">{Mobile}</span>", page.Body);
        Assert.Contains("（签章）", WebUtility.HtmlDecode(page.Body));
        Assert.Equal(ExportMedium.Paper, Assert.IsType<RegisterExported>(_office.Vault.LastEvent()).Medium);
    }

    [Fact]
    public async Task The_form_preset_is_that_of_the_platform_listed()
    {
        var registrar = await _office.As(_office.Registrar);

        Assert.Equal("WeixinForm", Preset((await registrar.Get(Form)).Body));
        Assert.Equal("WeiboForm", Preset((await registrar.Get(Form + "?platform=weibo")).Body));
        Assert.Contains(
            "href=\"/accounts?q=%E8%AF%BB%E4%B9%A6&amp;alone=true\"",
            (await registrar.Get(Form + "?q=%E8%AF%BB%E4%B9%A6&alone=true")).Body
        );

        static string Preset(string body)
        {
            var chosen = Radio().Matches(body).Single(m => m.Value.Contains("checked", StringComparison.Ordinal));
            return ValueOf().Match(chosen.Value).Groups[1].Value;
        }
    }

    private Task<WebPage> Take(string path, string kind, params (string, string)[] fields) =>
        _office.Post(_office.Registrar, path, path, [("Kind", kind), .. fields]);

    [GeneratedRegex("<article[^>]*sheet-form")]
    private static partial Regex Sheet();

    [GeneratedRegex("<input[^>]*type=\"radio\"[^>]*>")]
    private static partial Regex Radio();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex ValueOf();

    [GeneratedRegex("<tr>")]
    private static partial Regex BodyRow();

    [GeneratedRegex("<th[^>]*>([^<]*)</th>")]
    private static partial Regex Head();
}
