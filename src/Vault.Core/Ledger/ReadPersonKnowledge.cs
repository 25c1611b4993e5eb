using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Ledger;

/// <summary>What one person still knows, before his rights ended or after.</summary>
public sealed class ReadPersonKnowledge(VaultDb db, EqualValues equal, TimeProvider clock)
{
    /// <summary>Everything for himself; for who decides grants, what concerns the accounts he sees.</summary>
    /// <returns>Null if the reader may not see the person or there is none.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<(Person Person, IReadOnlyList<KnowledgeLine> Lines)?> Run(Standing reader, PersonId person)
    {
        var now = clock.GetUtcNow();
        if (!ReadPerson.MaySee(reader, person) || Standing.Read(db, person, now) is not { } of)
            return null;
        var access = await AccountAccess.Of(db, reader, now);
        var known = StillKnown.OfPerson(db, equal, person);
        var lines = await new KnowledgeReading(db, now).Lines(known, a => reader.Id == person || access.Sees(a));
        return (of.Person, lines);
    }
}
