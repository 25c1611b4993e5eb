using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>Shows a paper as it was printed once, whatever has become of what it is about.</summary>
public sealed class ReprintRecord(VaultInstance vault, VaultDb db, FieldSealer fields, RecordSources sources)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Export"/> of the record itself.</param>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing is shown.</exception>
    /// <exception cref="TamperedRowException">The record is not the attested one, or was removed.</exception>
    /// <exception cref="Custody.SecretNotOpenedException">What was sealed is not what was printed.</exception>
    public Task<RecordOutcome> Run(Actor actor, Standing reader, FreshProof? proof, PrintedRecordId id) =>
        db.DecideOver(() => Decide(actor, reader, proof, id));

    private async Task<RecordOutcome> Decide(Actor actor, Standing reader, FreshProof? proof, PrintedRecordId id)
    {
        var record = db.OneOfNow(db.Set<PrintedRecord>().Where(r => r.Id == id), id.ToString());
        var isHis = record is not null && await sources.Find(reader, record.Kind, record.Subject) is not null;
        var printedBy = isHis ? db.Set<Person>().Single(p => p.Id == record!.PrintedBy).DisplayName : null;
        return await vault.Writer.Write<RecordOutcome>(
            actor,
            db.RowsRead,
            scope =>
            {
                if (!isHis)
                {
                    scope.Append(new AccessRefused("ReprintRecord", null));
                    return new RecordOutcome.NotFound();
                }
                if (proof?.Use(actor, ProofPurpose.Export, id.Value, scope.Now) != true)
                    return PrintRecord.Refuse(scope, record!.Kind, record.Subject, RecordRefusal.ProofNotFresh);
                var content = RecordText.Open(fields, record!);
                scope.Append(new RecordReprinted(record!.Kind, id, record.Number));
                return new RecordOutcome.Paper(new(record, content, printedBy!));
            }
        );
    }
}
