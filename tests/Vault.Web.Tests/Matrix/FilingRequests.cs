using System.Globalization;
using Vault.Core;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.TestKit;
using Vault.Web.Pages.Records;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>
/// What is asked about filings. The one in question is of an account of its own and stands so that its step could be taken;
/// <see cref="Principal.Own"/> printed its form and sent it in.
/// </summary>
internal static class FilingRequests
{
    private static readonly byte[] Scan = "%PDF-1.4\n%%EOF\n"u8.ToArray();

    public static Dictionary<string, Requests.Making> Rows { get; } =
        new()
        {
            ["GET /filings"] = Requests.At("/filings"),
            ["GET /filings/{id}"] = Of("", FilingState.Open),
            ["GET /filings/{id}/form"] = Of("/form", FilingState.Open),
            ["POST /filings/{id}/form"] = Of("/form", FilingState.Open),
            ["POST /filings/{id}/submit"] = Submit,
            ["POST /filings/{id}/scan"] = OpenScan,
            ["POST /filings/{id}/accept"] = Accept,
            ["POST /filings/{id}/sendback"] = Of("/sendback", FilingState.Submitted, ("Why", "扫描件上没有单位盖章")),
            ["GET /records"] = Requests.At("/records"),
            ["POST /records"] = Record,
        };

    private static Requests.Making Of(string step, FilingState state, params (string, string)[] form) =>
        async (scene, _, row) => new($"/filings/{(await Make(scene, row, state)).Id}{step}", form);

    private static async Task<Ask> Submit(MatrixScene scene, Principal who, string row)
    {
        var filing = await Make(scene, row, FilingState.Open);
        await Print(scene, filing);
        return new($"/filings/{filing.Id}/submit", [], Code: false) { Upload = Scan };
    }

    private static async Task<Ask> OpenScan(MatrixScene scene, Principal who, string row)
    {
        var filing = await Make(scene, row, FilingState.Submitted);
        return new($"/filings/{filing.Id}/scan", [("scan", filing.Scan!.Value.ToString())], Code: false);
    }

    private static async Task<Ask> Accept(MatrixScene scene, Principal who, string row)
    {
        var filing = await Make(scene, row, FilingState.Submitted);
        var today = OrganisationTime.DayOf(scene.Vault.Clock.Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new($"/filings/{filing.Id}/accept", [("Receipt", "示例备〔2026〕7号"), ("ReceiptOn", today)]);
    }

    private static async Task<Ask> Record(MatrixScene scene, Principal who, string row)
    {
        var form = await Print(scene, await Make(scene, row, FilingState.Open));
        (string, string)[] typed = [("Number", form.Number), ("Digest", RecordAddress.Shown(form.Form.Sha256))];
        return new("/records", typed, Code: false);
    }

    private static async Task<Filing> Make(MatrixScene scene, string row, FilingState state)
    {
        var account = await scene.NewAccount(row);
        using var db = scene.Vault.Read();
        var filing = db.Set<Filing>().Single(f => f.Account == account.Id);
        if (state == FilingState.Open)
            return filing;
        await Print(scene, filing);
        var (_, actor) = await scene.Vault.SignIn(scene.Person(Principal.Own));
        Assert.IsType<FilingOutcome.Done>(await scene.Vault.Get<SubmitFiling>().Run(actor, filing.Id, Scan));
        using var later = scene.Vault.Read();
        return later.Set<Filing>().Single(f => f.Id == filing.Id);
    }

    private static async Task<PrintedForm> Print(MatrixScene scene, Filing filing)
    {
        var (session, actor) = await scene.Vault.SignIn(scene.Person(Principal.Own));
        var proof = await scene.Vault.Prove(session, actor, filing.Id.Value, ProofPurpose.Export);
        var outcome = await scene.Vault.Get<PrintFilingForm>().Run(actor, proof, filing.Id);
        return Assert.IsType<FilingOutcome.Paper>(outcome).Form;
    }
}
