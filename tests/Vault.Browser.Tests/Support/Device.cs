using Microsoft.Playwright;

namespace Vault.Browser.Tests.Support;

/// <summary>The authenticator built into the device, which touches itself.</summary>
internal sealed class Device(ICDPSession session, string id)
{
    public static async Task<Device> Of(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var options = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2",
            ["transport"] = "internal",
            ["hasResidentKey"] = true,
            ["hasUserVerification"] = true,
            ["isUserVerified"] = true,
            ["automaticPresenceSimulation"] = true,
        };
        var made = await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object> { ["options"] = options }
        );
        return new Device(session, made!.Value.GetProperty("authenticatorId").GetString()!);
    }

    public Task Verifies(bool right) =>
        session.SendAsync(
            "WebAuthn.setUserVerified",
            new Dictionary<string, object> { ["authenticatorId"] = id, ["isUserVerified"] = right }
        );
}
