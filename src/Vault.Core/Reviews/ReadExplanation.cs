using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.People;

namespace Vault.Core.Reviews;

/// <summary>What somebody is asked about one entry.</summary>
/// <param name="DaysLeft">Working days to the last one; negative for those since.</param>
/// <param name="MayAnswer">He has not, and the review is not signed.</param>
/// <param name="AskedBy">The name of the reviewer.</param>
public sealed record ExplanationFile(
    AskedExplanation Explanation,
    IReadOnlyList<ReviewFlag> Flags,
    LogPage Log,
    string AskedBy,
    int DaysLeft,
    bool MayAnswer
);

/// <summary>A request for an explanation, for who is asked. What he is shown of the log is a line of the log before.</summary>
public sealed class ReadExplanation(VaultDb db, VaultInstance vault, FieldSealer fields)
{
    /// <returns>Null if there is no such request, or it is somebody else's: they look alike.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing may be shown.</exception>
    /// <exception cref="TamperedRowException">A row of it is not the attested one, or was removed.</exception>
    public async Task<ExplanationFile?> Run(Actor actor, ExplanationId id)
    {
        var person = actor.RequirePerson();
        var asked = await db.OneOf(db.Set<Explanation>().Where(e => e.Id == id), id.ToString());
        if (asked is null || asked.Person != person)
            return null;
        var facts = ReviewFacts.Read(db, asked.Review)!;
        var page = await new LogReader(db, vault).These([asked.Entry]);
        var line = LogRead.Of(LogScope.Own, LogFilter.All, LogPosition.Newest, 1) with { Entry = asked.Entry };
        await LogReading.Show(vault.Writer, actor, page, line, static (_, _, _) => true);
        var today = OrganisationTime.DayOf(vault.Clock.GetUtcNow());
        return new(
            new(asked, ReviewText.Question(fields, asked), ReviewText.Answer(fields, asked)),
            facts.Entries.Single(e => e.Entry == asked.Entry).Flags,
            page,
            await db.Set<Person>().Where(p => p.Id == asked.AskedBy).Select(p => p.DisplayName).SingleAsync(),
            WorkingDays.Read(db).Between(today, asked.Deadline),
            !asked.IsAnswered && !facts.Review.IsSigned
        );
    }
}
