using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>Whom and what the log can be filtered by. For the reviewer's filter bar; who may open it is decided by the page.</summary>
public sealed class ListLogSubjects(VaultDb db)
{
    public async Task<LogSubjects> Run()
    {
        var (persons, accounts) = await LogNames.All(db);
        return new LogSubjects(
            [.. persons.OrderBy(p => p.DisplayName, StringComparer.Ordinal)],
            [.. accounts.OrderBy(a => a.Name, StringComparer.Ordinal)]
        );
    }
}

/// <summary>Rows that the log does not attest are left out.</summary>
public sealed record LogSubjects(IReadOnlyList<Person> Persons, IReadOnlyList<Account> Accounts);
