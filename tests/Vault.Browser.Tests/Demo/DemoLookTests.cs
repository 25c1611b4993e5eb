using Vault.Browser.Tests.Support;
using Vault.TestKit;

namespace Vault.Browser.Tests.Demo;

/// <summary>R63: the bar of the demo stands above every page, and both can be read by everybody, at a desk and at a phone.</summary>
[Collection(InChromium.Name)]
public sealed class DemoLookTests(Chromium chromium, DemoProcess demo) : IClassFixture<DemoProcess>
{
    private static readonly (string Person, string[] Pages)[] Rounds =
    [
        ("zhang.san", ["/", "/accounts", "/my/log", "/my/sign-in", "/log", "/no/such/page"]),
        ("wang.wu", ["/", "/rotations", "/filings", "/incidents"]),
        ("qian.yi", ["/", "/units", "/persons", "/proposals", "/accounts/new", "/handovers", "/filings", "/incidents"]),
        ("zhou.ba", ["/", "/log", "/log/print"]),
    ];

    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Every_page_under_the_bar_can_be_read_by_everybody(string language)
    {
        await using var desk = await chromium.Visitor(demo.Origin, language);
        var phone = await desk.AtAPhone();
        await Look(desk, phone, "/sign-in", "demo-sign-in");

        foreach (var (person, pages) in Rounds)
        {
            await desk.Go("/sign-in");
            await OpenTheList(desk);
            await desk.Press($"form:has([name=person][value='{person}']) button");
            foreach (var path in pages)
                await Look(desk, phone, path, $"demo-{person}{path.Replace('/', '-')}");
            if (person == "zhang.san")
            {
                await LookAtAnAccount(desk, phone);
                await LookAtAHandover(desk, phone);
            }
        }

        desk.WasWell();
        phone.WasWell();
    }

    private static async Task LookAtAnAccount(Visitor desk, Visitor phone)
    {
        await desk.Go("/accounts");
        await desk.Press("main td a[href^='/accounts/'], main th a[href^='/accounts/']");
        await Look(desk, phone, new Uri(desk.Page.Url).AbsolutePath, "demo-account");
        await desk.Press("main a[href$='/secrets/password']");
        await Look(desk, phone, new Uri(desk.Page.Url).AbsolutePath, "demo-secret");
        await desk.LookOnPaper("demo-secret");
    }

    private static async Task LookAtAHandover(Visitor desk, Visitor phone)
    {
        await desk.Go("/");
        await desk.Press("main a[href^='/handovers/']");
        await Look(desk, phone, new Uri(desk.Page.Url).AbsolutePath, "demo-handover");
        await desk.Press("main th a[href*='/accounts/']");
        await Look(desk, phone, new Uri(desk.Page.Url).AbsolutePath, "demo-handover-account");
    }

    /// <summary>With the list of persons open, which is the most there is to see.</summary>
    private static async Task Look(Visitor desk, Visitor phone, string path, string name)
    {
        foreach (var visitor in new[] { desk, phone })
        {
            await visitor.Go(path);
            await OpenTheList(visitor);
            await visitor.Look(name);
        }
    }

    private static Task OpenTheList(Visitor visitor) =>
        visitor.Page.EvaluateAsync("() => { document.querySelector('.demo-people').open = true; }");
}

/// <summary>The demo as <c>demo</c> serves it, made once for the tests of a class.</summary>
public sealed class DemoProcess : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("vault-demo-").FullName;
    private ChildVault? _vault;

    public string Origin => _vault!.Origin;

    public async Task InitializeAsync()
    {
        _vault = new ChildVault(_root);
        if (File.Exists(Chromium.Path))
            await _vault.StartDemo();
    }

    public async Task DisposeAsync()
    {
        await _vault!.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
