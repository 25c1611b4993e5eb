using System.Net;
using System.Text.RegularExpressions;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.SignIn;

/// <summary>R06, R09, R15, R17, R18, R60, R64: the sign-in page, the cookie, and leaving.</summary>
public sealed partial class SignInPageTests : IAsyncLifetime
{
    private WebVault _vault = null!;
    private Person _person = null!;
    private Enrolled _has = null!;

    public async Task InitializeAsync()
    {
        _vault = await WebVault.Started();
        _person = await _vault.Vault.AddPerson("zhang.san", "张三");
        _has = await _vault.Vault.Enrol(_person);
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task The_cookie_is_bound_to_this_host_and_hidden_from_scripts()
    {
        var (browser, page) = await SignIn();
        var cookie = Assert.Single(
            page.Header("Set-Cookie"),
            c => c.StartsWith("__Host-vault=", StringComparison.Ordinal)
        );
        Assert.Matches("^__Host-vault=[0-9a-f]{64};", cookie);
        string[] attributes = [.. cookie.Split("; ").Skip(1).Order(StringComparer.OrdinalIgnoreCase)];
        Assert.Equal(["httponly", "path=/", "samesite=strict", "secure"], attributes.Select(a => a.ToLowerInvariant()));
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/my/sign-in")).Status);
    }

    [Fact]
    public async Task Every_sign_in_and_every_step_up_begins_a_new_reference()
    {
        var (browser, _) = await SignIn();
        var first = browser.Cookie("__Host-vault");
        NextCode();
        await browser.Get("/my/sign-in/recovery-codes");
        await browser.Post("/my/sign-in/recovery-codes", ("StepUpCode", Code()));
        var second = browser.Cookie("__Host-vault");
        NextCode();
        var (again, _) = await SignIn(browser);
        Assert.Equal(3, new[] { first, second, again.Cookie("__Host-vault") }.Distinct().Count());
        Assert.Contains(_vault.Vault.Log().TakeLast(2), l => l.Event is SignedOut);
        foreach (var old in new[] { first!, second! })
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusWith(old));
        Assert.Single(_vault.Get<SessionStore>().Of(_person.Id, _vault.Vault.Clock.Now));
    }

    [Fact]
    public async Task A_cookie_copied_before_signing_out_is_worth_nothing_after_it()
    {
        var (browser, _) = await SignIn();
        var copy = browser.Cookie("__Host-vault")!;
        Assert.Equal(HttpStatusCode.OK, await StatusWith(copy));
        await browser.Get("/my/sign-in");
        var left = await browser.Post("/sign-out");
        Assert.Equal("/sign-in", left.Location);
        Assert.Equal(["\"cache\", \"storage\""], left.Header("Clear-Site-Data"));
        Assert.Null(browser.Cookie("__Host-vault"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWith(copy));
        Assert.IsType<SignedOut>(_vault.Vault.Log()[^1].Event);
    }

    [Fact]
    public async Task Signing_out_takes_a_POST_with_a_token()
    {
        var (browser, _) = await SignIn();
        Assert.NotEqual(HttpStatusCode.SeeOther, (await browser.Get("/sign-out")).Status);
        using var bare = _vault.Browser();
        bare.Cookies.Add(WebVault.Address, new Cookie("__Host-vault", browser.Cookie("__Host-vault")));
        Assert.Equal(HttpStatusCode.BadRequest, (await bare.Post("/sign-out")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/my/sign-in")).Status);
    }

    [Fact]
    public async Task Whatever_is_wrong_the_answer_is_the_same()
    {
        var never = await _vault.Vault.AddPerson("li.si", "李四");
        (string, string, string)[] wrong =
        [
            ("nobody", SignInKit.Password, Code()),
            ("Zhang.San", SignInKit.Password, Code()),
            ("", "", ""),
            ("zhang.san", "wrong", Code()),
            ("zhang.san", SignInKit.Password, "000000x"),
            ("zhang.san", "", ""),
            (never.SignInName, SignInKit.Password, Code()),
            ("zhang.san", "wrong", "1"),
            ("zhang.san", "wrong", "2"),
            // The sixth in a row for this name: not even judged.
            ("zhang.san", SignInKit.Password, Code()),
        ];
        var answers = new List<string>();
        foreach (var (name, password, code) in wrong)
        {
            using var browser = _vault.Browser();
            await browser.Get("/sign-in");
            var page = await browser.Post("/sign-in", ("UserName", name), ("Password", password), ("Code", code));
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain(
                page.Header("Set-Cookie"),
                c => c.StartsWith("__Host-vault", StringComparison.Ordinal)
            );
            answers.Add(Varying().Replace(page.Body, ""));
        }
        Assert.Single(answers.Distinct());
        Assert.Contains("登录没有成功", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_form_writes_back_neither_password_nor_code_nor_name()
    {
        using var browser = _vault.Browser();
        await browser.Get("/sign-in");
        var page = await browser.Post(
            "/sign-in",
            ("UserName", "canary-name"),
            ("Password", "canary-password"),
            ("Code", "271828"),
            ("Recovery", "CANA-RYCO-DECA-NARY")
        );
        foreach (var typed in new[] { "canary-password", "271828", "CANA-RYCO" })
            Assert.DoesNotContain(typed, page.Body, StringComparison.Ordinal);
        Assert.Matches("<input[^>]*autocomplete=\"current-password\"[^>]*type=\"password\"", page.Body);
        Assert.Contains("autocomplete=\"one-time-code\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("onpaste", page.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_code_sent_twice_is_no_code()
    {
        using var browser = _vault.Browser();
        await browser.Get("/sign-in");
        var page = await browser.Post(
            "/sign-in",
            ("UserName", "zhang.san"),
            ("Password", SignInKit.Password),
            ("Code", Code()),
            ("Code", Code())
        );
        Assert.Equal(HttpStatusCode.OK, page.Status);
        page = await browser.Post(
            "/sign-in",
            ("UserName", "zhang.san"),
            ("Password", SignInKit.Password),
            ("Code[0]", Code())
        );
        Assert.Equal(HttpStatusCode.OK, page.Status);
        await SignIn();
    }

    [Fact]
    public async Task A_recovery_code_goes_into_its_own_field()
    {
        using var browser = _vault.Browser();
        await browser.Get("/sign-in");
        var page = await browser.Post(
            "/sign-in",
            ("UserName", "zhang.san"),
            ("Password", SignInKit.Password),
            ("Code", ""),
            ("Recovery", _has.RecoveryCodes[0])
        );
        Assert.Equal("/", page.Location);
    }

    [Theory]
    [InlineData("/my/sessions?a=1", "/my/sessions?a=1")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    public async Task One_is_led_back_within_the_vault_only(string back, string to)
    {
        using var browser = _vault.Browser();
        var query = "/sign-in?return=" + Uri.EscapeDataString(back);
        await browser.Get(query);
        var page = await browser.Post(
            query,
            ("UserName", "zhang.san"),
            ("Password", SignInKit.Password),
            ("Code", Code()),
            ("return", back)
        );
        Assert.Equal(to, page.Location);
        Assert.Equal(to, (await browser.Get(query)).Location);
    }

    [Fact]
    public async Task Arriving_from_another_site_the_page_asks_itself_again_so_that_the_strict_cookie_is_sent()
    {
        using var browser = _vault.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in?return=%2Fmy%2Fsessions");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var page = await browser.Send(request);
        Assert.Equal(["0;url=/sign-in?return=%2Fmy%2Fsessions"], page.Header("Refresh"));
        Assert.Empty((await browser.Get("/sign-in")).Header("Refresh"));
    }

    [Fact]
    public async Task Failures_since_the_last_sign_in_are_told()
    {
        using var browser = _vault.Browser();
        await browser.Get("/sign-in");
        await browser.Post("/sign-in", ("UserName", "zhang.san"), ("Password", "wrong"), ("Code", Code()));
        await SignIn(browser);
        Assert.Contains(
            "有 1 次用您的用户名登录没有成功",
            (await browser.Get("/my/sessions")).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_page_speaks_English_to_who_asks_for_it()
    {
        using var browser = _vault.Browser();
        browser.Language = "en";
        Assert.Contains(">Sign in</h1>", (await browser.Get("/sign-in")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_restart_everybody_has_to_sign_in_again()
    {
        var (browser, _) = await SignIn();
        await _vault.Restart();
        using var after = _vault.Browser();
        after.Cookies.Add(browser.Cookies.GetCookies(WebVault.Address));
        Assert.Equal("/sign-in?return=%2Fmy%2Fsign-in", (await after.Get("/my/sign-in")).Location);
    }

    private string Code() => _has.Code(_vault.Vault.Clock.Now);

    private void NextCode() => _vault.Vault.Clock.Turn(TimeSpan.FromSeconds(30));

    private async Task<(TestBrowser Browser, WebPage Page)> SignIn(TestBrowser? with = null)
    {
        var browser = with ?? _vault.Browser();
        await browser.Get("/sign-in");
        var page = await browser.Post(
            "/sign-in",
            ("UserName", "zhang.san"),
            ("Password", SignInKit.Password),
            ("Code", Code())
        );
        Assert.Equal("/", page.Location);
        return (browser, page);
    }

    private async Task<HttpStatusCode> StatusWith(string cookie)
    {
        using var browser = _vault.Browser();
        browser.Accept = "application/json";
        browser.Cookies.Add(WebVault.Address, new Cookie("__Host-vault", cookie));
        return (await browser.Get("/my/sign-in")).Status;
    }

    // The token, and the name which the form keeps for its reader.
    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*>|(?<=id=\"UserName\"[^>]*) value=\"[^\"]*\"")]
    private static partial Regex Varying();
}
