using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>One holding, and who said so.</summary>
/// <param name="EndedBy">Null while it runs.</param>
/// <param name="MayKeep">The reader may end and open it; decided again where he does.</param>
public sealed record HoldingFile(HoldingLine Line, Person RecordedBy, Person? EndedBy, bool MayKeep)
{
    public Holding Holding => Line.Holding;
}

/// <summary>Reads one holding, for whoever sees its account.</summary>
public sealed class ReadHolding(VaultDb db, FieldSealer fields, TimeProvider clock)
{
    /// <returns>Null if there is no such holding, or none for this reader: the two look alike.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<HoldingFile?> Run(Standing reader, HoldingId id)
    {
        var now = clock.GetUtcNow();
        if (await db.OneOf(db.Set<Holding>().Where(h => h.Id == id), id.ToString()) is not { } holding)
            return null;
        if (await AccountAccess.Find(db, holding.Account, reader, now) is null)
            return null;
        var line = (await HoldingLine.Of(db, fields, [holding], now))[0];
        var keeper = HoldingKeeper.Find(db, reader.Id, holding.Account, now)!;
        return new(
            line,
            await Find(holding.RecordedBy),
            holding.EndedBy is { } by ? await Find(by) : null,
            keeper.Barred is null
        );
    }

    private Task<Person> Find(PersonId id) => db.Set<Person>().SingleAsync(p => p.Id == id);
}
