using Microsoft.Playwright;
using Vault.Browser.Tests.Support;

namespace Vault.Browser.Tests.Canaries;

/// <summary>
/// A Chromium that keeps what a person's own would keep, in a profile folder on disk. Everybody of a visit is at it, each
/// in a tab of his own and under a host name of his own, so that sessions do not meet.
/// </summary>
internal sealed class Profile : IAsyncDisposable
{
    // Added by the driver for tests; with them the browser would keep less than one at somebody's desk.
    private static readonly string[] NotAtADesk = ["--enable-automation", "--disable-back-forward-cache"];

    private readonly IPlaywright _playwright;
    private readonly IBrowserContext _context;

    private Profile(IPlaywright playwright, IBrowserContext context) => (_playwright, _context) = (playwright, context);

    public IBrowserContext Context => _context;

    public static async Task<Profile> Open(string folder, string temporary)
    {
        var playwright = await Playwright.CreateAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(
            folder,
            new BrowserTypeLaunchPersistentContextOptions
            {
                ExecutablePath = Chromium.Path,
                Headless = true,
                Args = Chromium.Flags,
                IgnoreDefaultArgs = NotAtADesk,
                Locale = "zh-CN",
                Permissions = ["clipboard-read", "clipboard-write"],
                ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
                Env = new Dictionary<string, string>(
                    Environment
                        .GetEnvironmentVariables()
                        .Cast<System.Collections.DictionaryEntry>()
                        .Select(v => KeyValuePair.Create((string)v.Key, (string)v.Value!))
                )
                {
                    ["TMPDIR"] = temporary,
                },
            }
        );
        context.SetDefaultTimeout(30_000);
        return new Profile(playwright, context);
    }

    public async Task<Visitor> Tab(string origin) =>
        new(await _context.NewPageAsync(), origin, "zh-CN", 1280, looks: false);

    /// <summary>What scripts of the open pages can reach of the browser's stores.</summary>
    public async Task<string> Stores()
    {
        List<string> all = [.. (await _context.CookiesAsync()).Select(c => $"{c.Name}={c.Value}")];
        foreach (var page in _context.Pages.Where(p => p.Url.StartsWith("http", StringComparison.Ordinal)))
            all.Add(
                await page.EvaluateAsync<string>(
                    """
                    async () => JSON.stringify([
                      {...localStorage}, {...sessionStorage}, history.state, name,
                      await indexedDB.databases(),
                      await Promise.all((await caches.keys()).map(async k => (await (await caches.open(k)).keys()).map(r => r.url))),
                    ])
                    """
                )
            );
        return string.Join('\n', all);
    }

    /// <summary>Closes the browser as its owner does, and waits until its files are written.</summary>
    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        _playwright.Dispose();
    }
}
