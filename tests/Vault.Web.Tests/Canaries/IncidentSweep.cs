using Vault.Core.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The forms of incidents, each with its canary: spoilt first, then sent so that it is taken.</summary>
internal static class IncidentSweep
{
    public static async Task Run(WebVault web, Typist typist)
    {
        var account = await web.Vault.AddAccount("疑似被盗用示例号");
        var custodian = await typist.Somebody();
        await web.Vault.Appoint(custodian.Person, account);
        var page = $"/accounts/{account.Id}/compromise";
        await custodian.Spoil(page);
        var why = custodian.Canary(page, "Why", "，账号半夜发布了不明内容");
        var incident = (await custodian.Send(page, page, why)).Location!;
        Assert.StartsWith("/incidents/", incident);
        await custodian.Browser.Get(incident);
        await custodian.Browser.Get("/incidents");

        var registrar = await typist.Somebody(OfficeRole.Registrar);
        await registrar.Spoil(incident);
        var found = registrar.Canary(incident, "FoundOut", "，同事误发，已经核实");
        var concluded = await registrar.Send(incident, incident, found, ("conclusion", "FalseAlarm"));
        Assert.Equal(incident, concluded.Location);
        await registrar.Browser.Get(incident);
    }
}
