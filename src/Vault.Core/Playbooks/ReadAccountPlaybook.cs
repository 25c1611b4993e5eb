using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Playbooks;

/// <summary>The steps for one account.</summary>
/// <param name="Website">The account's own address, for the links that mean it; null where the register has none.</param>
public sealed record AccountPlaybook(Account Account, Platform Platform, PlaybookVersion Version, string? Website);

/// <summary>Reads the playbook by which one account is changed now, for whoever sees the account.</summary>
public sealed class ReadAccountPlaybook(VaultDb db, FieldSealer fields, PlatformList platforms, TimeProvider clock)
{
    /// <returns>Null if there is no such account, or none for this reader: the two look alike.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<AccountPlaybook?> Run(Standing reader, AccountId id)
    {
        if (await AccountAccess.Find(db, id, reader, clock.GetUtcNow()) is not { Account: var account })
            return null;
        var platform = platforms.Of(account);
        var version = new PlaybookList(db, fields).For(account);
        return new(account, platform, version, fields.OpenDetails(account).Address);
    }
}
