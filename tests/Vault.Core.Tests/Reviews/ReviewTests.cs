using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Core.Tests.Notices;
using Xunit;

namespace Vault.Core.Tests.Reviews;

/// <summary>A review from its opening to the signed sheet: what is flagged, who judges it, and what stays as it is.</summary>
[Trait("R", "R58")]
public sealed class ReviewTests : IAsyncLifetime
{
    private ReviewScene _scene = null!;
    private long _evening;
    private long _own;

    public async Task InitializeAsync()
    {
        _scene = await ReviewScene.Set();
        (_evening, _own) = await _scene.Work();
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task What_is_flagged_is_judged_signed_and_printed()
    {
        var review = await _scene.Opened(_scene.Other);
        Assert.Equal([ReviewFlag.OutsideHours], _scene.Entry(review, _evening).Flags);
        Assert.Equal(2, _scene.Entries(review).Count(e => e.Flags.SequenceEqual([ReviewFlag.FirstUse])));
        ReviewScene.Refused(ReviewRefusal.NotAllJudged, await _scene.Sign(_scene.Other, review));
        await _scene.FindNormal(_scene.Other, review);
        ReviewScene.Done(
            await _scene.Dispose(_scene.Other, review, ReviewDisposition.Violation, "无人审批的夜间使用", _evening)
        );

        ReviewScene.Done(await _scene.Sign(_scene.Other, review));

        var (signed, line) = (_scene.Row(review.Id), _scene.Vault.Newest<ReviewSigned>());
        Assert.Equal((_scene.Other.Id, _scene.Now), (signed.SignedBy, signed.SignedAt));
        Assert.Equal((signed.Size, 3, 1, 0), (line.Size, line.Normal, line.Violations, line.Left));
        Assert.Equal(signed.Sha256, line.SheetSha256);
        Assert.Null(_scene.RestOf(review));
        var sheet = await _scene.Printed(_scene.Other, review);
        Assert.Equal(("SY-2026-0001", _scene.Other.DisplayName), (sheet.Number, sheet.SignedBy));
        var judged = sheet.Lines.Single(l => l.Entry == _evening);
        Assert.Equal(ReviewDisposition.Violation, judged.Disposition);
        Assert.Equal((_scene.Zhang.DisplayName, "无人审批的夜间使用"), (judged.Person, judged.Remark));
        Assert.Contains(sheet.Counts, c => c is { Kind: "SecretRevealed", Count: 5 });
        Assert.Equal(signed.Sha256, _scene.Vault.Newest<ReviewPrinted>().SheetSha256);
    }

    [Fact]
    public async Task Nobody_judges_his_own_actions_and_what_is_left_is_judged_and_signed_by_another()
    {
        var review = await _scene.Opened();
        ReviewScene.Refused(
            ReviewRefusal.OwnAction,
            await _scene.Dispose(_scene.Reviewer, review, ReviewDisposition.Normal, null, _own)
        );
        ReviewScene.Refused(
            ReviewRefusal.OwnAction,
            await _scene.Dispose(_scene.Reviewer, review, ReviewDisposition.Normal, null, _evening, _own)
        );
        Assert.Null(_scene.Entry(review, _evening).Disposition);
        await _scene.FindNormal(_scene.Reviewer, review);

        ReviewScene.Done(await _scene.Sign(_scene.Reviewer, review));

        var rest = _scene.RestOf(review)!;
        Assert.Equal(2, _scene.Vault.Newest<ReviewSigned>().Left);
        Assert.Equal(2, _scene.Entries(rest).Count);
        Assert.Equal(rest.Number, (await _scene.Printed(_scene.Reviewer, review)).Rest);
        ReviewScene.Refused(ReviewRefusal.OwnAction, await _scene.Sign(_scene.Reviewer, rest));
        ReviewScene.Refused(
            ReviewRefusal.OwnAction,
            await _scene.Dispose(_scene.Reviewer, rest, ReviewDisposition.Normal, null, _own)
        );
        ReviewScene.Refused(ReviewRefusal.NotAllJudged, await _scene.Sign(_scene.Other, rest));
        Assert.NotEmpty((await Board()).Coverage.Gaps);
        await _scene.FindNormal(_scene.Other, rest);
        ReviewScene.Refused(ReviewRefusal.OwnAction, await _scene.Sign(_scene.Reviewer, rest));
        ReviewScene.Done(await _scene.Sign(_scene.Other, rest));
        Assert.Empty((await Board()).Coverage.Gaps);
        Assert.Equal(review.Number, (await _scene.Printed(_scene.Other, rest)).RestOf);
    }

    [Fact]
    public async Task What_was_signed_stays_as_it_is()
    {
        var review = await Signed();
        var before = await _scene.Printed(_scene.Other, review);

        ReviewScene.Refused(
            ReviewRefusal.SignedBefore,
            await _scene.Dispose(_scene.Other, review, ReviewDisposition.Violation, "另有新的情况说明", _evening)
        );
        ReviewScene.Refused(ReviewRefusal.SignedBefore, await _scene.Sign(_scene.Other, review));

        _scene.Vault.Clock.Turn(TimeSpan.FromDays(40));
        var after = await _scene.Printed(_scene.Other, review);
        Assert.Equal(before.HashWith([]), after.HashWith([]));
        Assert.Throws<InvalidOperationException>(() =>
            _scene.Row(review.Id).Sign(new([], [], []), (1, 1, []), _scene.Other.Id, _scene.Now)
        );
    }

    [Theory]
    [InlineData("UPDATE reviews SET Until = '2026-03-30'")]
    [InlineData("UPDATE reviews SET Size = Size + 1")]
    [InlineData("UPDATE reviews SET SealedSheet = zeroblob(length(SealedSheet))")]
    [InlineData("UPDATE review_entries SET Disposition = 'Normal' WHERE Disposition = 'Violation'")]
    [InlineData("DELETE FROM review_entries WHERE Disposition = 'Violation'")]
    public async Task A_signed_review_that_was_changed_past_the_vault_is_not_printed(string sql)
    {
        var review = await Signed();
        Assert.True(_scene.Vault.Sql(sql) > 0);

        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Printed(_scene.Other, review));
    }

    [Fact]
    public async Task A_damaged_log_is_not_reviewed_and_the_refusal_says_where()
    {
        var review = await _scene.Opened(_scene.Other);
        await _scene.FindNormal(_scene.Other, review);
        Assert.Equal(1, _scene.Vault.Sql($"UPDATE audit_entries SET Leaf = X'7B7D' WHERE Sequence = {_evening}"));

        Assert.Equal(new ReviewOutcome.Unsound(_evening), await _scene.Sign(_scene.Other, review));
        Assert.Equal(
            new ReviewOutcome.Unsound(_evening),
            await _scene.Open(_scene.Other, new(new(2026, 3, 2), new(2026, 3, 8)))
        );

        Assert.False(_scene.Row(review.Id).IsSigned);
    }

    [Fact]
    public async Task A_factor_for_something_else_signs_and_prints_nothing_and_counts_once()
    {
        var (review, office) = (await _scene.Opened(_scene.Other), _scene.Office);
        await _scene.FindNormal(_scene.Other, review);
        await _scene.Vault.Instance.Witnesses.Tell();
        var (sign, actor) = (_scene.Vault.Get<SignReview>(), await office.As(_scene.Other));
        FreshProof?[] wrong =
        [
            null,
            await office.Proof(_scene.Other, ProofPurpose.Sign, Guid.NewGuid()),
            await office.Proof(_scene.Other, ProofPurpose.Export, review.Id.Value),
            await office.Proof(_scene.Reviewer, ProofPurpose.Sign, review.Id.Value),
        ];
        foreach (var proof in wrong)
            ReviewScene.Refused(ReviewRefusal.ProofNotFresh, await sign.Run(actor, proof, review.Id));
        var stale = await office.Proof(_scene.Other, ProofPurpose.Sign, review.Id.Value);
        _scene.Vault.Clock.Turn(FreshProof.Lifetime);
        ReviewScene.Refused(ReviewRefusal.ProofNotFresh, await sign.Run(actor, stale, review.Id));
        var right = await office.Proof(_scene.Other, ProofPurpose.Sign, review.Id.Value);
        ReviewScene.Done(await sign.Run(actor, right, review.Id));

        Assert.False(right.Covers(actor.Session, ProofPurpose.Sign, review.Id.Value, _scene.Now));
        ReviewScene.Refused(
            ReviewRefusal.ProofNotFresh,
            await _scene.Vault.Get<PrintReview>().Run(actor, null, review.Id)
        );
    }

    [Fact]
    public async Task Only_reviewers_take_its_steps()
    {
        var review = await _scene.Opened(_scene.Other);
        foreach (var person in _scene.Office.Everybody.Except([_scene.Reviewer]))
        {
            ReviewScene.Refused(ReviewRefusal.NotReviewer, await _scene.Open(person));
            ReviewScene.Refused(
                ReviewRefusal.NotReviewer,
                await _scene.Dispose(person, review, ReviewDisposition.Normal, null, _evening)
            );
            ReviewScene.Refused(ReviewRefusal.NotReviewer, await _scene.Sign(person, review));
            Assert.Null(await _scene.Vault.Get<ReadReview>().Run(await _scene.Office.As(person), review.Id, false, 1));
        }
    }

    [Fact]
    public async Task Who_is_asked_explains_and_is_judged_after_he_could()
    {
        var review = await _scene.Opened(_scene.Other);
        await _scene.FindNormal(_scene.Other, review);
        ReviewScene.Refused(
            ReviewRefusal.RemarkMissing,
            await _scene.Dispose(_scene.Other, review, ReviewDisposition.ExplanationRequested, null, _evening)
        );
        ReviewScene.Done(await Ask(review));
        ReviewScene.Refused(ReviewRefusal.AskedBefore, await Ask(review));
        ReviewScene.Refused(ReviewRefusal.NotAllJudged, await _scene.Sign(_scene.Other, review));
        ReviewScene.Refused(ReviewRefusal.ExplanationAwaited, await FindViolation(review));
        var asked = _scene.Asked(review);
        Assert.Equal((_scene.Zhang.Id, new DateOnly(2026, 4, 6)), (asked.Person, asked.Deadline));
        Assert.IsType<ReviewOutcome.NotFound>(await _scene.Explain(_scene.Office.Li, asked));

        ReviewScene.Done(await _scene.Explain(_scene.Zhang, asked));

        ReviewScene.Refused(ReviewRefusal.AnsweredBefore, await _scene.Explain(_scene.Zhang, asked));
        ReviewScene.Done(await FindViolation(review));
        ReviewScene.Done(await _scene.Sign(_scene.Other, review));
        var line = (await _scene.Printed(_scene.Other, review)).Lines.Single(l => l.Entry == _evening);
        Assert.Equal(("请说明当晚使用的缘由", "当晚学校临时发布停课通知"), (line.Question, line.Answer));
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public async Task Silence_is_judged_when_the_last_day_is_over(int april, bool isTaken)
    {
        var review = await _scene.Opened(_scene.Other);
        await _scene.FindNormal(_scene.Other, review);
        ReviewScene.Done(await Ask(review));
        _scene.TurnTo(4, april, 23, 59);

        var outcome = await FindViolation(review);

        if (isTaken)
            ReviewScene.Done(outcome);
        else
            ReviewScene.Refused(ReviewRefusal.ExplanationAwaited, outcome);
    }

    [Fact]
    public async Task The_same_period_is_reviewed_once_at_a_time_and_others_may_overlap()
    {
        var review = await _scene.Opened(_scene.Other);
        ReviewScene.Refused(ReviewRefusal.OpenAlready, await _scene.Open(_scene.Reviewer));
        await _scene.Opened(_scene.Other, new(new(2026, 3, 2), new(2026, 3, 5)));
        await _scene.FindNormal(_scene.Other, review);
        ReviewScene.Done(await _scene.Sign(_scene.Other, review));

        Assert.Equal("SY-2026-0003", (await _scene.Opened(_scene.Reviewer)).Number);
    }

    [Fact]
    public async Task A_day_that_has_become_free_flags_more_before_it_is_signed()
    {
        var review = await _scene.Opened(_scene.Other);
        await _scene.FindNormal(_scene.Other, review);
        var before = _scene.Entries(review).Count;
        await _scene.Vault.Different([new(2026, 3, 4)]);

        ReviewScene.Refused(ReviewRefusal.MoreFlagged, await _scene.Sign(_scene.Other, review));

        Assert.True(_scene.Entries(review).Count > before);
        ReviewScene.Refused(ReviewRefusal.NotAllJudged, await _scene.Sign(_scene.Other, review));
    }

    private Task<ReviewOutcome> Ask(Review review) =>
        _scene.Dispose(_scene.Other, review, ReviewDisposition.ExplanationRequested, "请说明当晚使用的缘由", _evening);

    private Task<ReviewOutcome> FindViolation(Review review) =>
        _scene.Dispose(_scene.Other, review, ReviewDisposition.Violation, "无人审批的夜间使用", _evening);

    private async Task<Review> Signed()
    {
        var review = await _scene.Opened(_scene.Other);
        await _scene.FindNormal(_scene.Other, review);
        ReviewScene.Done(await FindViolation(review));
        ReviewScene.Done(await _scene.Sign(_scene.Other, review));
        return _scene.Row(review.Id);
    }

    private async Task<ReviewBoard> Board() =>
        (
            await _scene
                .Vault.Get<ListReviews>()
                .Run(new Standing(_scene.Other, new HashSet<OfficeRole> { OfficeRole.Reviewer }))
        )!;
}
