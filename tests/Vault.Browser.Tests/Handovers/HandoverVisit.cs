using Vault.Browser.Tests.Support;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Browser.Tests.Handovers;

/// <summary>
/// Handovers in browsers: Zhang leaves, Sun follows him, Feng witnesses; Wu of the office prepares, Zheng of the office
/// opens, Zhou reviews the log.
/// </summary>
public abstract class HandoverVisit(Chromium chromium) : AccountVisit(chromium)
{
    protected const string Leaver = "zhang.san";
    protected const string Successor = "sun.jiu";
    protected const string Witness = "feng.shiyi";
    protected const string Preparer = "wu.liu";
    protected const string Opener = "zheng.ba";
    protected const string Reviewer = "zhou.ba";

    protected async Task Staff()
    {
        await Vault.Give(await Person(Preparer, "吴六"), OfficeRole.Registrar);
        await Vault.Give(await Person(Opener, "郑八"), OfficeRole.Registrar);
        await Vault.Give(await Person(Reviewer, "周八"), OfficeRole.Reviewer);
        await Person(Successor, "孙九");
    }

    /// <summary>The address of the handover.</summary>
    protected async Task<string> Prepare(string language)
    {
        var office = await SignedIn(Preparer, language);
        await office.Go("/handovers/new");
        await office.Look("handover-whose");
        await office.Page.FillAsync("[name=leaver]", Leaver);
        await office.Submit("main form");
        await office.Look("handover-new");
        await office.Submit("main form");
        await office.Look("handover-new-wrong");
        await office.Page.CheckAsync("[name='Input.Cause'][value=Transfer]");
        await office.Page.FillAsync("[name='Input.Reason']", "他调往另一个部门任职");
        await office.Page.FillAsync("[name='Input.Successor']", Successor);
        await office.Submit("main form");
        await office.Look("handover-prepared");
        return new Uri(office.Page.Url).AbsolutePath;
    }

    protected async Task<Visitor> Open(string language, string whole)
    {
        var other = await SignedIn(Opener, language);
        await other.Go(whole);
        await other.Look("handover-to-open");
        await StepUp(other, Opener, $"form[action='{whole}/open']");
        await other.Submit($"form[action='{whole}/open']");
        await other.Look("handover-opened");
        return other;
    }

    /// <summary>Time passes with every code, and a session that nobody uses ends.</summary>
    protected async Task Again(Visitor visitor, string userName)
    {
        await visitor.Go("/");
        if (visitor.Page.Url.Contains("/sign-in", StringComparison.Ordinal))
            await SignIn(visitor, userName);
    }

    /// <summary>What an address answers this visitor with.</summary>
    protected static async Task<int> Status(Visitor visitor, string path)
    {
        await visitor.Go("/help");
        return (await visitor.Page.GotoAsync(new Uri(new Uri(visitor.Page.Url), path).ToString()))!.Status;
    }
}
