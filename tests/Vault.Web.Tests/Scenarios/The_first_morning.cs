using System.Net;
using System.Text.RegularExpressions;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Scenarios;

/// <summary>
/// The first morning of a vault, told from the browsers of the people in it: the link of the console, four papers, an
/// account, and a custodian whom two persons appointed (R10, R13, R24).
/// </summary>
public sealed partial class The_first_morning : IAsyncLifetime
{
    private WebVault _vault = null!;

    public async Task InitializeAsync() => _vault = await WebVault.Unfounded();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task From_the_link_of_the_console_to_a_custodian()
    {
        var record = await TheVaultIsFounded();
        using var registrar = await Colleague.Join(_vault, LinkFor(record, "registrar"), "registrar");
        using var security = await Colleague.Join(_vault, LinkFor(record, "security"), "security");

        var unit = await TheRegistrarEntersAUnit(registrar);
        var zhang = await AndAPerson(registrar, unit);
        using var custodian = await WhoIsInvitedByTwo(registrar, security, zhang);
        var account = await AnAccountIsRegistered(registrar, unit);
        await AndZhangBecomesItsCustodian(registrar, security, custodian, account);
        await NobodyElseSeesIt(security, account);
    }

    private async Task<string> TheVaultIsFounded()
    {
        using var console = _vault.Browser();
        var setUp = "/set-up/" + _vault.Get<SetUpLink>().Offer();
        Assert.Equal(HttpStatusCode.OK, (await console.Get(setUp)).Status);
        var named = await console.Post(setUp, ("Name", "示例大学"), ("RootUnit", "示例大学"));
        Assert.Equal(setUp + "/persons", named.Location);
        await console.Get(named.Location!);
        var seated = await console.Post(
            named.Location!,
            ("Registrar.Name", "赵经办"),
            ("Registrar.UserName", "registrar"),
            ("SystemAdministrator.Name", "钱系统"),
            ("SystemAdministrator.UserName", "system"),
            ("SecurityAdministrator.Name", "孙安全"),
            ("SecurityAdministrator.UserName", "security"),
            ("Reviewer.Name", "李审阅"),
            ("Reviewer.UserName", "reviewer")
        );
        Assert.Equal(setUp + "/summary", seated.Location);
        Assert.Contains("孙安全", (await console.Get(seated.Location!)).Body);
        var founded = await console.Post(seated.Location!);
        Assert.Equal(HttpStatusCode.OK, founded.Status);
        Assert.Equal("/set-up", (await console.Get(setUp)).Location);
        return founded.Body;
    }

    private static async Task<string> TheRegistrarEntersAUnit(Colleague registrar)
    {
        var form = await registrar.See("/units/new");
        var root = UnitOption().Match(form.Body).Groups[1].Value;
        var added = await registrar.Browser.Post("/units/new", ("Input.Name", "外国语学院"), ("Input.Unit", root));
        Assert.StartsWith("/units/", added.Location);
        Assert.Contains("外国语学院", (await registrar.See("/units")).Body);
        return UnitOption("外国语学院").Match((await registrar.See("/units/new")).Body).Groups[1].Value;
    }

    private static async Task<string> AndAPerson(Colleague registrar, string unit)
    {
        await registrar.See("/persons/new");
        var added = await registrar.Browser.Post(
            "/persons/new",
            ("Input.Name", "张三"),
            ("Input.UserName", "zhang.san"),
            ("Input.Unit", unit)
        );
        Assert.Contains("申请登录邀请", (await registrar.See(added.Location!)).Body);
        return added.Location!["/persons/".Length..];
    }

    private async Task<Colleague> WhoIsInvitedByTwo(Colleague registrar, Colleague security, string zhang)
    {
        var proposed = await registrar.Do($"/proposals/new?grant=invitation&person={zhang}");
        var proposal = proposed.Location!;
        Assert.Equal(HttpStatusCode.Forbidden, (await registrar.Do(proposal, proposal + "/confirm")).Status);
        Assert.Contains(proposal, (await security.See("/")).Body);
        Assert.Equal(proposal, (await security.Do(proposal, proposal + "/confirm")).Location);
        var issued = await registrar.Do(proposal + "/link");
        return await Colleague.Join(_vault, InvitationLink().Match(issued.Body).Value, "zhang.san");
    }

    private static async Task<string> AnAccountIsRegistered(Colleague registrar, string unit)
    {
        await registrar.See("/accounts/new");
        var added = await registrar.Browser.Post(
            "/accounts/new",
            ("Input.Platform", "weixin-mp"),
            ("Input.Name", "示例大学外国语学院"),
            ("Input.PublicId", "example-sfl"),
            ("Input.Unit", unit)
        );
        Assert.Contains("无保管人", (await registrar.See("/")).Body);
        return added.Location!;
    }

    private async Task AndZhangBecomesItsCustodian(
        Colleague registrar,
        Colleague security,
        Colleague custodian,
        string account
    )
    {
        Assert.Equal(HttpStatusCode.NotFound, (await custodian.Browser.Get(account)).Status);
        var path = $"/proposals/new?account={account["/accounts/".Length..]}";
        var proposed = await registrar.Do(path, path, ("Input.Person", "zhang.san"), ("Input.As", "Custodian"));
        Assert.Contains("示例大学外国语学院", (await security.See(proposed.Location!)).Body);
        await security.Do(proposed.Location!, proposed.Location + "/confirm");

        Assert.Contains("示例大学外国语学院", (await custodian.See("/")).Body);
        Assert.Contains("保管人", (await custodian.See(account)).Body);
        Assert.Equal(AppointmentRole.Custodian, _vault.Vault.Newest<PersonAppointed>().Role);
    }

    private static async Task NobodyElseSeesIt(Colleague security, string account)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await security.Browser.Get(account)).Status);
        Assert.DoesNotContain("示例大学外国语学院", (await security.See("/accounts")).Body);
    }

    private static string LinkFor(string record, string userName)
    {
        // Each paper names its reader after his link.
        var papers = record.Split("<article").Skip(2);
        return InvitationLink().Match(papers.Single(p => p.Contains($">{userName}<"))).Value;
    }

    private static Regex UnitOption(string name) =>
        new($"<option value=\"([0-9a-f-]{{36}})\">(?:&#x3000;)*{name}</option>");

    [GeneratedRegex("<option value=\"([0-9a-f-]{36})\">")]
    private static partial Regex UnitOption();

    [GeneratedRegex("/invitations/[0-9a-f]{32}")]
    private static partial Regex InvitationLink();
}
