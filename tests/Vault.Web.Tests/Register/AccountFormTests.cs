using System.Net;
using System.Text.RegularExpressions;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>R21, R23: every fact of the form is entered and changed; what is wrong is said at its field and nothing typed is lost.</summary>
public sealed partial class AccountFormTests : IAsyncLifetime
{
    private WebOffice _office = null!;
    private TestBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        _browser = await _office.As(_office.Registrar);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Everything_the_form_asks_is_kept_and_comes_back_in_the_form_of_a_change()
    {
        var form = Whole();
        var entered = await Send("/accounts/new", form);
        Assert.Equal(HttpStatusCode.Redirect, entered.Status);

        var page = (await _browser.Get(entered.Location + "/change")).Body;

        foreach (var (name, value) in form.Where(f => f.Key != "Input.Platform"))
            Assert.True(Holds(page, value), $"{name} is not {value}");
        var details = (await _browser.Get(entered.Location!)).Body;
        string[] shown =
        [
            "example-lib",
            "gh_0123456789ab",
            "服务号",
            "2026-01-05",
            "2027-01-04",
            "2015-09-01",
            "旧馆代管",
        ];
        Assert.All(shown, s => Assert.Contains(s, details));
        Assert.Contains("href=\"https://lib.example.edu.cn/\" rel=\"noopener noreferrer\"", details);
    }

    public static TheoryData<string, string, string> Mistakes =>
        new()
        {
            { "Name", "", "请填写这一项。" },
            { "Name", "示例大学招生办", "已经有同名的登记" },
            { "OriginalId", new string('g', 101), "内容太长" },
            { "SupervisingUnit", "garbage", "台账中没有这一项" },
            { "SupervisingUnit", "00000000-0000-4000-8000-000000000000", "台账中没有这一项" },
            { "Nature", "garbage", "台账中没有这一项" },
            { "Nature", "7", "台账中没有这一项" },
            { "VerifiedOn", "2026-02-30", "这个日期不在合理范围内" },
            { "VerifiedOn", "昨天", "这个日期不在合理范围内" },
            { "VerifiedUntil", "2026-01-04", "结束日期不能早于开始日期" },
            { "OpenedOn", "1989-12-31", "这个日期不在合理范围内" },
            { "Address", "javascript:alert(1)", "请填写以 http:// 或 https:// 开头的网址" },
            { "Address", "https://name:secret@example.edu.cn", "请填写以 http:// 或 https:// 开头的网址" },
            { "Remark", new string('长', 501), "内容太长" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_is_said_at_its_field_and_everything_typed_stays(string field, string value, string says)
    {
        var account = await _office.Register("示例大学图书馆二号");
        foreach (var path in new[] { "/accounts/new", $"/accounts/{account.Id}/change" })
        {
            var form = Whole();
            form["Input." + field] = value;
            var size = _office.Vault.Instance.Log.Size;
            var page = await Send(path, form);

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Matches($"id=\"Input_{field}-error\"[^§]{{0,400}}{Regex.Escape(says)}", page.Body);
            Assert.Equal(size, _office.Vault.Instance.Log.Size);
            foreach (
                var (name, typed) in form.Where(f => f.Key is not ("Input.Platform" or "Input.Status" or "Revision"))
            )
            {
                // What no list offers cannot be chosen in it again.
                if (name != "Input." + field || field is not ("SupervisingUnit" or "Nature"))
                    Assert.True(Holds(page.Body, typed), $"{name}: {typed}");
            }
        }
    }

    [Fact]
    public async Task A_day_may_be_written_as_people_write_it()
    {
        var form = Whole();
        (form["Input.VerifiedOn"], form["Input.OpenedOn"]) = ("2026/1/5", "2015.9.1");

        var entered = await Send("/accounts/new", form);

        var page = (await _browser.Get(entered.Location!)).Body;
        Assert.Contains("2026-01-05", page);
        Assert.Contains("2015-09-01", page);
    }

    [Fact]
    public async Task A_change_says_how_much_it_changed_and_each_fact_is_a_line()
    {
        var account = await _office.Register("示例大学图书馆");
        var path = $"/accounts/{account.Id}/change";
        var form = Whole();
        form["Input.Status"] = "Cancelled";

        Assert.Equal($"/accounts/{account.Id}", (await Send(path, form)).Location);
        var page = (await _browser.Get($"/accounts/{account.Id}")).Body;

        Assert.Contains("已保存 11 项改动。", page);
        Assert.Contains("已注销", page);
        Assert.Equal(11, _office.Vault.Log().Count(l => l.Event is AccountFactChanged));
        form["Revision"] = "1";
        await Send(path, form);
        Assert.Contains("内容没有变化", (await _browser.Get($"/accounts/{account.Id}")).Body);
        Assert.Equal(11, _office.Vault.Log().Count(l => l.Event is AccountFactChanged));
    }

    [Fact]
    public async Task Whoever_comes_second_reads_what_the_first_has_left_beside_what_he_typed()
    {
        var account = await _office.Register("示例大学图书馆");
        var path = $"/accounts/{account.Id}/change";
        var first = Whole();
        (first["Input.Status"], first["Input.Name"]) = ("Suspended", "第一人的名称");
        await Send(path, first);
        var second = Whole();
        second["Input.Name"] = "第二人的名称";
        var size = _office.Vault.Instance.Log.Size;

        var answer = await Send(path, second);

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(size, _office.Vault.Instance.Log.Size);
        Assert.Equal("第一人的名称", _office.Account(account.Id).Name);
        Assert.Contains("其他人修改了这个账号", answer.Body);
        Assert.Matches("第一人的名称</td>\\s*<td[^>]*>第二人的名称", answer.Body);
        Assert.Matches("停用</td>\\s*<td[^>]*>正常", answer.Body);
        Assert.Equal(2, Difference().Count(answer.Body));
        Assert.Contains("value=\"第二人的名称\"", answer.Body);
        Assert.Contains("name=\"Revision\" value=\"1\"", answer.Body);

        second["Revision"] = "1";
        Assert.Equal(HttpStatusCode.Redirect, (await Send(path, second)).Status);
        Assert.Equal("第二人的名称", _office.Account(account.Id).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("99")]
    public async Task A_form_that_does_not_say_what_it_was_made_from_changes_nothing(string revision)
    {
        var account = await _office.Register("示例大学图书馆");
        var form = Whole();
        form["Revision"] = revision;

        var answer = await Send($"/accounts/{account.Id}/change", form);

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(0, _office.Account(account.Id).Revision);
    }

    [Fact]
    public async Task A_form_without_a_status_changes_nothing()
    {
        var account = await _office.Register("示例大学图书馆", e => e with { Status = AccountStatus.Suspended });
        var form = Whole();
        form.Remove("Input.Status");

        Assert.Equal(HttpStatusCode.OK, (await Send($"/accounts/{account.Id}/change", form)).Status);
        Assert.Equal(AccountStatus.Suspended, _office.Account(account.Id).Status);
    }

    private static bool Holds(string page, string value)
    {
        var text = Regex.Escape(WebUtility.HtmlEncode(value));
        return value.Length == 0
            || Regex.IsMatch(page, $"<input[^>]* value=\"{text}\"|<option selected=\"selected\" value=\"{text}\"");
    }

    /// <summary>Every field the form has, none with a mistake.</summary>
    private Dictionary<string, string> Whole() =>
        new()
        {
            ["Input.Platform"] = "weixin-mp",
            ["Input.Name"] = "示例大学图书馆",
            ["Input.PublicId"] = "example-lib",
            ["Input.OriginalId"] = "gh_0123456789ab",
            ["Input.Address"] = "https://lib.example.edu.cn/",
            ["Input.Unit"] = _office.Vault.Unit.ToString(),
            ["Input.SupervisingUnit"] = _office.Vault.Unit.ToString(),
            ["Input.Nature"] = "Service",
            ["Input.OpenedOn"] = "2015-09-01",
            ["Input.Verified"] = "yes",
            ["Input.VerifiedOn"] = "2026-01-05",
            ["Input.VerifiedUntil"] = "2027-01-04",
            ["Input.Remark"] = "旧馆代管",
            ["Input.Status"] = "Active",
            ["Revision"] = "0",
        };

    private async Task<WebPage> Send(string path, Dictionary<string, string> form)
    {
        await _browser.Get(path);
        return await _browser.Post(path, [.. form.Select(f => (f.Key, f.Value))]);
    }

    [GeneratedRegex("<tr role=\"row\">\\s*<th scope=\"row\"")]
    private static partial Regex Difference();
}
