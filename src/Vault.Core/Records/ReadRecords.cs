using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>What was printed of one thing, and whether it can be printed now. Nothing sealed is opened for it.</summary>
/// <param name="Name">What it is called in a sentence.</param>
/// <param name="Obstacle">Why it is not printed as it stands; null: nothing.</param>
/// <param name="Printed">The newest first.</param>
/// <param name="Names">Who printed them.</param>
public sealed record RecordFolder(
    RecordKind Kind,
    RecordSubjectId Subject,
    string Name,
    RecordRefusal? Obstacle,
    IReadOnlyList<PrintedRecord> Printed,
    IReadOnlyDictionary<PersonId, string> Names
);

/// <summary>The papers of one thing, for who may see it.</summary>
public sealed class ReadRecords(VaultDb db, RecordSources sources)
{
    /// <param name="subject">See <see cref="PrintedRecord.Subject"/>.</param>
    /// <returns>Null if there is no such thing, or none for this reader: the two look alike.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<RecordFolder?> Run(Standing reader, RecordKind kind, RecordSubjectId subject)
    {
        if (await sources.Find(reader, kind, subject) is not { } source)
            return null;
        // Of a subject the id is drawn at random: no two kinds share one.
        var printed = await db.AllOf(subject.Value, db.Set<PrintedRecord>().Where(r => r.Subject == subject));
        var by = printed.Select(r => r.PrintedBy).ToHashSet();
        return new(
            kind,
            subject,
            source.Name,
            source.Obstacle,
            [.. printed.OrderByDescending(r => r.PrintedAt).ThenByDescending(r => r.Serial)],
            await db.Set<Person>().Where(p => by.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName)
        );
    }
}
