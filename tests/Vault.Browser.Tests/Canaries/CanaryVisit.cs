using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Browser.Tests.Visit;
using Vault.Core.Custody;
using Vault.TestKit.Canaries;

namespace Vault.Browser.Tests.Canaries;

/// <summary>
/// The first day of a vault with a canary in every field that people type into: from the set-up link over invitations,
/// sign-in, deposit, reveal and copy to the log. Most forms are sent twice, once so that they are refused.
/// </summary>
internal sealed class CanaryVisit
{
    private const string Words = " 大雨落在屋顶上";
    private const string Why = "，发布今天的讲座预告";

    private readonly Profile _browser;
    private readonly VisitedVault _vault;
    private readonly List<Newcomer> _people = [];

    private CanaryVisit(Profile browser, VisitedVault vault, Watch watch) =>
        (_browser, _vault, Watch) = (browser, vault, watch);

    /// <summary>Names under which the vault is called, one for each person.</summary>
    public static IReadOnlyList<string> Hosts { get; } =
    ["registrar.localhost", "security.localhost", "custodian.localhost", "reviewer.localhost"];

    public Watch Watch { get; }

    /// <summary>Everybody who signed in, with what he was shown and typed.</summary>
    public IReadOnlyList<Newcomer> People => _people;

    public static async Task<CanaryVisit> In(Profile browser, VisitedVault vault) =>
        new(browser, vault, await Watch.Over(browser.Context));

    public async Task Run()
    {
        var founders = OfCanaries();
        var links = await Founding.Of(await _browser.Tab(_vault.Origin), _vault, founders);
        var registrar = await SettleIn(Hosts[0], founders.Seats[0].UserName, links, andErrs: true);
        var security = await SettleIn(Hosts[1], founders.Seats[2].UserName, links);
        var account = await Register(registrar);
        var custodian = await AndACustodian(registrar, security, account);
        await UseSecrets(custodian, account);
        await ChangeOwnSignIn(custodian);
        var reviewer = await SettleIn(Hosts[3], founders.Seats[3].UserName, links);
        await reviewer.Open("/log");
        await reviewer.Visitor.Press("tbody td a[href^='/log/']");
        await reviewer.Open("/log/verify");
        await Watch.Spoil(reviewer.Visitor, "#checkpoint form");
        await reviewer.Open("/log/verify");
        await Watch.Spoil(reviewer.Visitor, "#paper form");
    }

    private static Founders OfCanaries()
    {
        const string persons = "/set-up/{token}/persons";
        string[] seats = ["Registrar", "SystemAdministrator", "SecurityAdministrator", "Reviewer"];
        return new(
            Canary("/set-up/{token}", "Name"),
            Canary("/set-up/{token}", "RootUnit"),
            [.. seats.Select(s => (s, Canary(persons, s + ".Name"), Canary(persons, s + ".UserName")))]
        );
    }

    /// <param name="andErrs">Whether he gets everything wrong first: once is enough for all.</param>
    private async Task<Newcomer> SettleIn(
        string host,
        string userName,
        Dictionary<string, string> links,
        bool andErrs = false
    )
    {
        var visitor = await _browser.Tab(_vault.Origin.Replace("127.0.0.1", host));
        var link = new Uri(links[userName]).AbsolutePath;
        var newcomer = new Newcomer(visitor, _vault, userName, Canary("/invitations/{token}", "Password") + Words);
        if (andErrs)
        {
            await visitor.Go(link);
            await Watch.Spoil(visitor, "form:has([name=Password])");
        }
        await newcomer.Accept(link, () => andErrs ? Watch.Spoil(visitor, "form:has([name=Code])") : Task.CompletedTask);
        if (andErrs)
        {
            await visitor.Go("/sign-in");
            await Watch.Spoil(visitor, "main form");
        }
        await newcomer.SignIn();
        _people.Add(newcomer);
        return newcomer;
    }

    /// <summary>Returns the path of the account.</summary>
    private static async Task<string> Register(Newcomer registrar)
    {
        var unit = Canary("/units/new", "Input.Name");
        await registrar.AddUnit(unit);
        // The account that is to hold one of everything is of this platform.
        await registrar.Open("/platforms/generic");
        await registrar.Page.CheckAsync($"[name='Input.Has[{Component.EncodingAesKey.Slug()}]']");
        await registrar.Visitor.Submit("main form");
        var account = await registrar.AddAccount(
            Canary("/accounts/new", "Input.Name"),
            Canary("/accounts/new", "Input.PublicId"),
            unit,
            "generic"
        );
        await registrar.Open("/accounts");
        await Watch.Spoil(registrar.Visitor, "form.filter-bar");
        await registrar.Open("/persons");
        await Watch.Spoil(registrar.Visitor, "form.filter-bar");
        return account;
    }

    private async Task<Newcomer> AndACustodian(Newcomer registrar, Newcomer security, string account)
    {
        var userName = Canary("/persons/new", "Input.UserName");
        var person = await registrar.AddPerson(
            Canary("/persons/new", "Input.Name"),
            userName,
            Canary("/units/new", "Input.Name")
        );
        await registrar.Open(account);
        await registrar.Follow("main .page-head a[href^='/proposals/new']");
        await Watch.Spoil(registrar.Visitor, "main form");
        await security.Confirm(await registrar.ProposeCustodian(account, userName));
        await security.Refuse(
            await registrar.ProposeInvitation(person),
            Canary("/proposals/{id}/refuse", "Reason") + Why
        );
        var invitation = await registrar.ProposeInvitation(person);
        await security.Confirm(invitation);
        var link = await registrar.IssueLink(invitation);
        return await SettleIn(Hosts[2], userName, new() { [userName] = link });
    }

    private async Task UseSecrets(Newcomer custodian, string account)
    {
        var work = new CustodyWork(custodian, _vault, account);
        foreach (var component in Fields.Components.OrderByDescending(c => c == Component.Note))
        {
            var secret = "/accounts/{id}/secrets/" + component.Slug();
            await custodian.Open($"{account}/secrets/{component.Slug()}/deposit");
            // Refused with the value in it, where that is typed into an area and not into a password field.
            if (component == Component.Note)
                await Watch.Spoil(custodian.Visitor, "form[action$='/deposit']");
            var value = Canary(secret + "/deposit", "Value");
            await work.Keep(component, value);
            await work.Use(component, Canary(secret + Fields.Verb(component), "Reason") + Why);
            if (component != Component.TotpSeed)
                await Assertions.Expect(custodian.Shown()).ToContainTextAsync(value);
            if (component == Component.Password)
            {
                await custodian.Page.ClickAsync("form[data-copy] button");
                await Assertions.Expect(custodian.Status()).Not.ToBeEmptyAsync();
            }
        }
        await custodian.Open("/accounts/mine");
        await Watch.Spoil(custodian.Visitor, "form.filter-bar");
        await custodian.Open("/my/log");
    }

    private static async Task ChangeOwnSignIn(Newcomer custodian)
    {
        await custodian.Open("/my/sign-in/password");
        await Watch.Spoil(custodian.Visitor, "main form:has([name=Present])", "StepUpCode", "StepUpRecovery");
        await custodian.AddPasskey(Canary("/my/sign-in/passkeys/new", "PasskeyName"));
    }

    private static string Canary(string page, string name) => Watch.Canary(page, name);
}
