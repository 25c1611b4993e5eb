using Vault.Core;
using Vault.Core.Handovers;

namespace Vault.Web.Tests.Matrix;

/// <summary>
/// What is asked about handovers. The one in question stands so that its step could be taken: <see cref="Principal.Own"/>
/// receives, <see cref="Principal.Approver"/> witnesses, <see cref="Principal.Proposer"/> prepared it and, where the step is
/// the leaver's, acts in his place.
/// </summary>
internal static class HandoverRequests
{
    private const string Why = "他调往另一个部门任职";

    public static Dictionary<string, Requests.Making> Rows { get; } =
        new()
        {
            ["GET /handovers"] = Requests.At("/handovers"),
            ["GET /handovers/new"] = New,
            ["POST /handovers/new"] = New,
            ["GET /handovers/{id}"] = Of("", PartState.Listing),
            ["POST /handovers/{id}/open"] = Of("/open", PartState.Prepared),
            ["POST /handovers/{id}/cancel"] = Of("/cancel", PartState.Prepared),
            ["POST /handovers/{id}/takeover"] = Of("/takeover", PartState.Listing),
            ["POST /handovers/{id}/witness"] = Of("/witness", PartState.Listing, orphaned: true),
            ["POST /handovers/{id}/submit"] = Of("/submit", PartState.Listing, oneSided: true),
            ["POST /handovers/{id}/approve"] = Of("/approve", PartState.Approving),
            ["POST /handovers/{id}/hand"] = Of("/hand", PartState.InProgress, oneSided: true),
            ["POST /handovers/{id}/countin"] = Of("/countin", PartState.InProgress, handed: true),
            ["POST /handovers/{id}/sign"] = Of("/sign", PartState.Signing, oneSided: true),
            ["GET /handovers/{id}/accounts/{account}"] = OfPart("", PartState.Listing),
            ["POST /handovers/{id}/accounts/{account}/add"] = OfPart("/add", PartState.Listing, oneSided: true),
            ["POST /handovers/{id}/accounts/{account}/sendback"] = OfPart("/sendback", PartState.Approving),
            ["POST /handovers/{id}/accounts/{account}/hand"] = OfPart("/hand", PartState.InProgress, oneSided: true),
            ["POST /handovers/{id}/accounts/{account}/countin"] = OfPart(
                "/countin",
                PartState.InProgress,
                handed: true
            ),
            ["POST /handovers/{id}/accounts/{account}/dispute"] = OfPart(
                "/dispute",
                PartState.InProgress,
                handed: true
            ),
            ["POST /handovers/{id}/accounts/{account}/setaside"] = OfPart("/setaside", PartState.InProgress),
            ["POST /handovers/{id}/accounts/{account}/successor"] = OfPart(
                "/successor",
                PartState.Listing,
                interim: true
            ),
            ["POST /handovers/{id}/accounts/{account}/waive"] = OfPart("/waive", PartState.InProgress),
        };

    /// <summary>Where a code is asked for, by those for whom there is something to do.</summary>
    private static readonly Dictionary<string, Principal[]> Proving = new(StringComparer.Ordinal)
    {
        ["/open"] = [Principal.Beneficiary, Principal.Registrar],
        ["/cancel"] = [Principal.Proposer, Principal.Beneficiary, Principal.Registrar],
        ["/takeover"] = [Principal.Proposer, Principal.Beneficiary, Principal.Registrar],
        ["/witness"] = [Principal.Proposer, Principal.Beneficiary, Principal.Registrar],
        ["/approve"] = [Principal.Approver],
        ["/sign"] = [Principal.Proposer],
        ["/waive"] = [Principal.Proposer, Principal.Beneficiary, Principal.Registrar],
    };

    private static async Task<Ask> New(MatrixScene scene, Principal who, string row)
    {
        var (leaver, account) = await HandoversOfScene.Leaver(scene);
        (string, string)[] form =
        [
            ("Input.Cause", nameof(HandoverCause.Transfer)),
            ("Input.Reason", Why),
            ("Input.EffectiveOn", $"{OrganisationTime.DayOf(scene.Vault.Clock.Now):yyyy-MM-dd}"),
            ("Input.Days", "7"),
            ("Input.Scope", "Everything"),
            ("Input.Successor", scene.Person(Principal.Own).UserName!),
            ("Input.Witness", scene.Person(Principal.Approver).UserName!),
            ("Input.Rows[0].Account", account.ToString()),
        ];
        return new($"/handovers/new?leaver={leaver.Id}", form, Code: false);
    }

    private static Requests.Making Of(
        string step,
        PartState state,
        bool handed = false,
        bool oneSided = false,
        bool orphaned = false
    ) =>
        async (scene, who, _) =>
        {
            var made = await HandoversOfScene.Make(scene, state, handed, oneSided, orphaned: orphaned);
            (string, string)[] form =
            [
                ("Accounts", made.Account.ToString()),
                ("Documents", $"{made.Account}:{Convert.ToHexStringLower(made.Document)}"),
                ("CancelReason", Why),
                ("TakeOverReason", Why),
                ("Witness", scene.Person(Principal.Approver).Id.ToString()),
            ];
            return new($"/handovers/{made.Id}{step}", form, AsksCode(step, who));
        };

    private static Requests.Making OfPart(
        string step,
        PartState state,
        bool handed = false,
        bool oneSided = false,
        bool interim = false
    ) =>
        async (scene, who, _) =>
        {
            var made = await HandoversOfScene.Make(scene, state, handed, oneSided, interim);
            (string, string)[] form =
            [
                ("Items", (step == "/setaside" ? made.Duty : made.Secret).ToString()),
                ("Text", Why),
                ("ReturnReason", Why),
                ("DiscrepancyReason", Why),
                ("AsideReason", Why),
                ("WaiverReason", Why),
                ("Component", "Password"),
            ];
            return new($"/handovers/{made.Id}/accounts/{made.Account}{step}", form, AsksCode(step, who));
        };

    private static bool AsksCode(string step, Principal who) =>
        Proving.TryGetValue(step, out var those) && those.Contains(who);
}
