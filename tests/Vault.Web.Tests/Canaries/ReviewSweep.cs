using System.Globalization;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.TestKit;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The forms about reviews of the log: what is asked, what is answered, and what is remarked.</summary>
internal static class ReviewSweep
{
    public static async Task Run(WebVault web, Typist typist)
    {
        var account = await web.Vault.AddAccount("示例学院审阅号");
        var asked = await typist.Somebody();
        var reviewer = await typist.Somebody(OfficeRole.Reviewer);
        var review = await web.Vault.NewReview(reviewer.Person, asked.Person, account.Id);
        var page = $"/reviews/{review.Id}";
        await reviewer.Browser.Get("/reviews");
        // The canary is question enough.
        await Dispose(reviewer, page, ReviewDisposition.ExplanationRequested);
        var explanation = $"/reviews/explanations/{web.Vault.Asked(review)}";
        await asked.Browser.Get("/my/notices");
        await asked.Spoil(explanation);
        await asked.Browser.Get(explanation);
        await Dispose(reviewer, page, ReviewDisposition.Violation);
        await reviewer.Browser.Get(page);
        await reviewer.Spoil(page);
        Assert.Equal(page, (await reviewer.Send(page, page + "/sign")).Location);
        reviewer = await reviewer.SignedInAgain();
        await reviewer.Spoil(page + "/print");
        await reviewer.Send(page + "/print", page + "/print");
        await asked.Browser.Get(explanation);
    }

    private static async Task Dispose(Hand reviewer, string page, ReviewDisposition disposition)
    {
        var remark = reviewer.Canary(page + "/dispose", "Remark");
        var entry = ("Entries", ReviewKit.Entry.ToString(CultureInfo.InvariantCulture));
        var sent = await reviewer.Send(page, page + "/dispose", entry, ("Disposition", $"{disposition}"), remark);
        Assert.Equal(page, sent.Location);
    }
}
