using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Checks;

/// <summary>Password hashes and seeds open under the ring for the person whose row they are in.</summary>
internal static class SignInCheck
{
    public static async Task<CheckLine> Run(VaultInstance vault)
    {
        using var db = vault.OpenReader();
        var persons = await db.Set<Person>().Select(p => p.Id).ToListAsync();
        var sealer = new SignInSealer(vault);
        var line = new LineBuilder(Invariant.SignIns);
        foreach (
            var credential in await SoundRows.Of(
                persons,
                some => db.Set<Credential>().Where(c => some.Contains(c.Person))
            )
        )
        {
            line.Looked++;
            if (!sealer.Probe(credential))
                line.Find(FindingKind.SignInDoesNotOpen, $"credentials/{credential.RowId}");
        }
        foreach (
            var factor in await SoundRows.Of(
                persons,
                some => db.Set<SecondFactor>().Where(f => some.Contains(f.Person))
            )
        )
        {
            line.Looked++;
            if (!sealer.Probe(factor))
                line.Find(FindingKind.SignInDoesNotOpen, $"second_factors/{factor.RowId}");
        }
        return line.Line();
    }
}
