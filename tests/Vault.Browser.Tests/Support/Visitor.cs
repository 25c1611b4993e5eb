using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Vault.Browser.Tests.Support;

/// <summary>
/// A person at a browser. Whatever he looks at is held against axe, once for each page, and against the width of a phone;
/// every request that would leave the vault's origin and every error the console reports is kept for the end of the test.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>Screenshots of every page looked at go here, if it is set.</summary>
    private static readonly string? Album = Environment.GetEnvironmentVariable("VAULT_SCREENSHOTS");

    private const int Phone = 390;

    // Run in the page itself: the package's own way opens a second page for every look, which takes a second each.
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Whatever reaches beyond the right edge, and tables beyond their frame: on a phone none scrolls sideways.</summary>
    private const string WiderThanScreen = """
        () => {
          const beyond = document.documentElement.scrollWidth > innerWidth
            ? [...document.querySelectorAll("body *")]
                .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-frame"))
            : [];
          const burst = [...document.querySelectorAll(".table-frame")]
            .filter(f => f.scrollWidth > f.clientWidth + 1)
            .filter(f => innerWidth <= 800 || getComputedStyle(f).overflowX === "visible");
          return [...beyond, ...burst].map(e => `${e.tagName}.${e.className}`).slice(0, 5);
        }
        """;

    /// <summary>What was held against axe already: pages of one name differ only in what people typed.</summary>
    private static readonly ConcurrentDictionary<string, bool> Seen = new();

    private readonly ConcurrentQueue<string> _elsewhere = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _findings = new();
    private readonly string _origin;
    private readonly string _language;
    private readonly int _width;
    private readonly bool _looks;

    /// <param name="looks">
    /// False for a tab beside those of others, in a visit that is not about how pages look: <see cref="Look"/> does nothing then.
    /// </param>
    public Visitor(IPage page, string origin, string language, int width, bool looks = true)
    {
        Page = page;
        _origin = origin;
        _looks = looks;
        _language = language;
        _width = width;
        page.Context.Request += (_, request) =>
        {
            if (
                looks
                && !request.Url.StartsWith(origin + "/", StringComparison.Ordinal)
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

    public string Language => _language;

    /// <summary>Everything the browser said was wrong, the statuses a test provokes on purpose aside.</summary>
    public IEnumerable<string> Complaints =>
        _complaints.Where(c => !c.Contains("the server responded with a status of", StringComparison.Ordinal));

    public IEnumerable<string> RequestsElsewhere => _elsewhere;

    public Task Go(string path) => Page.GotoAsync(new Uri(new Uri(_origin), path).ToString());

    /// <summary>Presses a link or a button that leads to another page, and waits until that has come.</summary>
    public async Task Press(string selector)
    {
        await Page.EvaluateAsync("() => { document.documentElement.dataset.left = ''; }");
        await Page.Locator(selector).First.ClickAsync();
        await Assertions.Expect(Page.Locator("html:not([data-left])")).ToBeAttachedAsync();
        await Page.EvaluateAsync(
            "() => new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))"
        );
    }

    /// <summary>Presses the primary button of the form, or its first.</summary>
    public async Task Submit(string form)
    {
        var primary = $"{form} .button-primary:not([href])";
        await Press(await Page.Locator(primary).CountAsync() > 0 ? primary : $"{form} button[type=submit]");
    }

    /// <summary>
    /// Looks at the page as it is: no serious or critical finding of axe, nothing wider than the screen here and on a phone, and
    /// pictures of both for the album. What is found stands in <see cref="WasWell"/>.
    /// </summary>
    public async Task Look(string name)
    {
        if (!_looks)
            return;
        await Photograph(name, _width);
        if (Seen.TryAdd($"{name} {_language} {_width}", true))
            await HoldAgainstAxe(name);
        await FitsTheScreen(name);
        if (_width == Phone)
            return;
        await Page.SetViewportSizeAsync(Phone, 844);
        await Photograph(name, Phone);
        await FitsTheScreen(name);
        await Page.SetViewportSizeAsync(_width, 900);
    }

    /// <summary>Pictures of the page as it is printed.</summary>
    public async Task LookOnPaper(string name)
    {
        if (!_looks || string.IsNullOrEmpty(Album))
            return;
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var width in new[] { Phone, _width })
        {
            await Page.SetViewportSizeAsync(width, 900);
            await Photograph(name + "-paper", width);
        }
        // As the browser has it: told to be a screen, it would print one.
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Null });
    }

    /// <summary>The file that somebody gets who prints the page to one; kept with the album, where there is one.</summary>
    public async Task<string> Print(string name)
    {
        var folder = string.IsNullOrEmpty(Album) ? Directory.CreateTempSubdirectory("vault-paper-").FullName : Album;
        var file = Path.Combine(folder, $"{name}-{_language}.pdf");
        await Page.PdfAsync(new PagePdfOptions { Path = file, PreferCSSPageSize = true });
        return file;
    }

    /// <summary>The same person, signed in as he is, at a phone.</summary>
    public async Task<Visitor> AtAPhone()
    {
        var page = await Page.Context.NewPageAsync();
        await page.SetViewportSizeAsync(Phone, 844);
        return new Visitor(page, _origin, _language, Phone);
    }

    /// <summary>Every page looked at was fit to be seen, nothing left the origin, and the browser had nothing to complain of.</summary>
    public void WasWell()
    {
        Assert.Empty(_findings);
        Assert.Empty(RequestsElsewhere);
        Assert.Empty(Complaints);
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();

    private async Task Photograph(string name, int width)
    {
        if (string.IsNullOrEmpty(Album))
            return;
        Directory.CreateDirectory(Album);
        var file = Path.Combine(Album, $"{name}-{_language}-{width}.png");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
    }

    private async Task FitsTheScreen(string name)
    {
        var wide = await Page.EvaluateAsync<string[]>(WiderThanScreen);
        if (wide.Length > 0)
            _findings.Enqueue($"{name} is wider than the screen: {string.Join(", ", wide)}");
    }

    private async Task HoldAgainstAxe(string name)
    {
        await Page.EvaluateAsync(Axe);
        var grave = await Page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ resultTypes: ["violations"] })).violations
              .filter(v => v.impact === "serious" || v.impact === "critical")
              .map(v => `${v.id} (${v.impact}): ${v.nodes.map(n => n.html).join("; ")}`)
            """
        );
        Array.ForEach(grave, v => _findings.Enqueue($"{name}: {v}"));
    }
}
