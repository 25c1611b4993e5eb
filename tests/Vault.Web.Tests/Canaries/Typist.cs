using Vault.Core.People;
using Vault.TestKit;
using Vault.TestKit.Canaries;
using Vault.Web.SignIn;
using Vault.Web.Tests.Support;

namespace Vault.Web.Tests.Canaries;

/// <summary>
/// Types canaries: into every field of a page at once, as somebody who gets everything wrong, or into some so that the
/// vault takes them. Everybody he acts as is new, so no count of failures stands in his way.
/// </summary>
internal sealed class Typist(WebVault web)
{
    private int _people;

    /// <summary>Fields that stand on a page and not on the list.</summary>
    public HashSet<string> Unlisted { get; } = [];

    /// <summary>Somebody enrolled, with a role or without, and his signed-in browser.</summary>
    public async Task<Hand> Somebody(OfficeRole? role = null)
    {
        var number = ++_people;
        var person = await web.Vault.AddPerson($"hand{number}", $"打字员{number}");
        if (role is { } given)
            await web.Vault.Give(person, given);
        var enrolled = await web.Vault.Enrol(person);
        var browser = await web.SignedIn(person);
        // Longer than a proof is fresh: his forms ask for the second factor.
        web.Vault.Clock.Turn(TimeSpan.FromMinutes(6));
        return new Hand(this, web, person, browser, enrolled);
    }

    /// <summary>Opens a page and sends each of its forms with a canary in every field.</summary>
    public async Task Spoil(TestBrowser browser, string path)
    {
        var page = await browser.Get(path);
        foreach (var form in Form.Of(path, page.Body).Where(f => f.Typed.Count > 0))
        {
            var typed = form.Typed.Distinct().Select(name => (name, CanaryOf(form.Action, name))).ToArray();
            await browser.Get(path);
            if (form.Posts)
                await browser.Post(form.Action, [.. form.Given.Where(g => g.Name[0] != '_'), .. typed]);
            else
                await browser.Get(path + "?" + string.Join('&', typed.Select(t => $"{t.name}={t.Item2}")));
        }
    }

    /// <summary>The canary of the field, or a word if the list has none.</summary>
    public string CanaryOf(string action, string name)
    {
        var page = Form.Generalised(action);
        if (Fields.Find(page, name) is { } field)
            return field.Canary.Text;
        Unlisted.Add($"{page} {name}");
        return "unlisted";
    }
}

/// <summary>A person with a browser and an authenticator.</summary>
internal sealed class Hand(Typist typist, WebVault web, Person person, TestBrowser browser, Enrolled enrolled)
{
    public Person Person => person;

    public TestBrowser Browser => browser;

    public Enrolled Enrolled => enrolled;

    /// <summary>The same person with a new session: time passes with everybody who comes, and an idle one ends.</summary>
    public async Task<Hand> SignedInAgain() => new(typist, web, person, await web.SignedIn(person), enrolled);

    public async Task Spoil(string path) => await typist.Spoil(browser, path);

    /// <summary>Sends a form so that it is taken: with a fresh code.</summary>
    public async Task<WebPage> Send(string page, string action, params (string, string)[] fields)
    {
        await browser.Get(page);
        web.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return await browser.Post(action, [.. fields, (StepUpGate.CodeField, enrolled.Code(web.Vault.Clock.Now))]);
    }

    /// <summary>The canary of a field, and after it whatever else the field asks for.</summary>
    public (string Name, string Value) Canary(string action, string name, string rest = "") =>
        (name, typist.CanaryOf(action, name) + rest);
}
