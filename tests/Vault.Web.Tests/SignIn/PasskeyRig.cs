using System.Text.Json;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.SignIn;

/// <summary>A person with a session, a password, a one-time code and, where a test wants it, a passkey.</summary>
public abstract class PasskeyRig : IAsyncLifetime
{
    protected const string New = PasskeySteps.New;

    protected static readonly TimeSpan OneStep = TimeSpan.FromSeconds(30);

    protected WebVault Web { get; private set; } = null!;

    protected Person Person { get; private set; } = null!;

    protected Enrolled Has { get; private set; } = null!;

    protected TestBrowser Browser { get; private set; } = null!;

    protected SoftPasskey Key { get; } = new($"https://{WebVault.Host}");

    public async Task InitializeAsync()
    {
        Web = await WebVault.Started();
        Person = await Web.Vault.AddPerson("zhang.san", "张三");
        Has = await Web.Vault.Enrol(Person);
        Browser = await Web.SignedIn(Person);
    }

    public async Task DisposeAsync()
    {
        Key.Dispose();
        Browser.Dispose();
        await Web.DisposeAsync();
    }

    /// <summary>A passkey added as its owner does: second factor, challenge, answer.</summary>
    protected async Task Add(string name = "办公室电脑")
    {
        var page = await TryAdd(Browser, Has, Key, name);
        Assert.Equal("/my/sign-in", page.Location);
    }

    protected Task<WebPage> TryAdd(TestBrowser browser, Enrolled has, SoftPasskey key, string name = "电脑") =>
        PasskeySteps.Add(Web, browser, has, key, name);

    protected static Task<(string Ticket, JsonElement Options)> ToSignIn(TestBrowser browser) =>
        PasskeySteps.Challenge(browser, "/sign-in/challenge");

    protected static Task<(string Ticket, JsonElement Options)> ToStepUp(
        TestBrowser browser,
        ProofPurpose purpose = ProofPurpose.ChangeOwnSignIn,
        Guid? subject = null
    ) =>
        PasskeySteps.Challenge(
            browser,
            "/step-up/challenge",
            ("purpose", purpose.ToString()),
            ("subject", subject?.ToString("D") ?? "")
        );

    protected static Task<WebPage> SignIn(TestBrowser browser, string ticket, string answer) =>
        browser.Post("/sign-in?handler=Passkey", ("PasskeyTicket", ticket), ("PasskeyAnswer", answer));

    /// <summary>Takes what the key answers for a second factor of changing one's own sign-in.</summary>
    protected static Task<WebPage> StepUp(TestBrowser browser, string ticket, string answer) =>
        browser.Post("/my/sign-in/recovery-codes", ("PasskeyTicket", ticket), ("PasskeyAnswer", answer));

    protected List<TEvent> Events<TEvent>()
        where TEvent : AuditEvent => [.. Web.Vault.Log().Select(l => l.Event).OfType<TEvent>()];
}
