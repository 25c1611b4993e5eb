using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Rotations;

/// <summary>A pending value that waits to be seen to open its account. Holds no secret.</summary>
/// <param name="Verifiers">Who may attest it.</param>
/// <param name="Why">What stands in the reader's way of attesting it; null: nothing.</param>
public sealed record VerificationFile(
    Account Account,
    SecretVersion Version,
    Person Setter,
    IReadOnlyList<Person> Verifiers,
    VerificationRefusal? Why
);

/// <summary>What waits for 登录验证 of one component, for whoever sees the account.</summary>
public sealed class ReadVerification(VaultDb db, TimeProvider clock)
{
    /// <returns>Null if nothing is pending, or the reader does not see the account: the two look alike.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<VerificationFile?> Run(Standing reader, AccountId id, Component component)
    {
        var now = clock.GetUtcNow();
        if (await AccountAccess.Find(db, id, reader, now) is not { Account: var account })
            return null;
        var versions = db.AllOfNow(id.Value, db.Set<SecretVersion>().Where(v => v.Account == id));
        if (versions.Find(v => v.Component == component && v.State == VersionState.Pending) is not { } pending)
            return null;
        var sources = VerifierSources.Read(db, account, now);
        var verifiers = Verifiers.Of(sources, pending.SetBy, now).ToList();
        var people = await db.Set<Person>().Where(p => p.Id == pending.SetBy || verifiers.Contains(p.Id)).ToListAsync();
        return new(
            account,
            pending,
            people.Single(p => p.Id == pending.SetBy),
            [.. people.Where(p => verifiers.Contains(p.Id)).OrderBy(p => p.DisplayName, StringComparer.Ordinal)],
            Verifiers.Refusal(sources, pending, reader.Id, now)
        );
    }
}
