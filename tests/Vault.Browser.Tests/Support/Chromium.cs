using Microsoft.Playwright;

namespace Vault.Browser.Tests.Support;

/// <summary>One Chromium of the system for all browser tests, with a profile of its own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Where Debian's package puts it.</summary>
    public const string Path = "/usr/bin/chromium";

    internal static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        if (!File.Exists(Path))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Path,
                Headless = true,
                Args = Flags,
            }
        );
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A person at his own browser: separate cookies, a language, a width in pixels.</summary>
    public async Task<Visitor> Visitor(
        string origin,
        string language,
        int width = 1280,
        ColorScheme scheme = ColorScheme.Light,
        bool script = true
    )
    {
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = origin,
                Locale = language,
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                Permissions = ["clipboard-read", "clipboard-write"],
                ColorScheme = scheme,
                JavaScriptEnabled = script,
            }
        );
        // Generous: on a busy machine a page may be slow, and a test that fails is read by somebody.
        context.SetDefaultTimeout(30_000);
        return new Visitor(await context.NewPageAsync(), origin, language, width);
    }
}

[CollectionDefinition(Name)]
public sealed class InChromium : ICollectionFixture<Chromium>
{
    public const string Name = "Chromium";
}
