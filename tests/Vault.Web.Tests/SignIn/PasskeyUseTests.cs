using System.Net;
using System.Text.Json;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.SignIn;

/// <summary>
/// R09, R12, R14: a passkey stands in for password and code at sign-in and for the code at a step-up, once for each
/// challenge, for what the challenge was made for, at this origin.
/// </summary>
public sealed class PasskeyUseTests : PasskeyRig
{
    [Fact]
    public async Task A_passkey_signs_in_without_name_password_and_code()
    {
        await Add();
        using var browser = await AtTheDoor();
        var (ticket, options) = await ToSignIn(browser);
        var page = await SignIn(browser, ticket, Key.Answer(options));
        Assert.Equal("/", page.Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/my/sessions")).Status);
        var used = Assert.Single(Events<PasskeyUsed>());
        Assert.Equal(Person.Id, used.Person);
    }

    [Fact]
    public async Task A_passkey_is_a_second_factor_for_one_change()
    {
        await Add();
        await Browser.Get("/my/sign-in/recovery-codes");
        var (ticket, options) = await ToStepUp(Browser);
        var before = Events<RecoveryCodesIssued>().Count;
        var cookie = Browser.Cookie("__Host-vault");
        await StepUp(Browser, ticket, Key.Answer(options));
        Assert.Equal(before + 1, Events<RecoveryCodesIssued>().Count);
        Assert.NotEqual(cookie, Browser.Cookie("__Host-vault"));
        await StepUp(Browser, "", "");
        Assert.Equal(before + 1, Events<RecoveryCodesIssued>().Count);
    }

    [Fact]
    public async Task The_page_offers_a_passkey_to_who_has_one_and_the_code_to_everybody()
    {
        var page = await Browser.Get("/my/sign-in/recovery-codes");
        Assert.DoesNotContain("data-passkey-step-up", page.Body, StringComparison.Ordinal);
        await Add();
        page = await Browser.Get("/my/sign-in/recovery-codes");
        Assert.Contains("data-passkey-step-up=\"ChangeOwnSignIn\"", page.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"StepUpCode\"", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_asks_everybody_alike()
    {
        using var browser = await AtTheDoor();
        var (_, before) = await ToSignIn(browser);
        await Add();
        var (_, after) = await ToSignIn(browser);
        Assert.Equal(Shape(before), Shape(after));
        Assert.Empty(after.GetProperty("allowCredentials").EnumerateArray());

        static string Shape(JsonElement options) =>
            options.GetRawText().Replace(options.GetProperty("challenge").GetString()!, "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_ended_and_lying_passkeys_are_answered_alike()
    {
        await Add();
        using var browser = await AtTheDoor();
        using var unknown = new SoftPasskey(Key.Origin) { User = Person.Id.ToString() };
        var first = await SignInWith(browser, unknown);
        Key.SignsWrongly = true;
        Assert.Equal(first.Body.Length, (await SignInWith(browser, Key)).Body.Length);
        Assert.Contains("登录没有成功", first.Body, StringComparison.Ordinal);
        Assert.Equal(first.Body.Length, (await SignIn(browser, "no ticket", "no json")).Body.Length);
    }

    public static TheoryData<string> Lies =>
        ["origin", "port", "scheme", "frame", "host", "unverified", "signature", "user", "count"];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task An_answer_that_is_not_right_in_everything_does_not_sign_in(string lie)
    {
        await Add();
        using var browser = await AtTheDoor();
        Assert.Equal("/", (await SignInWith(browser, Key)).Location);
        using var other = await AtTheDoor();
        Lie(Key, lie);
        Assert.Contains("登录没有成功", (await SignInWith(other, Key)).Body, StringComparison.Ordinal);
        Assert.Null(other.Cookie("__Host-vault"));
        Assert.Equal(FailedFactor.Passkey, Events<SignInFailed>()[^1].Factor);
        Assert.Equal(lie == "count" ? 1 : 0, Events<PasskeyCopySuspected>().Count);
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task An_answer_that_is_not_right_in_everything_is_no_second_factor(string lie)
    {
        await Add();
        await Browser.Get("/my/sign-in/recovery-codes");
        var (ticket, options) = await ToStepUp(Browser);
        await StepUp(Browser, ticket, Key.Answer(options));
        var before = Events<RecoveryCodesIssued>().Count;
        await Browser.Get("/my/sign-in/recovery-codes");
        (ticket, options) = await ToStepUp(Browser);
        Lie(Key, lie);
        var page = await StepUp(Browser, ticket, Key.Answer(options));
        Assert.Contains("通行密钥没有通过验证", page.Body, StringComparison.Ordinal);
        Assert.Equal(before, Events<RecoveryCodesIssued>().Count);
        Assert.Equal(lie == "count" ? 1 : 0, Events<PasskeyCopySuspected>().Count);
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        await Add();
        using var browser = await AtTheDoor();
        var (ticket, options) = await ToSignIn(browser);
        var answer = Key.Answer(options);
        Assert.Equal("/", (await SignIn(browser, ticket, answer)).Location);
        using var thief = await AtTheDoor();
        Assert.Null((await SignIn(thief, ticket, answer)).Location);
        // Nor under a ticket of his own: it names another challenge.
        var (own, _) = await ToSignIn(thief);
        Assert.Null((await SignIn(thief, own, answer)).Location);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_counts_for_nothing()
    {
        await Add();
        using var browser = await AtTheDoor();
        var (ticket, options) = await ToSignIn(browser);
        Web.Vault.Clock.Turn(PasskeyChallenges.Lifetime);
        Assert.Null((await SignIn(browser, ticket, Key.Answer(options))).Location);
        (ticket, options) = await ToSignIn(browser);
        Web.Vault.Clock.Turn(PasskeyChallenges.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal("/", (await SignIn(browser, ticket, Key.Answer(options))).Location);
    }

    [Fact]
    public async Task An_answer_is_for_the_purpose_subject_and_session_it_was_asked_for()
    {
        await Add();
        using var other = await Web.SignedIn(Person);
        foreach (
            var (browser, asked) in new (TestBrowser, Func<Task<(string, JsonElement)>>)[]
            {
                (Browser, () => ToStepUp(Browser, ProofPurpose.Export)),
                (Browser, () => ToStepUp(Browser, subject: Guid.NewGuid())),
                (Browser, () => ToStepUp(other)),
                (Browser, () => ToSignIn(Browser)),
            }
        )
        {
            await other.Get("/my/sign-in/recovery-codes");
            await browser.Get("/my/sign-in/recovery-codes");
            var before = Events<RecoveryCodesIssued>().Count;
            var (ticket, options) = await asked();
            var page = await StepUp(browser, ticket, Key.Answer(options));
            Assert.Contains("通行密钥没有通过验证", page.Body, StringComparison.Ordinal);
            Assert.Equal(before, Events<RecoveryCodesIssued>().Count);
        }
        // And what was asked for a step-up signs nobody in.
        using var door = await AtTheDoor();
        var (stepUp, its) = await ToStepUp(Browser);
        Assert.Null((await SignIn(door, stepUp, Key.Answer(its))).Location);
    }

    [Fact]
    public async Task Another_persons_passkey_is_no_second_factor()
    {
        await Add();
        var li = await Web.Vault.AddPerson("li.si", "李四");
        var has = await Web.Vault.Enrol(li);
        using var browser = await Web.SignedIn(li);
        using var own = new SoftPasskey(Key.Origin);
        Assert.Equal("/my/sign-in", (await TryAdd(browser, has, own)).Location);
        await browser.Get("/my/sign-in/recovery-codes");
        var before = Events<RecoveryCodesIssued>().Count;
        foreach (var user in new[] { Person.Id, li.Id })
        {
            var (ticket, options) = await ToStepUp(browser);
            Key.User = user.ToString();
            await StepUp(browser, ticket, Key.Answer(options));
        }
        Assert.Equal(before, Events<RecoveryCodesIssued>().Count);
    }

    [Fact]
    public async Task Who_failed_too_often_waits_with_a_passkey_too()
    {
        await Add();
        using var browser = await AtTheDoor();
        for (var i = 0; i < FailureCount.FirstDelayed; i++)
            await browser.Post("/sign-in", ("UserName", "zhang.san"), ("Password", "wrong"), ("Code", "000000"));
        Assert.Null((await SignInWith(browser, Key)).Location);
        Web.Vault.Clock.Turn(FailureCount.FirstDelay);
        Assert.Equal("/", (await SignInWith(browser, Key)).Location);
    }

    internal static void Lie(SoftPasskey key, string lie)
    {
        switch (lie)
        {
            case "origin":
                key.Origin = "https://vault.example.edu.cn.example.com";
                break;
            case "port":
                key.Origin += ":8443";
                break;
            case "scheme":
                key.Origin = $"http://{WebVault.Host}";
                break;
            case "frame":
                key.CrossOrigin = true;
                break;
            case "host":
                key.Host = "example.edu.cn";
                break;
            case "unverified":
                key.Verifies = false;
                break;
            case "signature":
                key.SignsWrongly = true;
                break;
            case "user":
                key.User = PersonId();
                break;
            case "count":
                key.Count = 0;
                break;
        }

        static string PersonId() => Core.PersonId.New().ToString();
    }

    private async Task<TestBrowser> AtTheDoor()
    {
        var browser = Web.Browser();
        await browser.Get("/sign-in");
        return browser;
    }

    private static async Task<WebPage> SignInWith(TestBrowser browser, SoftPasskey key)
    {
        var (ticket, options) = await ToSignIn(browser);
        return await SignIn(browser, ticket, key.Answer(options));
    }
}
