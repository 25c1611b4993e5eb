using System.Net;
using System.Text.Json;
using Vault.TestKit;
using Xunit;

namespace Vault.Web.Tests.Support;

/// <summary>What a page's script does with a passkey: fetches a challenge, and posts the answer with the form.</summary>
internal static class PasskeySteps
{
    public const string New = "/my/sign-in/passkeys/new";

    /// <summary>Gives a second factor for adding a passkey.</summary>
    public static async Task Prove(WebVault web, TestBrowser browser, Enrolled has)
    {
        await browser.Get(New);
        web.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        var code = has.Code(web.Vault.Clock.Now);
        Assert.Equal(New, (await browser.Post(New + "?handler=Begin", ("StepUpCode", code))).Location);
    }

    /// <summary>Second factor, challenge, answer.</summary>
    public static async Task<WebPage> Add(
        WebVault web,
        TestBrowser browser,
        Enrolled has,
        SoftPasskey key,
        string name = "办公室电脑"
    )
    {
        await Prove(web, browser, has);
        var (ticket, options) = await Challenge(browser, "/my/sign-in/challenge");
        return await browser.Post(
            New,
            ("PasskeyName", name),
            ("PasskeyTicket", ticket),
            ("PasskeyAnswer", key.Create(options))
        );
    }

    public static async Task<(string Ticket, JsonElement Options)> Challenge(
        TestBrowser browser,
        string address,
        params (string, string)[] fields
    )
    {
        var page = await browser.Post(address, fields);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var json = JsonDocument.Parse(page.Body).RootElement;
        return (json.GetProperty("ticket").GetString()!, json.GetProperty("options"));
    }
}
