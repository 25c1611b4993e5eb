using Vault.Browser.Tests.Support;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Browser.Tests.Ledger;

/// <summary>Who still knows, on the pages of an account and of a person; and saying that somebody does.</summary>
[Collection(InChromium.Name)]
public sealed class LedgerVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Somebody_is_declared_to_know_and_stands_on_both_pages(string language)
    {
        var former = await Person("zhao.liu", "赵六");
        await Vault.Give(await Person("qian.yi", "钱一"), OfficeRole.Registrar);
        var registrar = await SignedIn("qian.yi", language);
        await registrar.Go(AccountPath);
        await registrar.Press($"main a[href='{AccountPath}/knowledge']");
        await registrar.Look("account-knowledge");
        await registrar.Submit("main form");
        await registrar.Look("account-knowledge-wrong");
        await registrar.Page.FillAsync("[name='Input.Person']", "zhao.liu");
        await registrar.Page.CheckAsync("[name='Input.Component'][value=Password]");
        await registrar.Page.FillAsync("[name='Input.How']", "交接时口头告知，本人承认还记得");
        await registrar.Submit("main form");
        await registrar.Look("account-knowledge-declared");
        Assert.Contains(Vault.Log(), l => l.Event is KnowledgeDeclared told && told.Person == former.Id);
        await registrar.Go(AccountPath);
        await registrar.Look("account-rotation-owed");
        await registrar.Go($"/persons/{former.Id}/knowledge");
        await registrar.Look("person-knowledge");
        await registrar.Go("/help/knowledge");
        await registrar.Look("help-knowledge");

        var own = await SignedIn("li.si", language, width: 390);
        await own.Go(AccountPath + "/knowledge");
        await own.Look("account-knowledge-of-administrator");

        await AllWereWell();
    }
}
