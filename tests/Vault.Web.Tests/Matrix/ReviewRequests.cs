using System.Globalization;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.TestKit;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>
/// What is asked about reviews of the log. Each is made for its request by another reviewer, with one entry that
/// <see cref="Principal.Own"/> answers for; no day of this vault is over, so none is begun here.
/// </summary>
internal static class ReviewRequests
{
    public static Dictionary<string, Requests.Making> Rows { get; } =
        new()
        {
            ["GET /reviews"] = Requests.At("/reviews"),
            ["POST /reviews"] = (scene, _, _) => Task.FromResult(Begin(scene)),
            ["GET /reviews/{id}"] = async (scene, _, _) => new($"/reviews/{(await Make(scene)).Id}", []),
            ["POST /reviews/{id}/dispose"] = Dispose,
            ["POST /reviews/{id}/sign"] = async (scene, _, _) => new($"/reviews/{(await Judged(scene)).Id}/sign", []),
            ["GET /reviews/{id}/print"] = async (scene, _, _) => new($"/reviews/{(await Make(scene)).Id}/print", []),
            ["POST /reviews/{id}/print"] = Print,
            ["GET /reviews/explanations/{id}"] = (scene, _, _) => Explanation(scene),
            ["POST /reviews/explanations/{id}"] = (scene, _, _) =>
                Explanation(scene, ("Answer", "当晚学校临时发布通知")),
        };

    private static Ask Begin(MatrixScene scene)
    {
        var today = OrganisationTime.DayOf(scene.Vault.Clock.Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new("/reviews", [("From", today), ("Until", today)], Code: false);
    }

    private static async Task<Ask> Dispose(MatrixScene scene, Principal who, string row)
    {
        var entry = ReviewKit.Entry.ToString(CultureInfo.InvariantCulture);
        return new(
            $"/reviews/{(await Make(scene)).Id}/dispose",
            [
                ("Entries", entry),
                ("Disposition", nameof(ReviewDisposition.Violation)),
                ("Remark", "无人审批的夜间使用"),
            ],
            Code: false
        );
    }

    private static async Task<Ask> Print(MatrixScene scene, Principal who, string row)
    {
        var review = await Judged(scene);
        var (session, actor) = await scene.Vault.SignIn(await Another(scene));
        var proof = await scene.Vault.Prove(session, actor, review.Id.Value, ProofPurpose.Sign);
        Assert.IsType<ReviewOutcome.Done>(await scene.Vault.Get<SignReview>().Run(actor, proof, review.Id));
        return new($"/reviews/{review.Id}/print", []);
    }

    private static async Task<Ask> Explanation(MatrixScene scene, params (string, string)[] form)
    {
        var review = await Make(scene);
        var (_, actor) = await scene.Vault.SignIn(await Another(scene));
        await scene.Vault.Judge(review, actor, ReviewDisposition.ExplanationRequested);
        return new($"/reviews/explanations/{scene.Vault.Asked(review)}", form, Code: false);
    }

    private static async Task<Review> Judged(MatrixScene scene)
    {
        var review = await Make(scene);
        var (_, actor) = await scene.Vault.SignIn(await Another(scene));
        await scene.Vault.Judge(review, actor);
        return review;
    }

    private static async Task<Review> Make(MatrixScene scene) =>
        await scene.Vault.NewReview(
            await Another(scene),
            scene.Person(Principal.Own),
            (await scene.AccountFor("reviews")).Id
        );

    private static async Task<Person> Another(MatrixScene scene)
    {
        using (var db = scene.Vault.Read())
        {
            if (db.Set<Person>().SingleOrDefault(p => p.UserName == "reviewer.other") is { } known)
                return known;
        }
        var person = await scene.Vault.AddPerson("reviewer.other", "审阅人乙");
        await scene.Vault.Give(person, OfficeRole.Reviewer);
        await scene.Vault.Enrol(person);
        return person;
    }
}
