using System.Globalization;
using Vault.Core.Checkouts;

namespace Vault.Web.Tests.Matrix;

/// <summary>What is asked about checkouts. The one in question stands so that its step could be taken.</summary>
internal static class CheckoutRequests
{
    private const string Reason = "发布今天的招生通知";

    public static Dictionary<string, Requests.Making> Rows { get; } =
        new()
        {
            ["GET /my/checkouts"] = Requests.At("/my/checkouts?view=pending"),
            ["GET /accounts/{account}/checkouts/new"] = Requests.OfAccount("/checkouts/new"),
            ["POST /accounts/{account}/checkouts/new"] = New,
            ["GET /checkouts/{id}"] = Of("", CheckoutState.Requested),
            ["POST /checkouts/{id}/approve"] = Of("/approve", CheckoutState.Requested),
            ["POST /checkouts/{id}/refuse"] = Of("/refuse", CheckoutState.Requested, "RefuseReason"),
            ["POST /checkouts/{id}/withdraw"] = Of("/withdraw", CheckoutState.Requested),
            ["POST /checkouts/{id}/open"] = Of("/open", CheckoutState.Approved),
            ["POST /checkouts/{id}/return"] = Of("/return", CheckoutState.Open, "Report"),
            ["POST /checkouts/{id}/extend"] = Of("/extend", CheckoutState.Open, "ExtendReason"),
            ["POST /checkouts/{id}/askback"] = Of("/askback", CheckoutState.Open, "AskReason"),
            ["POST /checkouts/{id}/forceback"] = Of("/forceback", CheckoutState.Open, "ForceReason"),
            ["POST /checkouts/{id}/sendback"] = Of("/sendback", CheckoutState.Open, "SendBackReason"),
            ["POST /checkouts/{id}/reason"] = async (scene, _, _) =>
                new(
                    $"/checkouts/{await CheckoutsOfScene.SentBack(scene)}/reason",
                    [("BetterReason", Reason)],
                    Code: false
                ),
            ["POST /checkouts/{id}/review"] = Review,
            ["GET /accounts/{account}/breakglass"] = BreakGlass,
            ["POST /accounts/{account}/breakglass"] = BreakGlass,
            ["GET /policy/checkouts"] = Requests.At("/policy/checkouts"),
            ["GET /policy/use"] = Requests.At("/policy/use"),
            ["POST /policy/use"] = (scene, _, _) =>
                Task.FromResult(
                    new Ask("/policy/use", [("Input.Uses", Uses(scene)), ("Input.Glass", "4"), ("Input.Review", "24")])
                ),
            ["GET /policy/purposes"] = Requests.At("/policy/purposes"),
            ["POST /policy/purposes"] = (scene, _, _) =>
                Task.FromResult(new Ask("/policy/purposes", [("Name", $"用途 {scene.Next()}")])),
            ["POST /policy/purposes/retire"] = OfPurpose("/retire", isOffered: true),
            ["POST /policy/purposes/offer"] = OfPurpose("/offer", isOffered: false),
            ["GET /policy/checkouts/{account}"] = OfPolicy,
            ["POST /policy/checkouts/{account}"] = OfPolicy,
        };

    private static Requests.Making Of(string step, CheckoutState state, params string[] typed) =>
        async (scene, who, _) =>
        {
            var checkout = await CheckoutsOfScene.Make(scene, state);
            // Only a decision asks for a code.
            var asksCode = step is "/approve" or "/refuse" && who == Principal.Approver;
            (string, string)[] longer = [("ExtendUntil", $"{scene.Vault.Clock.Now.AddDays(3):yyyy-MM-dd}")];
            (string, string)[] fields = [.. typed.Select(t => (t, Reason)), .. step == "/extend" ? longer : []];
            return new($"/checkouts/{checkout}{step}", fields, asksCode);
        };

    private static async Task<Ask> Review(MatrixScene scene, Principal who, string row)
    {
        var checkout = await CheckoutsOfScene.Broken(scene);
        (string, string)[] form = [("Verdict", nameof(BreakGlassVerdict.InOrder)), ("ReviewNote", Reason)];
        return new($"/checkouts/{checkout}/review", form, IsReviewer(who));
    }

    /// <summary>Who may review it, and is asked for a code.</summary>
    private static bool IsReviewer(Principal who) =>
        who is Principal.Approver or Principal.Proposer or Principal.Beneficiary or Principal.Registrar;

    private static async Task<Ask> BreakGlass(MatrixScene scene, Principal who, string row)
    {
        var account = await CheckoutsOfScene.Named(scene);
        return new($"/accounts/{account}/breakglass", [("Why", Reason)]);
    }

    private static Requests.Making OfPurpose(string step, bool isOffered) =>
        async (scene, _, _) =>
        {
            var key = await CheckoutsOfScene.Purpose(scene, isOffered);
            return new($"/policy/purposes{step}", [("key", key)]);
        };

    /// <summary>A limit that was not decided before.</summary>
    private static string Uses(MatrixScene scene) => (100 + scene.Next() % 200).ToString(CultureInfo.InvariantCulture);

    /// <summary>An account nobody has asked for yet.</summary>
    private static async Task<Ask> New(MatrixScene scene, Principal who, string row)
    {
        var account = await CheckoutsOfScene.Account(scene);
        return new($"/accounts/{account}/checkouts/new", [("Input.Reason", Reason)], Code: false);
    }

    private static async Task<Ask> OfPolicy(MatrixScene scene, Principal who, string row)
    {
        var account = await scene.AccountFor(row);
        (string, string)[] form =
        [
            ("Input.Way", nameof(CheckoutWay.TwoPersons)),
            ("Input.Days", "2"),
            ("Input.Patience", (1 + scene.Next() % 200).ToString(CultureInfo.InvariantCulture)),
        ];
        return new($"/policy/checkouts/{account.Id}", form);
    }
}
