using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>An import as one reader may see it.</summary>
/// <param name="Plan">What it would do now; null once decided.</param>
/// <param name="File">The name of the file; null once it was destroyed in the log.</param>
/// <param name="Barred">Why the reader does not decide it; null if he may.</param>
/// <param name="Why">What the decider gave as his reason for refusing; null unless refused, or once destroyed.</param>
public sealed record ImportFile(
    RegisterImport Import,
    Person ProposedBy,
    Person? DecidedBy,
    ImportPlan? Plan,
    string? File,
    GrantRefusal? Barred,
    string? Why
);

/// <summary>One import with what it would do, for its proposer and those who decide.</summary>
public sealed class ReadImport(VaultDb db, VaultInstance vault, FieldSealer fields, Sealer sealer)
{
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    /// <param name="withPlan">False while it is being taken over: comparing takes time and says nothing then.</param>
    public async Task<ImportFile?> Run(Standing reader, RegisterImportId id, bool withPlan = true)
    {
        if (await db.OneOf(db.Set<RegisterImport>().Where(i => i.Id == id), id.ToString()) is not { } import)
            return null;
        if (!reader.IsActive || (!GrantRules.MayDecide(reader) && import.ProposedBy != reader.Id))
            return null;
        var content = ImportSealer.Open(fields, import);
        var plan =
            content is null || !withPlan
                ? null
                : PlanImport.Run(
                    RegisterState.Read(db, vault.Clock.GetUtcNow()),
                    fields,
                    sealer,
                    import.ProposedBy,
                    content.Rows
                );
        var people = new[] { import.ProposedBy, import.DecidedBy ?? import.ProposedBy };
        var persons = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        return new(
            import,
            persons[import.ProposedBy],
            import.DecidedBy is { } by ? persons[by] : null,
            plan,
            content is null ? await FileOf(import) : content.File,
            DecideImport.Guard(reader, import, withdraws: false),
            import.Decision == ProposalDecision.Refused ? await ReasonOf(import) : null
        );
    }

    private Task<string?> ReasonOf(RegisterImport refused) =>
        new LoggedText(db, vault).Of<RegisterImportRefused>(
            refused.DecidedBy,
            refused.DecidedAt!.Value,
            e => e.Import == refused.Id,
            e => e.Why
        );

    // What it brought was removed with the decision; its name stands in the line of its proposal.
    private Task<string?> FileOf(RegisterImport decided) =>
        new LoggedText(db, vault).Of<RegisterImportProposed>(
            decided.ProposedBy,
            decided.ProposedAt,
            e => e.Import == decided.Id,
            e => e.File
        );
}
