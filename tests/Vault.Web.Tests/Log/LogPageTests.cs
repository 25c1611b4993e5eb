using System.Net;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Log;

/// <summary>The log's pages over HTTP (R32, R55).</summary>
public sealed class LogPageTests : IAsyncLifetime
{
    private WebVault _vault = null!;
    private Person _person = null!;
    private Account _account = null!;
    private Colleague _office = null!;
    private TestBrowser _reviewer = null!;
    private TestBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _vault = await WebVault.Started();
        _person = await _vault.Vault.AddPerson("zhang.san", "张三");
        _account = await _vault.Vault.AddAccount("示例学院", "weibo");
        var reviewer = await _vault.Vault.AddPerson("shen.yue", "沈阅");
        await _vault.Vault.Give(reviewer, OfficeRole.Reviewer);
        _office = await Colleague.Of(_vault, reviewer);
        _reviewer = _office.Browser;
        _browser = await _vault.SignedIn(_person);
    }

    public async Task DisposeAsync()
    {
        _office.Dispose();
        _browser.Dispose();
        await _vault.DisposeAsync();
    }

    [Fact]
    public async Task The_reviewer_sees_what_happened_in_words_and_as_it_was_written()
    {
        var sequence = await Reveal("核对招生简章的发布时间");

        var page = await _reviewer.Get("/log");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("查看了", page.Body);
        Assert.Contains("核对招生简章的发布时间", page.Body);
        Assert.Contains($"&quot;seq&quot;:{sequence},", page.Body);
        Assert.Contains("no-store", string.Join(',', page.Header("Cache-Control")));
    }

    [Fact]
    public async Task The_address_holds_the_filter()
    {
        await Reveal("核对招生简章的发布时间");
        await _vault.Vault.AddAccount("别的账号");

        var page = await _reviewer.Get(
            $"/log?kind=SecretRevealed&person={_person.Id}&account={_account.Id}&outcome=Done&from=2026-03-02&until=2026-03-02"
        );

        Assert.Single(Rows(page));
        var read = Assert.IsType<LogRead>(_vault.Vault.Log()[^1].Event);
        Assert.Equal((1, "SecretRevealed", _person.Id), (read.Entries, read.Kind, read.FilterPerson!.Value));
        // A day of the institution's clock, both ends included.
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 16, 0, 0, TimeSpan.Zero), read.From);
        Assert.Equal(TimeSpan.FromDays(1), read.Until - read.From);
        Assert.Empty(Rows(await _reviewer.Get("/log?from=2026-03-03")));
        Assert.Empty(Rows(await _reviewer.Get("/log?until=2026-03-01")));
    }

    [Theory]
    [InlineData("/log?kind=NoSuchKind")]
    [InlineData("/log?person=1")]
    [InlineData("/log?account=../x")]
    [InlineData("/log?outcome=Maybe")]
    [InlineData("/log?from=2026-13-01")]
    [InlineData("/log?from=2026-03-02&until=2026-03-01")]
    [InlineData("/log?before=x")]
    public async Task A_filter_that_is_not_understood_shows_and_logs_nothing(string address)
    {
        var before = _vault.Vault.Log().Count;

        var page = await _reviewer.Get(address);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(Rows(page));
        Assert.Equal(before, _vault.Vault.Log().Count);
    }

    [Fact]
    public async Task One_entry_has_an_address_of_its_own_and_one_that_is_not_there_has_none()
    {
        var sequence = await Reveal("核对招生简章的发布时间");

        var page = await _reviewer.Get($"/log/{sequence}");

        Assert.Contains("核对招生简章的发布时间", page.Body);
        Assert.Equal(sequence, Assert.IsType<LogRead>(_vault.Vault.Log()[^1].Event).Entry);
        Assert.Equal(HttpStatusCode.NotFound, (await _reviewer.Get("/log/999999")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _reviewer.Get("/log/-1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _reviewer.Get("/log/x")).Status);
    }

    [Fact]
    public async Task The_print_carries_size_and_root_of_the_log_and_is_a_line()
    {
        var sequence = await Reveal("核对招生简章的发布时间");

        var page = await _office.Do("/log/print?kind=SecretRevealed");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal([$"{sequence}"], Rows(page));
        var line = Assert.IsType<LogPrinted>(_vault.Vault.LastEvent());
        Assert.Equal((1, "SecretRevealed", sequence), (line.Entries, line.Kind, line.First!.Value));
        Assert.Equal(_vault.Vault.Instance.Log.Size - 1, line.Size);
        Assert.Contains($"共 {line.Size} 条，根散列", page.Body);
        Assert.Contains(Hash(line.Root), page.Body);
        Assert.Contains("打印了全部查阅记录", (await _reviewer.Get("/log?kind=LogPrinted")).Body);
        Assert.Equal(HttpStatusCode.BadRequest, (await _reviewer.Get("/log/print?kind=x")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _reviewer.Post("/log/print?kind=x")).Status);
    }

    [Fact]
    public async Task The_address_of_the_print_alone_shows_no_entry()
    {
        await Reveal("核对招生简章的发布时间");
        var before = _vault.Vault.Log().Count;

        var page = await _reviewer.Get("/log/print?kind=SecretRevealed");

        Assert.Contains("StepUpCode", page.Body);
        Assert.DoesNotContain("核对招生简章的发布时间", page.Body);
        Assert.Empty(Rows(page));
        Assert.Equal(before, _vault.Vault.Log().Count);
    }

    [Fact]
    public async Task Each_print_takes_a_second_factor_of_its_own()
    {
        await Reveal("核对招生简章的发布时间");
        await _reviewer.Get("/log/print");
        await NotPrinted();
        await NotPrinted(("StepUpCode", "000000"));

        Assert.Single(Rows(await _office.Do("/log/print?kind=SecretRevealed")));

        await NotPrinted();
    }

    [Theory]
    [InlineData("until=9999-12-31")]
    [InlineData("from=0001-01-01")]
    [InlineData("from=1999-12-31")]
    [InlineData("until=3000-01-01")]
    public async Task A_day_no_vault_has_is_said_to_be_too_far(string filter)
    {
        var account = await _vault.Vault.AddAccount("示例大学招生办");
        await _vault.Vault.Appoint(_person, account);
        foreach (var page in new[] { "/my/log", "/log", $"/accounts/{account.Id}/log" })
        {
            var browser = page == "/log" ? _reviewer : _browser;
            Assert.Contains("2000 年至 2999 年", (await browser.Get($"{page}?{filter}")).Body);
            Assert.DoesNotContain("2000 年至", (await browser.Get($"{page}?from=2000-01-01&until=2999-12-31")).Body);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await _reviewer.Get($"/log/print?{filter}")).Status);
    }

    [Theory]
    [InlineData("/log")]
    [InlineData("/log/0")]
    [InlineData("/log/print")]
    public async Task Nobody_else_gets_in(string address)
    {
        Assert.Equal(HttpStatusCode.SeeOther, (await _vault.Browser().Get(address)).Status);
        foreach (var role in new OfficeRole?[] { null, OfficeRole.Registrar, OfficeRole.SystemAdministrator })
        {
            var other = await _vault.Vault.AddPerson($"other.{role}".ToLowerInvariant().TrimEnd('.'), "某人");
            if (role is { } given)
                await _vault.Vault.Give(other, given);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await _vault.SignedIn(other)).Get(address)).Status);
            Assert.IsType<AccessRefused>(_vault.Vault.Log()[^1].Event);
        }
    }

    [Fact]
    public async Task A_person_sees_his_own_entries_and_nobody_elses_whatever_he_asks_for()
    {
        await Reveal("核对招生简章的发布时间");
        await _reviewer.Get("/log");
        var stranger = _vault.Vault.Log()[^1].Actor!.Value;

        var page = await _browser.Get($"/my/log?person={stranger}");

        Assert.Contains("核对招生简章的发布时间", page.Body);
        Assert.DoesNotContain("沈阅", page.Body);
        Assert.DoesNotContain("LogRead&quot;", page.Body);
        var read = Assert.IsType<LogRead>(_vault.Vault.Log()[^1].Event);
        Assert.Equal((LogScope.Own, _person.Id), (read.Scope, read.FilterPerson!.Value));
    }

    [Fact]
    public async Task Of_an_entry_another_wrote_about_him_he_sees_neither_address_nor_session()
    {
        var (_, office) = await _vault.Vault.SignIn(await _vault.Vault.AddPerson("wang.wu", "王五"));
        await _vault.Vault.Writer.Write(office, s => s.Append(new RoleEnded(_person.Id, OfficeRole.Registrar)));

        var page = await _browser.Get("/my/log?kind=RoleEnded");

        Assert.Single(Rows(page));
        Assert.Contains("王五", page.Body);
        Assert.DoesNotContain(office.Session!.Value.ToString(), page.Body);
        Assert.DoesNotContain("127.0.0.1", page.Body);
    }

    [Theory]
    [InlineData("'\"><img src=x onerror=alert(1)>{{7*7}}${7*7}")]
    [InlineData("第一行\n<tr><td>第二行\r\n\u0000")]
    [InlineData("\u001b[31m红\u009b0m")]
    [InlineData("\u202e倒过来\u2066\u200f\u061c")]
    [InlineData("=HYPERLINK(\"http://evil.example\",\"x\")")]
    [InlineData("</pre></details><script>1</script>")]
    public async Task Nothing_somebody_typed_can_do_anything_in_the_page(string typed)
    {
        await Reveal(typed);

        WebPage[] pages = [await _reviewer.Get("/log"), await _office.Do("/log/print"), await _browser.Get("/my/log")];
        foreach (var page in pages)
        {
            Assert.Contains("查看了", page.Body);
            Assert.DoesNotContain("<img src=x", page.Body);
            Assert.DoesNotContain("<script>1", page.Body);
            Assert.DoesNotContain("<tr><td>第二行", page.Body);
            Assert.DoesNotContain(page.Body, c => c is '\u202e' or '\u2066' or '\u200f' or '\u061c');
            Assert.DoesNotContain(page.Body, c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
        }
    }

    [Fact]
    public async Task The_pager_walks_the_log()
    {
        for (var i = 0; i < ReadLog.PageSize + 5; i++)
            await Reveal($"第 {i} 次核对发布时间");
        var first = await _reviewer.Get("/log?kind=SecretRevealed");

        var older = System.Text.RegularExpressions.Regex.Match(first.Body, "rel=\"next\" href=\"([^\"]+)\"");
        var second = await _reviewer.Get(WebUtility.HtmlDecode(older.Groups[1].Value));

        Assert.Equal(ReadLog.PageSize, Rows(first).Count);
        Assert.Equal(5, Rows(second).Count);
        Assert.Empty(Rows(first).Intersect(Rows(second)));
        Assert.DoesNotContain("rel=\"next\"", second.Body);
        Assert.Contains("rel=\"prev\"", second.Body);
    }

    [Fact]
    public async Task The_log_of_an_account_is_for_those_who_see_the_account()
    {
        await Reveal("核对招生简章的发布时间");
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.Get($"/accounts/{_account.Id}/log")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _reviewer.Get($"/accounts/{_account.Id}/log")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.Get("/accounts/x/log")).Status);

        await _vault.Vault.Appoint(_person, _account);
        var page = await _browser.Get($"/accounts/{_account.Id}/log?kind=SecretRevealed");

        Assert.Single(Rows(page));
        Assert.Contains("核对招生简章的发布时间", page.Body);
        Assert.Equal(LogScope.Account, Assert.IsType<LogRead>(_vault.Vault.Log()[^1].Event).Scope);
    }

    [Fact]
    public async Task An_alarm_stands_on_every_page_of_those_who_have_to_act_and_of_nobody_else()
    {
        var guard = await _vault.Vault.AddPerson("an.quan", "安全");
        await _vault.Vault.Give(guard, OfficeRole.SecurityAdministrator);
        var security = await _vault.SignedIn(guard);
        Assert.DoesNotContain("class=\"banner\"", (await _reviewer.Get("/log")).Body);

        await _vault.Vault.Write(s => s.Append(new TamperingDetected("persons", "x", TamperKind.Differs)));

        Assert.Contains("class=\"banner\"", (await _reviewer.Get("/log")).Body);
        Assert.Contains("/log?kind=TamperingDetected", (await _reviewer.Get("/my/sessions")).Body);
        var other = (await security.Get("/my/sessions")).Body;
        Assert.Contains("请立即联系审阅人", other);
        Assert.DoesNotContain("/log?kind=TamperingDetected", other);
        Assert.DoesNotContain("class=\"banner\"", (await _browser.Get("/my/sessions")).Body);
        Assert.DoesNotContain("class=\"banner\"", (await _vault.Browser().Get("/sign-in")).Body);
    }

    private async Task NotPrinted(params (string Name, string Value)[] fields)
    {
        var size = _vault.Vault.Instance.Log.Size;
        var page = await _reviewer.Post("/log/print", fields);

        Assert.Contains("error-summary", page.Body);
        Assert.DoesNotContain("核对招生简章的发布时间", page.Body);
        Assert.DoesNotContain(_vault.Vault.Log().Skip((int)size), l => l.Event is LogPrinted);
    }

    private static string Hash(byte[] hash) =>
        string.Concat(
            Convert.ToHexStringLower(hash).Chunk(4).Select(g => $"<span class=\"group\">{new string(g)}</span>")
        );

    private async Task<long> Reveal(string reason)
    {
        var revealed = new SecretRevealed(
            _account.Id,
            SecretVersionId.New(),
            Component.Password,
            1,
            new byte[32],
            PrivateText.Of(reason)
        );
        return await _vault.Vault.Writer.Write(
            Actor.Of(_person, SessionId.New(), "127.0.0.1"),
            s => s.Append(revealed).Sequence
        );
    }

    private static List<string> Rows(WebPage page) =>
        [
            .. System
                .Text.RegularExpressions.Regex.Matches(page.Body, @"<td class=""number""[^>]*>\s*(?:<a[^>]*>)?(\d+)")
                .Select(m => m.Groups[1].Value),
        ];
}
