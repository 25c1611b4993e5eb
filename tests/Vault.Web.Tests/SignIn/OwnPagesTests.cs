using System.Net;
using System.Text.RegularExpressions;
using SimpleBase;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.SignIn;

/// <summary>R12, R19, R64: the pages about one's own sign-in, each change with a fresh second factor.</summary>
public sealed partial class OwnPagesTests : IAsyncLifetime
{
    private const string Wanted = "another sentence nobody guesses 7";

    private WebVault _vault = null!;
    private Person _person = null!;
    private Enrolled _has = null!;
    private TestBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _vault = await WebVault.Started();
        _person = await _vault.Vault.AddPerson("zhang.san", "张三");
        _has = await _vault.Vault.Enrol(_person);
        _browser = await _vault.SignedIn(_person);
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _vault.DisposeAsync();
    }

    [Fact]
    public async Task The_overview_shows_how_one_signs_in()
    {
        var page = await _browser.Get("/my/sign-in");
        Assert.Contains("zhang.san", page.Body, StringComparison.Ordinal);
        Assert.Contains("10 个", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_changed_with_the_present_one_and_a_code()
    {
        await _browser.Get("/my/sign-in/password");
        var page = await Change(("StepUpCode", Code()));
        Assert.Equal("/my/sign-in", page.Location);
        Assert.Contains("密码已修改", (await _browser.Get("/my/sign-in")).Body, StringComparison.Ordinal);
        Assert.IsType<PasswordChanged>(_vault.Vault.Log()[^1].Event);
    }

    [Fact]
    public async Task Without_a_code_or_with_a_wrong_one_nothing_changes_and_nothing_is_written_back()
    {
        await _browser.Get("/my/sign-in/password");
        Assert.Contains("请输入动态码。", (await Change()).Body, StringComparison.Ordinal);
        var page = await Change(("StepUpCode", "000000x"));
        Assert.Contains("动态码不对", page.Body, StringComparison.Ordinal);
        foreach (var typed in new[] { "000000x", Wanted, SignInKit.Password })
            Assert.DoesNotContain(typed, page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(_vault.Vault.Log(), l => l.Event is PasswordChanged);
    }

    [Fact]
    public async Task A_fresh_code_is_not_asked_for_twice_but_serves_one_change_only()
    {
        await _browser.Get("/my/sign-in/password");
        var wrong = await Change(("StepUpCode", Code()), present: "wrong");
        Assert.Contains("当前密码不对", wrong.Body, StringComparison.Ordinal);
        Assert.Contains("刚刚验证过", wrong.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"StepUpCode\"", wrong.Body, StringComparison.Ordinal);
        Assert.Equal("/my/sign-in", (await Change()).Location);
        Assert.Contains(
            "name=\"StepUpCode\"",
            (await _browser.Get("/my/sign-in/password")).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_factor_of_the_sign_in_is_none_for_changing_the_sign_in()
    {
        var page = await _browser.Get("/my/sign-in/recovery-codes");
        Assert.Contains("name=\"StepUpCode\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotMatch(RecoveryCode(), (await _browser.Post("/my/sign-in/recovery-codes")).Body);
    }

    [Fact]
    public async Task New_recovery_codes_are_shown_once()
    {
        await _browser.Get("/my/sign-in/recovery-codes");
        var page = await _browser.Post("/my/sign-in/recovery-codes", ("StepUpCode", Code()));
        Assert.Equal(10, RecoveryCode().Count(page.Body));
        Assert.Equal(["no-store"], page.Header("Cache-Control"));
        Assert.DoesNotMatch(RecoveryCode(), (await _browser.Get("/my/sign-in/recovery-codes")).Body);
    }

    [Fact]
    public async Task Whoever_lost_his_device_replaces_it_with_a_recovery_code()
    {
        await _browser.Get("/my/sign-in/factor");
        await _browser.Post("/my/sign-in/factor?handler=Begin", ("StepUpRecovery", _has.RecoveryCodes[0]));
        var page = await _browser.Get("/my/sign-in/factor");
        var seed = Base32.Rfc4648.Decode(
            TypedSeed().Match(page.Body).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)
        );
        var code = Totp.Compute(seed, TotpParameters.Standard, _vault.Vault.Clock.Now);
        var done = await _browser.Post("/my/sign-in/factor?handler=Confirm", ("NewCode", code));
        Assert.Equal("/my/sign-in", done.Location);
        Assert.IsType<SecondFactorEnrolled>(_vault.Vault.Log()[^1].Event);
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended()
    {
        using var other = await _vault.SignedIn(_person);
        var page = await _browser.Get("/my/sessions");
        var id = Regex.Match(page.Body, "name=\"session\" value=\"([0-9a-f-]{36})\"").Groups[1].Value;
        Assert.Equal("/my/sessions", (await _browser.Post("/my/sessions?handler=End", ("session", id))).Location);
        other.Accept = "application/json";
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.Get("/my/sessions")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _browser.Post("/my/sessions?handler=End", ("session", id))).Status
        );
    }

    [Fact]
    public async Task A_session_of_somebody_else_is_not_found()
    {
        var li = await _vault.Vault.AddPerson("li.si", "李四");
        using var foreign = await _vault.SignedIn(li);
        var id = _vault.Get<SessionStore>().Of(li.Id, _vault.Vault.Clock.Now)[0].Id.ToString();
        await _browser.Get("/my/sessions");
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _browser.Post("/my/sessions?handler=End", ("session", id))).Status
        );
        Assert.Equal(HttpStatusCode.OK, (await foreign.Get("/my/sessions")).Status);
    }

    private string Code() => _has.Code(_vault.Vault.Clock.Now);

    private Task<WebPage> Change((string, string)? code = null, string present = SignInKit.Password)
    {
        (string, string)[] fields = [("Present", present), ("Password", Wanted), ("Repeat", Wanted)];
        return _browser.Post("/my/sign-in/password", code is { } typed ? [.. fields, typed] : fields);
    }

    [GeneratedRegex("[A-Z2-7]{4}(-[A-Z2-7]{4}){3}")]
    private static partial Regex RecoveryCode();

    [GeneratedRegex("translate=\"no\">([A-Z2-7 ]+)<")]
    private static partial Regex TypedSeed();
}
