using Vault.Core;
using Vault.Core.Holdings;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The forms of holdings, each with its canary: spoilt first, then sent so that it is taken, opened and ended.</summary>
internal static class HoldingSweep
{
    private const string Seen = "，见平台账号设置页面";

    public static async Task Run(WebVault web, Hand registrar, string account)
    {
        var all = account + "/holdings";
        var form = all + "/new";
        var mailbox = form + "?kind=" + nameof(HoldingKind.BoundMailbox);
        await registrar.Browser.Get(form);
        await registrar.Spoil(mailbox);
        await Record(
            mailbox,
            registrar.Canary(form, "Input.Outside"),
            registrar.Canary(form, "Input.Value", "@example.edu.cn")
        );
        await registrar.Browser.Get(account);
        var page = $"/holdings/{Newest(web)}";
        await registrar.Browser.Get(page);
        await registrar.Browser.Post(page + "/open");
        await End(page);
        await registrar.Browser.Post(page + "/open");

        var shortTerm = form + "?kind=" + nameof(HoldingKind.ShortTermOperator);
        await Record(
            shortTerm,
            ("Input.Holder", registrar.Person.SignInName),
            ("Input.Since", $"{Today(web):yyyy-MM-dd}")
        );
        page = $"/holdings/{Newest(web)}";
        var evidence = registrar.Canary(page + "/extend", "ExtendEvidence", Seen);
        var until = ("ExtendUntil", $"{Today(web).AddMonths(2):yyyy-MM-dd}");
        Assert.Equal(all, (await registrar.Send(page, page + "/extend", evidence, until)).Location);
        // A canary is evidence enough: this ends it.
        await registrar.Spoil(page);
        await registrar.Browser.Get("/holdings");
        await registrar.Browser.Get(all);
        await registrar.Browser.Get($"/persons/{registrar.Person.Id}");
        await registrar.Browser.Get("/my/log");
        await registrar.Browser.Get("/my/notices?view=all");

        async Task Record(string address, params (string, string)[] typed)
        {
            var taken = await registrar.Send(
                address,
                address,
                [.. typed, registrar.Canary(form, "Input.Evidence", Seen)]
            );
            Assert.Equal(all, taken.Location);
            await registrar.Browser.Get(all);
        }

        async Task End(string holding)
        {
            var ended = await registrar.Send(
                holding,
                holding + "/end",
                registrar.Canary(holding + "/end", "EndEvidence", Seen)
            );
            Assert.Equal(all, ended.Location);
        }
    }

    private static DateOnly Today(WebVault web) => OrganisationTime.DayOf(web.Vault.Clock.Now);

    private static HoldingId Newest(WebVault web)
    {
        using var db = web.Vault.Read();
        return db.Set<Holding>().OrderByDescending(h => h.RecordedAt).First().Id;
    }
}
