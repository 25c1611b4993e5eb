using System.Net;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.SignIn;

/// <summary>R12, R14: a passkey is added and removed with a fresh second factor, and only one made here, now, by its owner.</summary>
public sealed class PasskeyAddTests : PasskeyRig
{
    [Fact]
    public async Task A_passkey_is_added_listed_by_its_name_and_removed()
    {
        await Add();
        var list = await Browser.Get("/my/sign-in");
        Assert.Contains("办公室电脑", list.Body, StringComparison.Ordinal);
        var added = Assert.Single(Events<PasskeyAdded>());
        Assert.Equal(Person.Id, added.Person);

        var remove = $"/my/sign-in/passkeys/{added.Passkey}";
        Assert.Contains("办公室电脑", (await Browser.Get(remove)).Body, StringComparison.Ordinal);
        Assert.Contains("请输入动态码", (await Browser.Post(remove)).Body, StringComparison.Ordinal);
        Web.Vault.Clock.Turn(OneStep);
        var gone = await Browser.Post(remove, ("StepUpCode", Has.Code(Web.Vault.Clock.Now)));
        Assert.Equal("/my/sign-in", gone.Location);
        Assert.Single(Events<PasskeyRemoved>());
        await Browser.Get("/my/sign-in");
        Assert.DoesNotContain("办公室电脑", (await Browser.Get("/my/sign-in")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Browser.Get(remove)).Status);
    }

    [Fact]
    public async Task The_device_is_not_asked_before_the_second_factor_was_given()
    {
        await Browser.Get(New);
        Assert.Equal(HttpStatusCode.Conflict, (await Browser.Post("/my/sign-in/challenge")).Status);
    }

    [Fact]
    public async Task Verification_by_the_device_and_this_very_host_are_asked_for()
    {
        await PasskeySteps.Prove(Web, Browser, Has);
        var (_, options) = await PasskeySteps.Challenge(Browser, "/my/sign-in/challenge");
        Assert.Equal(WebVault.Host, options.GetProperty("rp").GetProperty("id").GetString());
        var selection = options.GetProperty("authenticatorSelection");
        Assert.Equal("required", selection.GetProperty("userVerification").GetString());
        Assert.Equal("preferred", selection.GetProperty("residentKey").GetString());
        var algorithms = options.GetProperty("pubKeyCredParams").EnumerateArray();
        Assert.Equal([-7, -257], algorithms.Select(a => a.GetProperty("alg").GetInt32()));
    }

    public static TheoryData<string> Lies => ["origin", "port", "scheme", "frame", "host", "unverified"];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_passkey_made_elsewhere_or_unverified_is_not_added(string lie)
    {
        PasskeyUseTests.Lie(Key, lie);
        var page = await TryAdd(Browser, Has, Key);
        Assert.Contains("没有通过验证", page.Body, StringComparison.Ordinal);
        Assert.Empty(Events<PasskeyAdded>());
        Assert.IsType<OwnChangeRefused>(Web.Vault.LastEvent());
    }

    [Fact]
    public async Task A_challenge_makes_one_passkey_in_its_own_session()
    {
        await PasskeySteps.Prove(Web, Browser, Has);
        var (ticket, options) = await PasskeySteps.Challenge(Browser, "/my/sign-in/challenge");
        using var other = await Web.SignedIn(Person);
        await PasskeySteps.Prove(Web, other, Has);
        (string, string)[] sent = [("PasskeyTicket", ticket), ("PasskeyAnswer", Key.Create(options))];
        Assert.Contains("没有通过验证", (await other.Post(New, sent)).Body, StringComparison.Ordinal);
        await Browser.Get(New);
        Assert.Contains("没有通过验证", (await Browser.Post(New, sent)).Body, StringComparison.Ordinal);
        Assert.Empty(Events<PasskeyAdded>());
    }

    [Fact]
    public async Task A_passkey_somebody_has_is_nobody_elses()
    {
        await Add();
        var li = await Web.Vault.AddPerson("li.si", "李四");
        var has = await Web.Vault.Enrol(li);
        using var browser = await Web.SignedIn(li);
        Assert.Null((await TryAdd(browser, has, Key)).Location);
        Assert.Single(Events<PasskeyAdded>());
    }

    [Fact]
    public async Task Other_sessions_end_when_a_passkey_is_added()
    {
        using var other = await Web.SignedIn(Person);
        await Add();
        other.Accept = "application/json";
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.Get("/my/sessions")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Browser.Get("/my/sessions")).Status);
    }

    [Fact]
    public async Task A_name_that_will_not_do_gives_way_to_the_devices()
    {
        await Add("\u202e");
        var row = Assert.Single(Web.Get<ReadOwnSignIn>().Run(Actor.Of(Person, null, null)).Passkeys);
        Assert.Equal("未知设备", row.Name);
    }

    [Fact]
    public async Task Another_persons_passkey_is_not_there_to_remove()
    {
        await Add();
        var id = Events<PasskeyAdded>()[0].Passkey;
        var li = await Web.Vault.AddPerson("li.si", "李四");
        using var browser = await Web.SignedIn(li);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/my/sign-in/passkeys/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Post($"/my/sign-in/passkeys/{id}")).Status);
        Assert.Empty(Events<PasskeyRemoved>());
    }
}
