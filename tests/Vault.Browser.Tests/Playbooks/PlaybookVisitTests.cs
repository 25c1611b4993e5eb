using Vault.Browser.Tests.Support;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.TestKit;

namespace Vault.Browser.Tests.Playbooks;

/// <summary>The registrar reads a playbook, gets its order wrong, and saves a version of his own.</summary>
[Collection(InChromium.Name)]
public sealed class PlaybookVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_playbook_is_read_and_written(string language)
    {
        var custodian = await SignedIn("zhang.san", language);
        await custodian.Go(AccountPath + "/playbook");
        await custodian.Look("account-playbook");
        await custodian.Go("/help/playbooks");
        await custodian.Look("help-playbooks");

        await Vault.Give(await Person("qian.yi", "钱一"), OfficeRole.Registrar);
        var registrar = await SignedIn("qian.yi", language);
        var page = registrar.Page;
        await registrar.Go("/playbooks");
        await registrar.Look("playbooks");
        await registrar.Press("main a[href='/playbooks/weixin-mp']");
        await registrar.Look("playbook");
        await registrar.Press("main a[href='/playbooks/weixin-mp/edit']");
        await registrar.Look("playbook-edit");
        await registrar.Press("button[value='up:15']");
        for (var place = 14; place > 11; place--)
            await registrar.Press($"button[value='up:{place}']");
        await registrar.Look("playbook-edit-moved");
        await registrar.Press("button[value='remove:0']");
        await registrar.Press("button[value='down:0']");
        await registrar.Press("main form button[value='save']");
        await registrar.Look("playbook-edit-wrong");
        await registrar.Press("button[value='up:1']");
        for (var place = 10; place < 13; place++)
            await registrar.Press($"button[value='down:{place}']");
        await page.FillAsync("[name='Input.Note']", "按示例大学的做法改写");
        await registrar.Press("main form button[value='save']");
        await registrar.Look("playbook-saved");
        await registrar.Go("/playbooks/weixin-mp/history");
        await registrar.Look("playbook-history");
        Assert.Contains(Vault.Log(), l => l.Event is PlaybookSaved);
        await AllWereWell();
    }
}
