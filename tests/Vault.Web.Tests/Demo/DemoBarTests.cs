using System.Net;
using System.Text.RegularExpressions;
using Vault.Core.Audit;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Demo;

/// <summary>A visitor of the demo is any of its persons at one click, with codes that count, and the log says so.</summary>
public sealed partial class DemoBarTests(DemoServer demo) : IClassFixture<DemoServer>
{
    [Theory]
    [InlineData("zh-CN", "演示库", "党委宣传部，保管人")]
    [InlineData("en", "Demo.", "Publicity Department, custodian")]
    public async Task The_bar_says_what_this_is_and_who_is_in_it(string language, string demoWord, string role)
    {
        using var browser = demo.Browser(language);

        var page = await browser.Get("/sign-in");

        Assert.Contains(demoWord, page.Body, StringComparison.Ordinal);
        Assert.Contains(role, page.Body, StringComparison.Ordinal);
        Assert.Equal(12, Persons().Count(page.Body));
        // A token sent twice is none.
        Assert.All(
            Forms().Matches(page.Body),
            form => Assert.Equal(2, form.Value.Split("__RequestVerificationToken").Length)
        );
        // Who has left is not in it; who never came cannot be stepped into.
        Assert.DoesNotContain("jiang.shisan", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"wei.shisi\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_shows_the_components_it_is_made_of()
    {
        using var browser = demo.Browser();
        await StepIn(browser, "zhang.san");

        Assert.Contains("<a href=\"/components\" aria-current=\"page\">", (await browser.Get("/components")).Body);
    }

    [Theory]
    [InlineData("zhang.san", "张三")]
    [InlineData("li.si", "李四")]
    [InlineData("wang.wu", "王五")]
    [InlineData("zhao.liu", "赵六")]
    [InlineData("wu.jiu", "吴九")]
    [InlineData("zheng.shi", "郑十")]
    [InlineData("chu.shier", "褚十二")]
    [InlineData("feng.shiyi", "冯十一")]
    [InlineData("qian.yi", "钱一")]
    [InlineData("chen.qi", "陈七")]
    [InlineData("zhou.ba", "周八")]
    [InlineData("sun.er", "孙二")]
    public async Task Each_of_them_can_be_stepped_into(string userName, string name)
    {
        using var browser = demo.Browser();

        await StepIn(browser, userName);

        Assert.Contains($"您现在是{name}", (await browser.Get("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stepping_in_is_a_sign_in_in_the_log_and_says_that_it_was_the_bar()
    {
        using var browser = demo.Browser();
        var before = demo.Vault.Log.Size;

        await StepIn(browser, "zheng.shi");

        // What the passes of a vault that has just begun to serve find comes in between, and is nobody's.
        var entries = Since(before).Where(e => e.Actor is not null || e.Kind == nameof(AttemptCounted)).ToList();
        Assert.Equal(
            [nameof(AttemptCounted), nameof(SignedIn), nameof(DemoVisitorSteppedIn)],
            entries.Select(e => e.Kind)
        );
        using var db = demo.Vault.OpenReader();
        var person = db.Set<Person>().Single(p => p.UserName == "zheng.shi").Id;
        Assert.All(entries.Skip(1), e => Assert.Equal(person, e.Actor));
    }

    [Fact]
    public async Task Stepping_into_another_ends_the_session_of_the_one()
    {
        using var browser = demo.Browser();
        await StepIn(browser, "chen.qi");
        var former = browser.Cookie("__Host-vault")!;
        var before = demo.Vault.Log.Size;

        await StepIn(browser, "feng.shiyi");

        Assert.Contains(Since(before), e => e.Kind == nameof(SignedOut));
        using var other = demo.Browser();
        other.Cookies.Add(DemoServer.Address, new Cookie("__Host-vault", former) { Secure = true });
        Assert.Equal(HttpStatusCode.SeeOther, (await other.Get("/")).Status);
    }

    [Fact]
    public async Task The_code_in_the_bar_passes_where_a_code_is_asked_for()
    {
        using var browser = demo.Browser();
        await StepIn(browser, "li.si");
        var page = await browser.Get("/my/sign-in/factor");

        var begun = await browser.Post("/my/sign-in/factor?handler=Begin", ("StepUpCode", Code(page, 0)));

        // The page shows a new seed now, and the bar the code of it.
        var offering = begun.Location is { } next ? await browser.Get(next) : begun;
        var confirmed = await browser.Post(
            "/my/sign-in/factor?handler=Confirm",
            ("NewCode", Code(offering, 1)),
            ("StepUpCode", Code(offering, 0))
        );
        Assert.Equal("/my/sign-in", confirmed.Location);
        Assert.Contains(Since(0), e => e.Kind == nameof(SecondFactorEnrolled) && e.Sequence > demo.Vault.SizeAtStart);
        // The bar goes on with it: another browser steps in by the new factor.
        await browser.Get("/my/sign-in");
        using var another = demo.Browser();
        await StepIn(another, "li.si");
    }

    [Fact]
    public async Task Without_a_token_of_the_page_nobody_steps_in()
    {
        using var browser = demo.Browser();

        var answer = await browser.Post("/demo/step-in", ("person", "zhang.san"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Null(browser.Cookie("__Host-vault"));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("jiang.shisan")]
    [InlineData("wei.shisi")]
    [InlineData("")]
    public async Task Into_whom_the_bar_does_not_offer_nobody_steps(string userName)
    {
        using var browser = demo.Browser();
        await browser.Get("/sign-in");

        var answer = await browser.Post("/demo/step-in", ("person", userName), ("return", "/sign-in"));

        Assert.Equal("/sign-in", answer.Location);
        Assert.Null(browser.Cookie("__Host-vault"));
    }

    private static async Task StepIn(TestBrowser browser, string userName)
    {
        // The page he is on, whether he is somebody already or not.
        if ((await browser.Get("/")).Status != HttpStatusCode.OK)
            await browser.Get("/sign-in");
        var answer = await browser.Post("/demo/step-in", ("person", userName));
        Assert.Equal("/", answer.Location);
    }

    private List<AuditEntry> Since(long sequence)
    {
        using var db = demo.Vault.OpenReader();
        // The reminders that are due when the demo begins to serve are given beside what anybody does.
        var lines = db.AuditEntries.Where(e => e.Sequence >= sequence && e.Kind != nameof(ReminderGiven));
        return [.. lines.OrderBy(e => e.Sequence)];
    }

    /// <summary>The codes of the bar's first line: the person's own, then the one of a new authenticator.</summary>
    private static string Code(WebPage page, int which) => Codes().Matches(page.Body)[which].Groups[1].Value;

    [GeneratedRegex("<form method=\"post\" action=\"/demo/step-in\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("value=\"[a-z.]+\">\\s*<input type=\"hidden\" name=\"return\"")]
    private static partial Regex Persons();

    [GeneratedRegex("data-demo-codes=\"([0-9]{6}) ")]
    private static partial Regex Codes();
}
