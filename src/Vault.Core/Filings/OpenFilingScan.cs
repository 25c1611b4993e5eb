using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>Gives a scan back as it was sent in. Signatures and phones stand on it: a line of its own each time.</summary>
public sealed class OpenFilingScan(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line: nothing leaves.</exception>
    public Task<FilingOutcome> Run(Actor actor, FilingId id, FilingScanId scan) =>
        vault.Writer.Write(
            actor,
            scope =>
                FilingSteps.Take(
                    scope,
                    id,
                    FilingStep.OpenScan,
                    facts =>
                    {
                        if (facts.Scans.FirstOrDefault(s => s.Id == scan) is not { } row)
                            return new FilingOutcome.NotFound();
                        var content = scope.Db.OneOfNow(
                            scope.Db.Set<FilingScanContent>().Where(c => c.Id == scan),
                            scan.ToString()
                        )!;
                        scope.Append(new FilingScanOpened(facts.Filing.Account, id, scan));
                        return new FilingOutcome.Scan(FilingText.Scan(fields, content), row.Kind, Name(facts, row));
                    }
                )
        );

    /// <summary>Of the vault's own making: no name somebody sent is kept.</summary>
    private static string Name(FilingFacts facts, FilingScan scan)
    {
        var revision = facts.Forms.Single(f => f.Id == scan.Form).Revision;
        var ending = scan.Kind switch
        {
            ScanKind.Pdf => "pdf",
            ScanKind.Jpeg => "jpg",
            _ => "png",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{facts.Filing.Number}-{revision}.{ending}");
    }
}
