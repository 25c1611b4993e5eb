using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Core.Witnesses;
using Vault.TestKit;

namespace Vault.Browser.Tests.Reviews;

/// <summary>
/// A month's review from the flag to the printed sheet: what was done in the evening is flagged, explained, judged and signed
/// for; the sheet is read back from the paper, and what stands on it verifies the log.
/// </summary>
[Collection(InChromium.Name)]
public sealed class ReviewVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    private const string Question = "请说明使用缘由";
    private const string Answer = "临时发布停课通知";

    [NeedsToolTheory("chromium", "pdftotext", "pdftoppm")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_month_is_reviewed_from_the_flag_to_the_printed_sheet(string language)
    {
        await Evening();
        await Vault.Give(await Person("han.er", "韩二"), OfficeRole.Reviewer);
        var reviewer = await SignedIn("han.er", language);
        await reviewer.Look("home-overdue-review");
        await reviewer.Go("/reviews");
        await reviewer.Look("reviews-owed");
        await reviewer.Submit("main form");
        await reviewer.Look("review-open");
        var review = Review();
        await reviewer.Submit("main form[action$='/dispose']");
        await reviewer.Look("review-nothing-chosen");
        await Dispose(reviewer, ReviewDisposition.ExplanationRequested, Question);
        await reviewer.Look("review-asked");

        var zhang = await SignedIn("zhang.san", language);
        await zhang.Go("/my/notices");
        await zhang.Submit("main form[action$='handler=Open']:has(input[name=notice])");
        await zhang.Look("explanation-asked");
        await zhang.Page.FillAsync("#Answer", Answer);
        await zhang.Submit("main form[action^='/reviews/explanations/']");
        await zhang.Look("explanation-given");

        await reviewer.Go($"/reviews/{review.Id}");
        await reviewer.Look("review-explained");
        await Dispose(reviewer, ReviewDisposition.Violation, "未经批准在夜间使用");
        await reviewer.Look("review-judged");
        await StepUp(reviewer, "han.er", "main form[action$='/sign']");
        await reviewer.Submit("main form[action$='/sign']");
        await reviewer.Look("review-signed");
        await reviewer.Press("main .head-actions a[href$='/print']");
        await reviewer.Look("review-print");
        await StepUp(reviewer, "han.er", "main form");
        await reviewer.Submit("main form");
        await reviewer.Look("review-sheet");
        IsThePaper(await reviewer.Print("review-sheet"));
        await VerifiesTheLog(reviewer);
        await AllWereWell();
    }

    private async Task Evening()
    {
        Vault.Clock.Turn(new DateTimeOffset(2026, 3, 2, 22, 30, 0, TimeSpan.FromHours(8)) - Vault.Clock.Now);
        using var db = Vault.Read();
        var zhang = db.Set<Person>().Single(p => p.UserName == "zhang.san");
        var (session, actor) = await Vault.SignIn(zhang);
        var proof = await Vault.Prove(session, actor, Account.Id.Value);
        Assert.True(Reason.TryParse("发布停课通知", out var why, out _));
        var outcome = await Vault.Get<Reveal>().Run(actor, proof, Account.Id, Component.Password, why!);
        Assert.IsType<RevealOutcome.Granted>(outcome);
        await Vault.GiveBack(actor, Account.Id);
        Vault.Clock.Turn(new DateTimeOffset(2026, 4, 20, 9, 0, 0, TimeSpan.FromHours(8)) - Vault.Clock.Now);
    }

    private static async Task Dispose(Visitor reviewer, ReviewDisposition disposition, string remark)
    {
        foreach (var box in await reviewer.Page.Locator("main input[name=Entries]").AllAsync())
            await box.CheckAsync();
        await reviewer.Page.CheckAsync($"main input[name=Disposition][value={disposition}]");
        await reviewer.Page.FillAsync("#Remark", remark);
        await reviewer.Submit("main form[action$='/dispose']");
    }

    private void IsThePaper(string pdf)
    {
        var (text, review) = (Paper.TextOf(pdf), Review());
        foreach (var page in Paper.PagesOf(pdf))
            Assert.Equal((595, 842), (Math.Round(page.Width), Math.Round(page.Height)));
        Paper.HoldsInOrder(text, "查阅记录审阅单", "SY-2026-0001", "2026-03-02 至 2026-03-31", "违规 1 条");
        Paper.HoldsInOrder(text, "审阅原因", "违规（韩二）");
        Assert.Contains("张三", text, StringComparison.Ordinal);
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        Assert.Contains(Question, plain, StringComparison.Ordinal);
        Assert.Contains(Answer, plain, StringComparison.Ordinal);
        Assert.Contains($"日志共 {review.Size} 条", text, StringComparison.Ordinal);
        Assert.Contains(Digits(review).Replace(" ", "", StringComparison.Ordinal), plain, StringComparison.Ordinal);
        Assert.Contains("第 1 页，共", text, StringComparison.Ordinal);
        Paper.HoldsInOrder(text, "审阅人", "韩二", "SY-2026-0001", Convert.ToHexStringLower(review.Sha256!)[..8]);
        Assert.DoesNotContain("Date", text, StringComparison.Ordinal);
    }

    private async Task VerifiesTheLog(Visitor reviewer)
    {
        var review = Review();
        await reviewer.Go("/log/verify");
        await reviewer.Page.FillAsync("#PaperSize", $"{review.Size}");
        await reviewer.Page.FillAsync("#PaperDigits", Digits(review).ToUpperInvariant());
        await reviewer.Submit("#paper form");
        await reviewer.Look("verify-paper");
        Assert.Equal(CheckpointVerdict.Agrees, Assert.IsType<CheckpointCompared>(Vault.LastEvent()).Verdict);
    }

    private static string Digits(Review review) =>
        PaperCheckpoint.Shown(new(review.Epoch!.Value, review.Size!.Value, review.Root!));

    private Review Review()
    {
        using var db = Vault.Read();
        return db.Set<Review>().Single();
    }
}
