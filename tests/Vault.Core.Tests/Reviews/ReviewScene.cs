using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Reviews;

/// <summary>
/// An account at work in March, and two reviewers. The first of them may use the account too, so that something of his own
/// can stand in a review. The clock shows Monday, 2 March 2026, 9:00.
/// </summary>
internal sealed class ReviewScene : IAsyncDisposable
{
    public static ReviewPeriod March { get; } = new(new(2026, 3, 2), new(2026, 3, 31));

    private ReviewScene(CheckoutScene checkouts) => Checkouts = checkouts;

    public CheckoutScene Checkouts { get; }

    public Office Office => Checkouts.Office;

    public TestVault Vault => Checkouts.Vault;

    public Account Account => Checkouts.Account;

    public Person Zhang => Office.Zhang;

    public Person Reviewer => Office.Reviewer;

    public Person Other { get; private set; } = null!;

    public DateTimeOffset Now => Vault.Clock.Now;

    public DateOnly Today => OrganisationTime.DayOf(Now);

    public static async Task<ReviewScene> Set()
    {
        var checkouts = await CheckoutScene.Set(new());
        var scene = new ReviewScene(checkouts) { Other = await checkouts.Vault.AddPerson("reviewer2", "审阅人乙") };
        await scene.Office.GiveSignIn(scene.Other);
        await scene.Vault.Give(scene.Other, OfficeRole.Reviewer);
        await checkouts.Appoint(scene.Reviewer, AppointmentRole.Administrator);
        await checkouts.Decide(new(IsExclusive: false));
        await checkouts.Deposit(checkouts.Zhang, "Canary-7Yq2!vault");
        return scene;
    }

    /// <summary>The clock shows this time of this day, the organisation's.</summary>
    public void TurnTo(int month, int day, int hour = 10, int minute = 0)
    {
        var wanted = new DateTimeOffset(2026, month, day, hour, minute, 0, TimeSpan.FromHours(8));
        Vault.Clock.Turn(wanted - Now);
    }

    /// <summary>Somebody is shown the password.</summary>
    public async Task<LeafContent> Reveal(Person person)
    {
        Assert.IsType<RevealOutcome.Granted>(await Checkouts.Reveal(person));
        return Vault.Log().Last(l => l.Event is SecretRevealed);
    }

    public async Task GiveBack(Person person) => await Vault.GiveBack(await Office.As(person), Account.Id);

    /// <summary>A month with first uses, one by day, one in the evening by Zhang, and one in the evening by the first reviewer.</summary>
    public async Task<(long Evening, long OwnEvening)> Work()
    {
        TurnTo(3, 4);
        await Reveal(Zhang);
        await Reveal(Zhang);
        await Reveal(Reviewer);
        await GiveBack(Zhang);
        await GiveBack(Reviewer);
        TurnTo(3, 5, 22, 30);
        var evening = await Reveal(Zhang);
        var own = await Reveal(Reviewer);
        await GiveBack(Zhang);
        await GiveBack(Reviewer);
        TurnTo(4, 1, 9);
        await Vault.Instance.Witnesses.Tell();
        return (evening.Sequence, own.Sequence);
    }

    public async Task<ReviewOutcome> Open(Person by, ReviewPeriod? period = null) =>
        await Vault.Get<OpenReview>().Run(await Office.As(by), (period ?? March).From, (period ?? March).Until);

    public async Task<Review> Opened(Person? by = null, ReviewPeriod? period = null) =>
        Row(Done(await Open(by ?? Reviewer, period)));

    public async Task<ReviewOutcome> Dispose(
        Person by,
        Review review,
        ReviewDisposition disposition,
        string? remark,
        params long[] entries
    ) =>
        await Vault
            .Get<DisposeOfEntries>()
            .Run(
                await Office.As(by),
                review.Id,
                entries,
                disposition,
                remark is null ? null : CheckoutScene.Reason(remark)
            );

    /// <summary>Whatever of it this reviewer may judge is found normal.</summary>
    public async Task FindNormal(Person by, Review review)
    {
        long[] open = [.. Entries(review).Where(e => !e.IsJudged && !e.IsOf(by.Id)).Select(e => e.Entry)];
        if (open.Length > 0)
            Done(await Dispose(by, review, ReviewDisposition.Normal, null, open));
    }

    public async Task<ReviewOutcome> Sign(Person by, Review review)
    {
        await Vault.Instance.Witnesses.Tell();
        var proof = await Office.Proof(by, ProofPurpose.Sign, review.Id.Value);
        return await Vault.Get<SignReview>().Run(await Office.As(by), proof, review.Id);
    }

    public async Task<ReviewSheet> Printed(Person by, Review review)
    {
        var proof = await Office.Proof(by, ProofPurpose.Export, review.Id.Value);
        var outcome = await Vault.Get<PrintReview>().Run(await Office.As(by), proof, review.Id);
        return Assert.IsType<ReviewOutcome.Paper>(outcome).Sheet.Sheet;
    }

    public async Task<ReviewOutcome> Explain(
        Person by,
        Explanation asked,
        string answer = "当晚学校临时发布停课通知"
    ) => await Vault.Get<GiveExplanation>().Run(await Office.As(by), asked.Id, CheckoutScene.Reason(answer));

    public Review Row(ReviewId id)
    {
        using var db = Vault.Read();
        return db.Set<Review>().Single(r => r.Id == id);
    }

    public Review? RestOf(Review review)
    {
        using var db = Vault.Read();
        return db.Set<Review>().SingleOrDefault(r => r.RestOf == review.Id);
    }

    public IReadOnlyList<ReviewEntry> Entries(Review review)
    {
        using var db = Vault.Read();
        return [.. db.Set<ReviewEntry>().Where(e => e.Review == review.Id).OrderBy(e => e.Entry)];
    }

    public ReviewEntry Entry(Review review, long entry) => Entries(review).Single(e => e.Entry == entry);

    public Explanation Asked(Review review)
    {
        using var db = Vault.Read();
        return db.Set<Explanation>().Single(e => e.Review == review.Id);
    }

    public static ReviewId Done(ReviewOutcome outcome) => Assert.IsType<ReviewOutcome.Done>(outcome).Review;

    public static void Refused(ReviewRefusal why, ReviewOutcome outcome) =>
        Assert.Equal(why, Assert.IsType<ReviewOutcome.Refused>(outcome).Why);

    public ValueTask DisposeAsync() => Checkouts.DisposeAsync();
}
