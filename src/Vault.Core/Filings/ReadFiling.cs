using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Calendar;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>A filing on screen. Nothing that is sealed is opened for it but why it was sent back.</summary>
/// <inheritdoc cref="FilingLine" path="/param"/>
/// <param name="Steps">What the reader can do now.</param>
/// <param name="Names">Everybody who stands in it.</param>
public sealed record FilingFile(
    Filing Filing,
    Account Account,
    IReadOnlyList<FiledChange> Changes,
    IReadOnlyList<FilingForm> Forms,
    IReadOnlyList<FilingScan> Scans,
    string? Return,
    int DaysLeft,
    bool IsOverdue,
    bool IsFormCurrent,
    IReadOnlySet<FilingStep> Steps,
    IReadOnlyDictionary<PersonId, Person> Names
);

/// <summary>One filing, for who sees its account.</summary>
public sealed class ReadFiling(VaultDb db, FieldSealer fields, TimeProvider clock)
{
    /// <returns>Null for who does not see the account.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<FilingFile?> Run(Standing reader, FilingId id)
    {
        var now = clock.GetUtcNow();
        var today = OrganisationTime.DayOf(now);
        if (FilingFacts.Read(db, id, now) is not { } facts)
            return null;
        if (!(await AccountAccess.Of(db, reader, now)).Sees(facts.Duties.Account))
            return null;
        var filing = facts.Filing;
        var steps = Enum.GetValues<FilingStep>().Where(s => facts.Obstacle(s, reader.Id, now) is null);
        var persons = facts
            .Forms.Select(f => f.PrintedBy)
            .Concat(facts.Scans.Select(s => s.UploadedBy))
            .Concat(filing.AcceptedBy is { } by ? [by] : [])
            .ToHashSet();
        return new(
            filing,
            facts.Duties.Account,
            facts.Changes,
            facts.Forms,
            facts.Scans,
            FilingText.Return(fields, filing),
            WorkingDays.Read(db).Between(today, filing.Deadline),
            filing.IsOverdue(today),
            facts.IsFormCurrent,
            steps.ToHashSet(),
            await db.Set<Person>().Where(p => persons.Contains(p.Id)).ToDictionaryAsync(p => p.Id)
        );
    }
}
