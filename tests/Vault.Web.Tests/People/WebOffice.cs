using System.Net;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.TestKit;
using Vault.Web.SignIn;
using Vault.Web.Tests.Support;

namespace Vault.Web.Tests.People;

/// <summary>A vault behind HTTP with an office whose members carry authenticators, and their browsers.</summary>
public sealed class WebOffice : IAsyncDisposable
{
    private readonly Dictionary<PersonId, TestBrowser> _browsers = [];
    private readonly Dictionary<PersonId, Enrolled> _enrolled = [];

    private WebOffice(WebVault web) => Web = web;

    public WebVault Web { get; }

    public TestVault Vault => Web.Vault;

    public Person Registrar { get; private set; } = null!;

    public Person OtherRegistrar { get; private set; } = null!;

    public Person Security { get; private set; } = null!;

    public Person Reviewer { get; private set; } = null!;

    /// <summary>Somebody of a college, without office.</summary>
    public Person Zhang { get; private set; } = null!;

    public Account Account { get; private set; } = null!;

    public static async Task<WebOffice> Open(string platform = "weixin-mp")
    {
        var office = new WebOffice(await WebVault.Started());
        office.Registrar = await office.Enter("registrar", "经办人甲", OfficeRole.Registrar);
        office.OtherRegistrar = await office.Enter("registrar2", "经办人乙", OfficeRole.Registrar);
        office.Security = await office.Enter("security", "安全员甲", OfficeRole.SecurityAdministrator);
        office.Reviewer = await office.Enter("reviewer", "审阅人甲", OfficeRole.Reviewer);
        office.Zhang = await office.Enter("zhang.san", "张三");
        office.Account = await office.Vault.AddAccount("示例大学招生办", platform);
        return office;
    }

    /// <summary>A person with both factors and perhaps a role.</summary>
    public async Task<Person> Enter(string userName, string name, OfficeRole? role = null)
    {
        var person = await Vault.AddPerson(userName, name);
        if (role is { } given)
            await Vault.Give(person, given);
        _enrolled[person.Id] = await Vault.Enrol(person);
        return person;
    }

    /// <summary>The person's browser, the same every time.</summary>
    public async Task<TestBrowser> As(Person person)
    {
        if (!_browsers.TryGetValue(person.Id, out var browser))
            _browsers[person.Id] = browser = await Web.SignedIn(person);
        return browser;
    }

    /// <summary>The field of a one-time code, with one that was never used before.</summary>
    public (string Name, string Value) Code(Person person)
    {
        Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return (StepUpGate.CodeField, _enrolled[person.Id].Code(Vault.Clock.Now));
    }

    /// <summary>Posts a form of the page, which is fetched first, with a fresh code.</summary>
    public async Task<WebPage> Post(Person by, string page, string action, params (string, string)[] fields)
    {
        var browser = await As(by);
        await browser.Get(page);
        return await browser.Post(action, [.. fields, Code(by)]);
    }

    /// <summary>A proposal made over its page, and where it stands.</summary>
    public async Task<string> Propose(Person by, string query, params (string, string)[] fields)
    {
        var page = await Post(by, $"/proposals/new?{query}", $"/proposals/new?{query}", fields);
        return page.Location is { } location && page.Status == HttpStatusCode.Redirect
            ? location
            : throw new InvalidOperationException($"Not proposed: {page.Status} {page.Body}");
    }

    public Proposal Proposal(string path)
    {
        var id = ProposalId.Parse(path.Split('/')[2], null);
        using var db = Vault.Read();
        return db.Set<Proposal>().Single(p => p.Id == id);
    }

    public async ValueTask DisposeAsync() => await Web.DisposeAsync();
}
