using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>
/// Puts on paper how something stands and keeps it as it was printed, under a number of its own. It leaves the vault, so it
/// takes a second factor for <see cref="ProofPurpose.Export"/> of what it is about, and is a line of its own.
/// </summary>
public sealed class PrintRecord(VaultInstance vault, VaultDb db, FieldSealer fields, RecordSources sources)
{
    /// <param name="subject">See <see cref="PrintedRecord.Subject"/>.</param>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing is shown.</exception>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one: nothing is shown.</exception>
    public Task<RecordOutcome> Run(
        Actor actor,
        Standing reader,
        FreshProof? proof,
        RecordKind kind,
        RecordSubjectId subject
    ) => db.DecideOver(() => Decide(actor, reader, proof, kind, subject));

    private async Task<RecordOutcome> Decide(
        Actor actor,
        Standing reader,
        FreshProof? proof,
        RecordKind kind,
        RecordSubjectId subject
    )
    {
        var source = await sources.Find(reader, kind, subject);
        var content = source?.Obstacle is null ? source?.Fill() : null;
        return await vault.Writer.Write<RecordOutcome>(
            actor,
            db.RowsRead,
            scope =>
            {
                if (source is null)
                {
                    scope.Append(new AccessRefused("PrintRecord", null));
                    return new RecordOutcome.NotFound();
                }
                if (source.Obstacle is { } obstacle)
                    return Refuse(scope, kind, subject, obstacle);
                if (proof?.Use(actor, ProofPurpose.Export, subject.Value, scope.Now) != true)
                    return Refuse(scope, kind, subject, RecordRefusal.ProofNotFresh);
                var record = Keep(scope, kind, subject, content!);
                scope.Append(new RecordPrinted(kind, record.Id, record.Number, record.Sha256));
                return new RecordOutcome.Paper(new(record, content!, reader.Person.DisplayName));
            }
        );
    }

    private PrintedRecord Keep(WriteScope scope, RecordKind kind, RecordSubjectId subject, RecordContent content)
    {
        var year = OrganisationTime.DayOf(scope.Now).Year;
        var last = scope.Db.Set<PrintedRecord>().Where(r => r.Kind == kind && r.Year == year).Max(r => (int?)r.Serial);
        var id = PrintedRecordId.New();
        var record = PrintedRecord.Of(
            id,
            kind,
            subject,
            (year, (last ?? 0) + 1),
            RecordText.Seal(fields, id, content),
            scope.Actor.RequirePerson(),
            scope.Now
        );
        scope.Db.Add(record);
        return record;
    }

    internal static RecordOutcome.Refused Refuse(
        WriteScope scope,
        RecordKind kind,
        RecordSubjectId subject,
        RecordRefusal why
    )
    {
        scope.Append(new RecordPrintRefused(kind, subject, why));
        return new(why);
    }
}
