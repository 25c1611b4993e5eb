using System.Text;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.TestKit.Canaries;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The forms about filings, and the scan itself: what stands in a file that is sent in is a canary too.</summary>
internal static class FilingSweep
{
    public static async Task Run(WebVault web, Typist typist)
    {
        var account = await web.Vault.AddAccount("示例学院备案号");
        var custodian = await typist.Somebody();
        await web.Vault.Appoint(custodian.Person, account);
        var office = await typist.Somebody(OfficeRole.Registrar);
        custodian = await custodian.SignedInAgain();
        await custodian.Browser.Get("/filings");
        var page = $"/filings/{Of(web, account).Id}";
        await custodian.Spoil(page);
        await custodian.Spoil(page + "/form");
        await custodian.Send(page + "/form", page + "/form");
        await SendIn(custodian, page);
        office = await office.SignedInAgain();
        // A canary is reason enough: it goes back.
        await office.Spoil(page);
        Assert.Equal(FilingState.SentBack, Of(web, account).State);
        custodian = await custodian.SignedInAgain();
        await SendIn(custodian, page);
        await custodian.Send(page, page + "/scan", ("scan", Of(web, account).Scan!.Value.ToString()));
        office = await office.SignedInAgain();
        var receipt = office.Canary(page + "/accept", "Receipt");
        var today = ("ReceiptOn", $"{OrganisationTime.DayOf(web.Vault.Clock.Now):yyyy-MM-dd}");
        Assert.Equal(page, (await office.Send(page, page + "/accept", receipt, today)).Location);
        await office.Browser.Get(page);
        await office.Browser.Get("/filings");
        await office.Spoil("/records");
        await custodian.Browser.Get($"/accounts/{account.Id}/log");
    }

    private static async Task SendIn(Hand custodian, string page)
    {
        var (field, canary) = custodian.Canary(page + "/submit", "Upload");
        await custodian.Browser.Get(page);
        var scan = Encoding.UTF8.GetBytes($"%PDF-1.4\n{canary}\n%%EOF\n");
        var sent = await custodian.Browser.Upload(page + "/submit", field, "scan.pdf", scan);
        Assert.Equal(page, sent.Location);
    }

    private static Filing Of(WebVault web, Account account)
    {
        using var db = web.Vault.Read();
        return db.Set<Filing>().Single(f => f.Account == account.Id);
    }
}
