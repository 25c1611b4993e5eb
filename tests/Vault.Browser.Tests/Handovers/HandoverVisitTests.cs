using Vault.Browser.Tests.Support;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Browser.Tests.Handovers;

/// <summary>A leaver hands over everything: prepared and opened by two, counted in, changed, verified and signed.</summary>
[Collection(InChromium.Name)]
public sealed class HandoverVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_leaver_hands_over_everything(string language)
    {
        await Vault.Give(await Person("wu.liu", "吴六"), OfficeRole.Registrar);
        await Vault.Give(await Person("zheng.ba", "郑八"), OfficeRole.Registrar);
        await Person("sun.jiu", "孙九");
        var leaver = await SignedIn("zhang.san", language);
        await leaver.Go("/handovers");
        await leaver.Look("handovers-none");

        var whole = await Prepare(language);
        await Open(language, whole);
        // The opening ended his session: the very next request leads to the sign-in.
        await leaver.Go(AccountPath);
        Assert.Contains("/sign-in", leaver.Page.Url);
        await SignIn(leaver, "zhang.san");
        await leaver.Go(AccountPath);
        Assert.Equal(404, (await leaver.Page.ReloadAsync())!.Status);

        var part = $"{whole}/accounts/{Account.Id}";
        await leaver.Go(part);
        await leaver.Look("handover-listing");
        await leaver.Page.FillAsync("#Text", "公众号素材文件夹在学院共享盘");
        await leaver.Submit($"form[action='{part}/add']");
        await leaver.Go(whole);
        await leaver.Submit($"form[action='{whole}/submit']");
        var witness = await SignedIn("feng.shiyi", language, width: 390);
        await witness.Go(part);
        await witness.Look("handover-approving");
        await witness.Page.FillAsync("#StepUpCode", Code("feng.shiyi"));
        await witness.Submit($"form[action='{whole}/approve']");
        await leaver.Go(whole);
        await leaver.Look("handover-handing");
        await leaver.Submit($"form[action='{whole}/hand']");
        var successor = await SignedIn("sun.jiu", language);
        await successor.Go(part);
        await successor.Look("handover-counting");
        await successor.Go(whole);
        await successor.Submit($"form[action='{whole}/countin']");
        await successor.Go(part);
        await successor.Look("handover-rotating");
        await Change(successor);
        await Sign(leaver, "zhang.san", whole);
        await Sign(successor, "sun.jiu", whole);
        await Again(witness, "feng.shiyi");
        await witness.Go(part);
        await witness.Look("handover-signing");
        await Sign(witness, "feng.shiyi", whole);
        await witness.Look("handover-closed");
        Assert.Contains(Vault.Log(), l => l.Event is HandoverPartClosed);
        await witness.Go("/handovers");
        await witness.Look("handovers-ended");
        await AllWereWell();
    }

    /// <summary>The address of the handover.</summary>
    private async Task<string> Prepare(string language)
    {
        var office = await SignedIn("wu.liu", language);
        await office.Go("/handovers/new");
        await office.Look("handover-whose");
        await office.Page.FillAsync("[name=leaver]", "zhang.san");
        await office.Submit("main form");
        await office.Look("handover-new");
        await office.Submit("main form");
        await office.Look("handover-new-wrong");
        await office.Page.CheckAsync("[name='Input.Cause'][value=Transfer]");
        await office.Page.FillAsync("[name='Input.Reason']", "他调往另一个部门任职");
        await office.Page.FillAsync("[name='Input.Successor']", "sun.jiu");
        await office.Submit("main form");
        await office.Look("handover-prepared");
        return new Uri(office.Page.Url).AbsolutePath;
    }

    private async Task Open(string language, string whole)
    {
        var other = await SignedIn("zheng.ba", language);
        await other.Go(whole);
        await other.Look("handover-to-open");
        await other.Page.FillAsync($"form[action='{whole}/open'] [name=StepUpCode]", Code("zheng.ba"));
        await other.Submit($"form[action='{whole}/open']");
        await other.Look("handover-opened");
        await other.Go("/handovers");
        await other.Look("handovers");
        await other.Go("/help/handover");
        await other.Look("help-handover");
    }

    /// <summary>What the leaver knew is set by the successor and seen by the witness; that is told elsewhere.</summary>
    private async Task Change(Visitor successor)
    {
        using var db = Vault.Read();
        var by = db.Set<Person>().Single(p => p.UserName == "sun.jiu");
        var witness = db.Set<Person>().Single(p => p.UserName == "feng.shiyi");
        var (session, actor) = await Vault.SignIn(by);
        foreach (
            var (component, value) in new[]
            {
                (Component.Password, "Canary-8Kx3!after"),
                (Component.TotpSeed, "MFRGGZDFMZTWQ2LK"),
            }
        )
        {
            var proof = await Vault.Prove(session, actor, Account.Id.Value);
            var bytes = System.Text.Encoding.UTF8.GetBytes(value);
            await Vault.Get<Deposit>().Run(actor, proof, Account.Id, component, bytes, ValueOrigin.Typed);
            await Vault.Verify(witness, Account.Id, component);
        }
        await Again(successor, "sun.jiu");
    }

    /// <summary>Time passes with every code, and a session that nobody uses ends.</summary>
    private async Task Again(Visitor visitor, string userName)
    {
        await visitor.Go("/");
        if (visitor.Page.Url.Contains("/sign-in", StringComparison.Ordinal))
            await SignIn(visitor, userName);
    }

    private async Task Sign(Visitor visitor, string userName, string whole)
    {
        await Again(visitor, userName);
        await visitor.Go(whole);
        await visitor.Page.FillAsync($"form[action='{whole}/sign'] [name=StepUpCode]", Code(userName));
        await visitor.Submit($"form[action='{whole}/sign']");
    }
}
