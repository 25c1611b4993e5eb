using System.Net;
using System.Text.RegularExpressions;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.TestKit;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Custody;

/// <summary>R26, R60, R61, R64, R66: what the pages of custody answer, without a browser.</summary>
public sealed partial class CustodyPageTests : IAsyncLifetime
{
    private const string Secret = "Kept exactly as typed 42 ";
    private const string Why = "发布今天的讲座预告";

    private WebOffice _office = null!;
    private TestBrowser _custodian = null!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open("weibo");
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        _custodian = await _office.As(_office.Zhang);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_typed_password_is_revealed_by_post_with_reason_and_second_factor()
    {
        await Deposit("password", Secret);

        var shown = await Post(Path("password"), Path("password", "reveal"), ("Reason", Why));

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal(Secret, Shown(shown));
        Assert.Equal(["no-store"], shown.Header("Cache-Control"));
        Assert.IsType<SecretRevealed>(_office.Vault.LastEvent());
        Assert.DoesNotContain(Secret.Split(' ')[0], (await _custodian.Get(Path("password"))).Body);
    }

    [Theory]
    [InlineData("deposit", "deposit", "/deposit\"")]
    [InlineData("deposit", "deposit/generate", "/deposit/generate\"")]
    public async Task A_wrong_code_is_said_at_the_form_that_was_sent_and_nowhere_else(
        string page,
        string sentTo,
        string action
    )
    {
        _office.Vault.Clock.Turn(TimeSpan.FromMinutes(6));
        await _custodian.Get(Path("password", page));
        var back = await _custodian.Post(Path("password", sentTo), ("Value", Secret), ("StepUpCode", "000000"));

        var form = Regex
            .Matches(back.Body, "<form.*?</form>", RegexOptions.Singleline)
            .Single(f => f.Value.Contains("StepUpCode") && f.Value[..f.Value.IndexOf('>')].Contains(action));
        Assert.Single(Regex.Matches(back.Body, "class=\"field-error\""));
        Assert.Contains("class=\"field-error\"", form.Value);
        // There the summary leads.
        Assert.Contains("href=\"#StepUpCode\"", back.Body);
        Assert.Contains("id=\"StepUpCode\"", form.Value);
    }

    [Theory]
    [InlineData("reveal")]
    [InlineData("code")]
    [InlineData("apply")]
    public async Task Nothing_is_revealed_by_get(string handler)
    {
        await Deposit("password", Secret);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _custodian.Get(Path("password", handler))).Status);
        Assert.IsType<SecretDeposited>(_office.Vault.LastEvent());
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(Why, "000000")]
    [InlineData(Why, "")]
    public async Task Without_reason_or_second_factor_nothing_is_shown(string reason, string? code)
    {
        await Deposit("password", Secret);
        _office.Vault.Clock.Turn(TimeSpan.FromMinutes(6));
        await _custodian.Get(Path("password"));

        var field = code is null ? _office.Code(_office.Zhang) : ("StepUpCode", code);
        var answer = await _custodian.Post(Path("password", "reveal"), ("Reason", reason), field);

        Assert.Null(Shown(answer));
        Assert.DoesNotContain(_office.Vault.Log(), line => line.Event is SecretRevealed);
    }

    [Fact]
    public async Task A_value_that_is_refused_is_not_written_back()
    {
        await Deposit("password", Secret);

        var again = await Post(Path("password", "deposit"), Path("password", "deposit"), ("Value", Secret));

        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("这不是新的内容", again.Body);
        Assert.DoesNotContain(Secret, again.Body);
        Assert.Matches(SecretField(), again.Body);
    }

    [Fact]
    public async Task A_browser_without_script_leaves_the_shown_value_behind()
    {
        await Deposit("password", Secret);

        var shown = await Post(Path("password"), Path("password", "reveal"), ("Reason", Why));

        Assert.Contains(
            $"<noscript><meta http-equiv=\"refresh\" content=\"30; url={Path("password")}\"></noscript>",
            shown.Body
        );
        Assert.Empty(shown.Header("Refresh"));
        Assert.DoesNotContain("http-equiv", (await _custodian.Get(Path("password"))).Body);
    }

    [Fact]
    public async Task From_the_answer_to_a_reveal_the_language_leads_to_the_page_and_not_to_the_reveal()
    {
        await Deposit("password", Secret);

        var shown = await Post(Path("password"), Path("password", "reveal"), ("Reason", Why));

        Assert.Equal(2, Regex.Count(shown.Body, $"name=\"return\" value=\"{Path("password")}\""));
    }

    [Fact]
    public async Task A_copy_is_in_the_log_before_it_happens_and_only_with_a_token()
    {
        await Deposit("password", Secret);
        var shown = await Post(Path("password"), Path("password", "reveal"), ("Reason", Why));
        var copy = CopyAction().Match(shown.Body).Groups[1].Value;

        Assert.Equal(HttpStatusCode.BadRequest, (await _custodian.Send(new(HttpMethod.Post, copy))).Status);
        Assert.IsType<SecretRevealed>(_office.Vault.LastEvent());
        Assert.Equal(HttpStatusCode.NoContent, (await _custodian.Post(copy)).Status);
        Assert.IsType<SecretCopied>(_office.Vault.LastEvent());
    }

    [Fact]
    public async Task A_generated_password_is_in_custody_before_it_is_seen_and_in_use_only_when_somebody_saw_it_work()
    {
        await Post(Path("password", "deposit"), Path("password", "deposit/generate"));
        var pending = await _custodian.Get(Path("password"));
        Assert.DoesNotContain("原密码", pending.Body);

        var shown = await Post(Path("password"), Path("password", "reveal"), ("Reason", Why), ("which", "Pending"));
        Assert.Equal(16, Shown(shown)!.Length);
        var applied = await Post(Path("password"), Path("password", "apply"));
        Assert.Equal(Path("password"), applied.Location);
        Assert.IsType<SecretApplied>(_office.Vault.LastEvent());
        var witness = await _office.Vault.Witness(_office.Account);
        Assert.IsType<VerificationOutcome.Done>(
            await _office.Vault.Verify(witness, _office.Account.Id, Component.Password)
        );

        var now = await Post(Path("password"), Path("password", "reveal"), ("Reason", Why));
        Assert.Equal(Shown(shown), Shown(now));
    }

    [Fact]
    public async Task A_seed_gives_codes_and_is_never_shown()
    {
        await Deposit("totp-seed", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");

        var reveal = await Post(Path("totp-seed"), Path("totp-seed", "reveal"), ("Reason", Why));
        Assert.Equal(HttpStatusCode.Conflict, reveal.Status);
        Assert.Null(Shown(reveal));
        var code = await Post(Path("totp-seed"), Path("totp-seed", "code"), ("Reason", Why));

        Assert.Matches("^[0-9]{6}$", Shown(code));
        Assert.DoesNotContain("JBSWY3DP", code.Body);
        Assert.IsType<CodeIssued>(_office.Vault.LastEvent());
    }

    [Fact]
    public async Task Somebody_without_appointment_finds_no_such_page()
    {
        await Deposit("password", Secret);
        foreach (var other in new[] { _office.Registrar, _office.Security, _office.Reviewer })
        {
            var browser = await _office.As(other);
            await browser.Get("/");
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(Path("password"))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(Path("password", "deposit"))).Status);
            var asked = await browser.Post(Path("password", "reveal"), ("Reason", Why), _office.Code(other));
            Assert.Equal(HttpStatusCode.NotFound, asked.Status);
        }
    }

    private string Path(string component, string? rest = null) =>
        $"/accounts/{_office.Account.Id}/secrets/{component}" + (rest is null ? "" : "/" + rest);

    private Task<WebPage> Post(string page, string action, params (string, string)[] fields) =>
        _office.Post(_office.Zhang, page, action, fields);

    private async Task Deposit(string component, string value)
    {
        var answer = await Post(Path(component, "deposit"), Path(component, "deposit"), ("Value", value));
        Assert.Equal(Path(component), answer.Location);
    }

    /// <summary>The characters a reader sees; null if none are shown.</summary>
    private static string? Shown(WebPage page) =>
        Open().Match(page.Body) is { Success: true } open
            ? WebUtility.HtmlDecode(Tag().Replace(open.Groups["seen"].Value, ""))
            : null;

    [GeneratedRegex("data-secret-text[^>]*>(?<seen>.*?)</span><span [^>]*data-ring", RegexOptions.Singleline)]
    private static partial Regex Open();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("<input[^>]*name=\"Value\"[^>]*type=\"password\"[^>]*>")]
    private static partial Regex SecretField();

    [GeneratedRegex("action=\"([^\"]+/copy[^\"]*)\"")]
    private static partial Regex CopyAction();
}
