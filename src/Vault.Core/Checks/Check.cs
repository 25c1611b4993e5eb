using System.Globalization;
using Vault.Core.Audit;
using Vault.Core.Witnesses;

namespace Vault.Core.Checks;

/// <summary>
/// Runs every invariant over an opened vault. It reads only; over a vault that was not opened merely to look, rows that were tampered with are alarmed as wherever they
/// are met. Meant for a vault nobody else is using: what changes meanwhile may look wrong.
/// </summary>
public sealed class Check(VaultInstance vault)
{
    public async Task<CheckReport> Run() =>
        new([
            DatabaseCheck.Run(vault),
            .. LogCheck.Run(vault),
            Witness(),
            Rows(),
            .. await new CustodyCheck(vault).Run(),
            await SignInCheck.Run(vault),
            FileModeCheck.Run(vault),
        ]);

    private CheckLine Rows()
    {
        var line = new LineBuilder(Invariant.Rows) { Looked = vault.Log.Attestations.Count };
        foreach (var finding in new RowCheck(vault.Store, vault.Log.Attestations).Compare())
            line.Find(KindOf(finding.How), $"{finding.Row.Table}/{finding.Row.Id}");
        return line.Line();
    }

    private CheckLine Witness()
    {
        using var db = vault.OpenReader();
        var (finding, at) = vault.Signer.Compare(vault.Folders.WitnessFile, db);
        var line = new LineBuilder(Invariant.Witness) { Looked = finding.Witnessed?.Size ?? 0 };
        if (KindOf(finding.Verdict) is { } kind)
            line.Find(kind, finding.FoundSize.ToString(CultureInfo.InvariantCulture));
        return line.Line() with { At = at };
    }

    private static FindingKind? KindOf(WitnessVerdict verdict) =>
        verdict switch
        {
            WitnessVerdict.Agrees => null,
            WitnessVerdict.Missing => FindingKind.WitnessMissing,
            WitnessVerdict.Unreadable => FindingKind.WitnessUnreadable,
            WitnessVerdict.Shorter => FindingKind.ShorterThanWitnessed,
            _ => FindingKind.OtherThanWitnessed,
        };

    private static FindingKind KindOf(TamperKind how) =>
        how switch
        {
            TamperKind.Missing => FindingKind.RowMissing,
            TamperKind.Unknown => FindingKind.RowUnknown,
            _ => FindingKind.RowDiffers,
        };
}
