using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Vault.Browser.Tests.Support;

/// <summary>
/// A person at a browser. Whatever he looks at is held against axe, and every request that would leave the vault's
/// origin and every error the console reports is kept for the end of the test.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>Screenshots of every page looked at go here, if it is set.</summary>
    private static readonly string? Album = Environment.GetEnvironmentVariable("VAULT_SCREENSHOTS");

    private readonly ConcurrentQueue<string> _elsewhere = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly string _language;
    private readonly int _width;

    public Visitor(IPage page, string origin, string language, int width)
    {
        Page = page;
        _language = language;
        _width = width;
        page.Context.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(origin + "/", StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
            )
                _elsewhere.Enqueue(request.Url);
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"{page.Url}: {error}");
    }

    public IPage Page { get; }

    /// <summary>Everything the browser said was wrong, the statuses a test provokes on purpose aside.</summary>
    public IEnumerable<string> Complaints =>
        _complaints.Where(c => !c.Contains("the server responded with a status of", StringComparison.Ordinal));

    public IEnumerable<string> RequestsElsewhere => _elsewhere;

    public Task Go(string path) => Page.GotoAsync(path);

    /// <summary>Looks at the page as it is: a picture for the album, and axe without serious or critical findings.</summary>
    public async Task Look(string name)
    {
        if (Album is not null)
        {
            Directory.CreateDirectory(Album);
            var file = Path.Combine(Album, $"{name}-{_language}-{_width}.png");
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
        }
        var found = await Page.RunAxe();
        var grave = found.Violations.Where(v => v.Impact is "serious" or "critical").Select(Words);
        Assert.Empty(grave);
    }

    /// <summary>Nothing left the origin, and the browser had nothing to complain of.</summary>
    public void WasWell()
    {
        Assert.Empty(RequestsElsewhere);
        Assert.Empty(Complaints);
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private static string Words(AxeResultItem violation) =>
        $"{violation.Id} ({violation.Impact}): {string.Join("; ", violation.Nodes.Select(n => n.Html))}";
}
