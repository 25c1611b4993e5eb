using Vault.Core.Audit;

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

    private static FindingKind KindOf(TamperKind how) =>
        how switch
        {
            TamperKind.Missing => FindingKind.RowMissing,
            TamperKind.Unknown => FindingKind.RowUnknown,
            _ => FindingKind.RowDiffers,
        };
}
