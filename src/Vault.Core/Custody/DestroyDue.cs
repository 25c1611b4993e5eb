using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Custody;

/// <summary>
/// A pass of the vault: destroys what was replaced or given up and has been kept for its days, of each account in a command
/// of its own. Where the bytes go stands at <see cref="DestroyRetired"/>.
/// </summary>
public sealed class DestroyDue(VaultInstance vault)
{
    /// <returns>How many versions were destroyed.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line in time; the next pass goes on from there.</exception>
    public async Task<int> Run()
    {
        var done = 0;
        foreach (var account in WithRetired())
        {
            try
            {
                done += await vault.Writer.Write(Actor.System, scope => Destroy(scope, account));
            }
            catch (TamperedRowException)
            {
                // It has raised its own alarm; the other accounts go on.
            }
        }
        return done;
    }

    private List<AccountId> WithRetired()
    {
        var last = vault.Clock.GetUtcNow().AddDays(-Destruction.KeptDays);
        using var db = vault.OpenReader();
        return db.Set<SecretVersion>()
            .Where(v => v.State == VersionState.Retired && v.RetiredAt <= last)
            .Select(v => v.Account)
            .Distinct()
            .ToList();
    }

    private static int Destroy(WriteScope scope, AccountId account)
    {
        var all = scope.Db.AllOfNow(account.Value, scope.Db.Set<SecretVersion>().Where(v => v.Account == account));
        var due = all.GroupBy(v => v.Component).SelectMany(g => Destruction.Due([.. g], scope.Now));
        return DestroyRetired.Destroy(scope, [.. due]);
    }
}
