using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Core.Records;
using Vault.Web.Tests.Support;

namespace Vault.Web.Tests.Canaries;

/// <summary>The papers: a wrong code in the form of each, and one of them printed and called up again.</summary>
internal static class RecordSweep
{
    /// <param name="checkout">The page of what this custodian has checked out.</param>
    public static async Task Run(WebVault web, Typist typist, Hand custodian, Account account, string checkout)
    {
        await custodian.Spoil(checkout + "/slip");
        var card = $"/accounts/{account.Id}/card";
        await custodian.Spoil(card);
        await custodian.Send(card, card);
        await custodian.Spoil($"/records/{Printed(web)}");
        await (await typist.Somebody(OfficeRole.Registrar)).Spoil("/founding");
        await custodian.Browser.Get("/");
    }

    private static Guid Printed(WebVault web)
    {
        using var db = web.Vault.Read();
        return db.Set<PrintedRecord>().Single().Id.Value;
    }
}
