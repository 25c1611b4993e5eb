using Microsoft.Playwright;
using Vault.Browser.Tests.Support;

namespace Vault.Browser.Tests.Visit;

/// <summary>What the registrar and the security administrator do: the register, and proposals by one confirmed by another.</summary>
internal static class OfficeWork
{
    public static async Task AddUnit(this Newcomer registrar, string name)
    {
        await registrar.Open("/units", "units");
        await registrar.Follow("main a[href='/units/new']");
        await registrar.Visitor.Look("unit-new");
        await registrar.Page.SelectOptionAsync("[name='Input.Unit']", new SelectOptionValue { Index = 1 });
        await registrar.Page.FillAsync("[name='Input.Name']", name);
        await registrar.Visitor.Submit("main form");
        await registrar.Visitor.Look("unit-added");
        var unit = registrar.Path;
        await registrar.Open(unit + "/change", "unit-change");
        await registrar.Open("/proposals/new?unit=" + unit["/units/".Length..], "proposal-new-over-unit");
        await registrar.Open("/units?dissolved=true", "units-added");
    }

    /// <summary>Returns the path of the person's page.</summary>
    public static async Task<string> AddPerson(this Newcomer registrar, string name, string userName, string unit)
    {
        await registrar.Open("/persons", "persons");
        await registrar.Follow("main a[href='/persons/new']");
        await registrar.Visitor.Look("person-new");
        await registrar.Page.FillAsync("[name='Input.Name']", name);
        await registrar.Page.FillAsync("[name='Input.UserName']", userName);
        await registrar.Page.FillAsync("[name='Input.Mobile']", "13955500001");
        await registrar.ChooseUnit(unit);
        await registrar.Visitor.Submit("main form");
        await registrar.Visitor.Look("person-added");
        var person = registrar.Path;
        await registrar.Open(person + "/change", "person-change");
        await registrar.Open(person);
        await registrar.Visitor.Press("form[action*='/contact'] button[type=submit]");
        await registrar.Visitor.Look("person-contact");
        return person;
    }

    /// <summary>Returns the path of the account's page.</summary>
    public static async Task<string> AddAccount(
        this Newcomer registrar,
        string name,
        string publicId,
        string unit,
        string platform = "weibo"
    )
    {
        await registrar.Open("/accounts", "accounts-none");
        await registrar.Follow("main a[href='/accounts/new']");
        await registrar.Visitor.Look("account-new");
        await registrar.Page.SelectOptionAsync("[name='Input.Platform']", platform);
        await registrar.Page.FillAsync("[name='Input.Name']", name);
        await registrar.Page.FillAsync("[name='Input.PublicId']", publicId);
        await registrar.ChooseUnit(unit);
        await registrar.Visitor.Submit("main form");
        await registrar.Visitor.Look("account-added");
        return registrar.Path;
    }

    /// <summary>Returns the path of the proposal.</summary>
    public static async Task<string> ProposeCustodian(this Newcomer registrar, string account, string userName)
    {
        await registrar.Open(account);
        await registrar.Follow("main .page-head a[href^='/proposals/new']");
        await registrar.Visitor.Look("proposal-new-appointment");
        await registrar.Page.FillAsync("[name='Input.Person']", userName);
        await registrar.Page.CheckAsync("[name='Input.As'][value=Custodian]");
        return await registrar.Propose();
    }

    /// <summary>Returns the path of the proposal.</summary>
    public static async Task<string> ProposeInvitation(this Newcomer registrar, string person)
    {
        await registrar.Open(person);
        await registrar.Follow("main a[href*='grant=invitation']");
        await registrar.Visitor.Look("proposal-new-invitation");
        return await registrar.Propose();
    }

    public static async Task Confirm(this Newcomer security, string proposal)
    {
        await security.Open("/", "home-security");
        await security.Follow($"main a[href='{proposal}']");
        await security.Visitor.Look("proposal-to-decide");
        await security.StepUp("form[action$='/confirm']");
        await security.Visitor.Submit("form[action$='/confirm']");
        await security.Visitor.Look("proposal-confirmed");
    }

    public static async Task Refuse(this Newcomer security, string proposal, string reason)
    {
        const string form = "form[action$='/refuse']";
        await security.Open(proposal);
        await security.Page.Locator($"details:has({form}) > summary").First.ClickAsync();
        await security.Page.FillAsync($"{form} [name=Reason]", reason);
        await security.StepUp(form);
        await security.Visitor.Press($"{form} button[type=submit]");
        Assert.Equal(proposal, security.Path);
        await security.Visitor.Look("proposal-refused");
    }

    /// <summary>The address the newcomer is handed.</summary>
    public static async Task<string> IssueLink(this Newcomer registrar, string proposal)
    {
        await registrar.Open(proposal);
        await registrar.Follow($"main a[href='{proposal}/link']");
        await registrar.Visitor.Look("link-ask");
        await registrar.StepUp("main form");
        await registrar.Visitor.Submit("main form");
        await registrar.Visitor.Look("link-issued");
        await registrar.Visitor.LookOnPaper("link-issued");
        return await registrar.Page.InnerTextAsync("#link");
    }

    private static async Task<string> Propose(this Newcomer registrar)
    {
        await registrar.StepUp("main form");
        await registrar.Visitor.Submit("main form");
        await registrar.Visitor.Look("proposal-made");
        return registrar.Path;
    }

    /// <summary>Names stand indented by their place in the tree.</summary>
    private static async Task ChooseUnit(this Newcomer registrar, string unit)
    {
        var choices = registrar.Page.Locator("[name='Input.Unit'] option");
        var value = await choices.Filter(new() { HasText = unit }).GetAttributeAsync("value");
        await registrar.Page.SelectOptionAsync("[name='Input.Unit']", value!);
    }
}
