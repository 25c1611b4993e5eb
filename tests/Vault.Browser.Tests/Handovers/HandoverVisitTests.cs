using System.Security.Cryptography;
using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core.Custody;
using Vault.Core.Evidence;
using Vault.Core.Handovers;
using Vault.TestKit;

namespace Vault.Browser.Tests.Handovers;

/// <summary>
/// A leaver hands over everything, in the browsers of those who have a part in it: prepared and opened by two, listed,
/// counted in, changed, verified and signed; then the log is read and verified, here and offline.
/// </summary>
[Collection(InChromium.Name)]
public sealed class HandoverVisitTests(Chromium chromium) : HandoverVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_leaver_hands_over_everything(string language)
    {
        await Staff();
        var leaver = await SignedIn(Leaver, language);
        await leaver.Go("/handovers");
        await leaver.Look("handovers-none");

        var whole = await Prepare(language);
        await LookAround(await Open(language, whole));
        await Again(leaver, Leaver);
        var part = $"{whole}/accounts/{Account.Id}";
        await leaver.Go(part);
        await leaver.Look("handover-listing");
        await leaver.Page.FillAsync("#Text", "公众号素材文件夹在学院共享盘");
        await leaver.Submit($"form[action='{part}/add']");
        await leaver.Go(whole);
        await leaver.Submit($"form[action='{whole}/submit']");
        var witness = await SignedIn(Witness, language, width: 390);
        await witness.Go(part);
        await witness.Look("handover-approving");
        await StepUp(witness, Witness, $"form[action='{whole}/approve']");
        await witness.Submit($"form[action='{whole}/approve']");
        await leaver.Go(whole);
        await leaver.Look("handover-handing");
        await leaver.Submit($"form[action='{whole}/hand']");
        var successor = await SignedIn(Successor, language);
        await successor.Go(part);
        await successor.Look("handover-counting");
        await successor.Go(whole);
        await successor.Submit($"form[action='{whole}/countin']");
        await successor.Go(part);
        await successor.Look("handover-rotating");
        await Change(successor, witness, leaver, Component.Password, "Canary-8Kx3!after");
        await Change(successor, witness, leaver, Component.TotpSeed, "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK");
        await Sign(leaver, Leaver, whole);
        await Sign(successor, Successor, whole);
        await Again(witness, Witness);
        await witness.Go(part);
        await witness.Look("handover-signing");
        await Sign(witness, Witness, whole);
        await witness.Look("handover-closed");
        await witness.Go("/handovers");
        await witness.Look("handovers-ended");
        await TheLogTellsIt(await SignedIn(Reviewer, language));
        await AllWereWell();
    }

    private static async Task LookAround(Visitor opener)
    {
        await opener.Go("/handovers");
        await opener.Look("handovers");
        await opener.Go("/help/handover");
        await opener.Look("help-handover");
    }

    /// <summary>The successor sets a new value and the witness sees it work; to the leaver there is no such page.</summary>
    private async Task Change(Visitor successor, Visitor witness, Visitor leaver, Component component, string value)
    {
        var secret = $"{AccountPath}/secrets/{component.Slug()}";
        await Again(successor, Successor);
        await successor.Go($"{secret}/deposit");
        await successor.Page.FillAsync("[name=Value]", value);
        await StepUp(successor, Successor, "form[action$='/deposit']");
        await successor.Submit("form[action$='/deposit']");
        await Again(leaver, Leaver);
        Assert.Equal(404, await Status(leaver, secret));
        await Again(witness, Witness);
        await witness.Go($"{secret}/verification");
        await StepUp(witness, Witness, "form[action$='/verification']");
        await witness.Submit("form[action$='/verification']");
        Assert.DoesNotContain(value, await witness.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private async Task Sign(Visitor visitor, string userName, string whole)
    {
        await Again(visitor, userName);
        await visitor.Go(whole);
        await StepUp(visitor, userName, $"form[action='{whole}/sign']");
        await visitor.Submit($"form[action='{whole}/sign']");
    }

    /// <summary>The reviewer reads how it ended; the log is sound on the page, and to the verifier that has only the file.</summary>
    private async Task TheLogTellsIt(Visitor reviewer)
    {
        await reviewer.Go($"/log?kind={nameof(HandoverPartClosed)}");
        await Assertions.Expect(reviewer.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(reviewer.Page.Locator("tbody tr")).ToContainTextAsync(Account.Name);
        await reviewer.Look("log-handover-closed");
        await reviewer.Go($"/log?account={Account.Id}");
        await reviewer.Look("log-handover");
        await reviewer.Go("/log/verify");
        await reviewer.Submit("#whole form");
        await Assertions.Expect(reviewer.Page.Locator("#whole .notice-done")).ToBeVisibleAsync();
        await reviewer.Go("/log/checkpoint");
        var note = Path.Combine(Vault.Root, "checkpoint.txt");
        await File.WriteAllTextAsync(note, await reviewer.Page.Locator("pre.note-text").TextContentAsync());
        using var key = ECDsa.Create();
        key.ImportFromPem(await reviewer.Page.Locator("pre.log-leaf:not(.note-text)").TextContentAsync());
        var verified = VerifyLog.Run(new(Vault.DatabaseFile, key, [note]));
        Assert.True(verified.Verdict.IsSound, $"{verified.Verdict}");
    }
}
