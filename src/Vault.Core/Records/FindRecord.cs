using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>A paper that was printed, and what it is of; nothing sealed is opened for it.</summary>
/// <param name="Name">What that is called in a sentence.</param>
public sealed record RecordFile(PrintedRecord Record, string Name);

/// <summary>One paper, for who may see what it is of.</summary>
public sealed class FindRecord(VaultDb db, RecordSources sources)
{
    /// <returns>Null if there is no such paper, or none for this reader: the two look alike.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<RecordFile?> Run(Standing reader, PrintedRecordId id)
    {
        if (db.OneOfNow(db.Set<PrintedRecord>().Where(r => r.Id == id), id.ToString()) is not { } record)
            return null;
        return await sources.Find(reader, record.Kind, record.Subject) is { } source ? new(record, source.Name) : null;
    }
}
