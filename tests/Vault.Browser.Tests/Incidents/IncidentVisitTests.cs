using Vault.Browser.Tests.Support;
using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Browser.Tests.Incidents;

/// <summary>A custodian reports that his account is compromised; a colleague loses it; the office concludes.</summary>
[Collection(InChromium.Name)]
public sealed class IncidentVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task An_account_is_frozen_by_one_button_and_given_back_by_the_office(string language)
    {
        await Vault.Give(await Person("wu.shi", "吴十"), OfficeRole.Registrar);
        var custodian = await SignedIn("zhang.san", language);
        var report = AccountPath + "/compromise";
        await custodian.Go("/incidents");
        await custodian.Look("incidents-none");
        await custodian.Go(AccountPath);
        await custodian.Look("account-before-report");
        await custodian.Page.Locator($"main a[href='{report}']").ClickAsync();
        await custodian.Look("report");
        await custodian.Submit("main form");
        await custodian.Look("report-no-reason");
        await custodian.Page.FillAsync("[name=Why]", "账号半夜发布了不明内容，不是我们发的");
        await StepUp(custodian, "zhang.san", "main form");
        await custodian.Submit("main form");
        await custodian.Look("incident-reporter");
        var incident = new Uri(custodian.Page.Url).AbsolutePath;
        Assert.Contains(Vault.Log(), l => l.Event is CompromiseReported);

        var colleague = await SignedIn("li.si", language);
        await colleague.Go(AccountPath);
        await colleague.Look("account-frozen-administrator");
        await colleague.Go(AccountPath + "/secrets/password");
        await colleague.Look("secret-frozen");
        await colleague.Go(incident);
        await colleague.Look("incident-administrator");

        var registrar = await SignedIn("wu.shi", language);
        await registrar.Go("/my/notices");
        await registrar.Look("notices-incident");
        await registrar.Go("/incidents");
        await registrar.Look("incidents");
        await registrar.Go(incident);
        await registrar.Look("incident-office");
        await registrar.Press("main button[value=FalseAlarm]");
        await registrar.Look("incident-no-finding");
        await registrar.Page.FillAsync("[name=FoundOut]", "同事用单位手机误发，已经核实");
        await StepUp(registrar, "wu.shi", "main form");
        await registrar.Press("main button[value=FalseAlarm]");
        await registrar.Look("incident-concluded");
        await registrar.Go("/help/incidents");
        await registrar.Look("help-incidents");
        await AllWereWell();
        Assert.Contains(Vault.Log(), l => l.Event is IncidentConcluded);
    }
}
