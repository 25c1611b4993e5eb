using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>One line of the list of imports.</summary>
public sealed record ImportLine(RegisterImport Import, Person ProposedBy, Person? DecidedBy);

/// <summary>The newest imports, for those who decide; everybody else finds what he proposed himself.</summary>
public sealed class ListImports(VaultDb db)
{
    public const int Limit = 50;

    /// <exception cref="Audit.TamperedRowException">A row is not the attested one.</exception>
    public async Task<IReadOnlyList<ImportLine>> Run(Standing reader)
    {
        var (all, id) = (GrantRules.MayDecide(reader), reader.Id);
        var imports = await db.Set<RegisterImport>()
            .Where(i => all || i.ProposedBy == id)
            .OrderByDescending(i => i.ProposedAt)
            .Take(Limit)
            .ToListAsync();
        var people = imports.SelectMany(i => new[] { i.ProposedBy, i.DecidedBy ?? i.ProposedBy }).Distinct().ToList();
        var persons = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return
        [
            .. imports.Select(i => new ImportLine(
                i,
                persons[i.ProposedBy],
                i.DecidedBy is { } by ? persons[by] : null
            )),
        ];
    }
}
