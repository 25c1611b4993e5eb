using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Ledger;

/// <summary>仍知情人员: who still knows what opens one account, appointed to it or not.</summary>
public sealed class ReadAccountKnowledge(VaultDb db, EqualValues equal, TimeProvider clock)
{
    /// <returns>Null if the reader does not see the account or there is none.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<IReadOnlyList<KnowledgeLine>?> Run(Standing reader, AccountId account)
    {
        var now = clock.GetUtcNow();
        if (await AccountAccess.Find(db, account, reader, now) is null)
            return null;
        var access = await AccountAccess.Of(db, reader, now);
        return await new KnowledgeReading(db, now).Lines(StillKnown.OfAccount(db, equal, account), access.Sees);
    }
}
