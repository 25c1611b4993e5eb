using System.Globalization;
using Vault.Core;
using Vault.Core.Holdings;
using Vault.Core.People;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>What is asked about holdings. The one in question runs, so that each step could be taken.</summary>
internal static class HoldingRequests
{
    private const string Seen = "平台人员设置页面列有此人";

    public static Dictionary<string, Requests.Making> Rows { get; } =
        new()
        {
            ["GET /holdings"] = Requests.At("/holdings"),
            ["GET /accounts/{account}/holdings"] = Requests.OfAccount("/holdings"),
            ["GET /accounts/{account}/holdings/new"] = Requests.OfAccount("/holdings/new?kind=BoundPhone"),
            ["POST /accounts/{account}/holdings/new"] = New,
            ["GET /holdings/{id}"] = Of(""),
            ["POST /holdings/{id}/open"] = Of("/open"),
            ["POST /holdings/{id}/extend"] = Of("/extend"),
            ["POST /holdings/{id}/end"] = Of("/end"),
        };

    private static async Task<Ask> New(MatrixScene scene, Principal who, string row)
    {
        var account = await scene.AccountFor(row);
        (string, string)[] form =
        [
            ("Input.Outside", "示例办公室"),
            ("Input.Value", (13900000000 + scene.Next()).ToString(CultureInfo.InvariantCulture)),
            ("Input.Evidence", Seen),
        ];
        return new($"/accounts/{account.Id}/holdings/new?kind=BoundPhone", form, Code: false);
    }

    private static Requests.Making Of(string step) =>
        async (scene, _, row) =>
        {
            var id = await Recorded(scene, (await scene.AccountFor(row)).Id);
            return new($"/holdings/{id}{step}", [("ExtendEvidence", Seen), ("EndEvidence", Seen)], Code: false);
        };

    /// <summary>A short-term operator, who could be extended, since some days ago.</summary>
    private static async Task<HoldingId> Recorded(MatrixScene scene, AccountId account)
    {
        Assert.True(Reason.TryParse(Seen, out var evidence, out _));
        var (_, registrar) = await scene.Vault.SignIn(scene.Person(Principal.Registrar));
        var entry = new HoldingEntry(HoldingKind.ShortTermOperator, evidence)
        {
            Holder = scene.Person(Principal.Own).Id,
            Since = OrganisationTime.DayOf(scene.Vault.Clock.Now).AddDays(-3),
        };
        var outcome = await scene.Vault.Get<RecordHolding>().Run(registrar, account, entry);
        return Assert.IsType<HoldingOutcome.Done>(outcome).Holding.Id;
    }
}
