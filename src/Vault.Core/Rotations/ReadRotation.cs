using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Playbooks;

namespace Vault.Core.Rotations;

/// <summary>A step of a guided change.</summary>
/// <param name="Settled">Null: still to be done.</param>
/// <param name="By">Who said so, by name.</param>
public sealed record RotationStepLine(PlaybookStep Step, RotationStep? Settled, string? By, string? Remark);

/// <summary>How one account is changed, step by step. Holds no secret.</summary>
/// <param name="Rotation">The one that runs; null: none, and the steps are those with which it would begin.</param>
/// <param name="Website">The account's own address, for the links that mean it.</param>
/// <param name="Next">The step that may be taken now; null where none runs.</param>
/// <param name="Why">What stands in the way of saying that it is done; null: nothing.</param>
/// <param name="MayTake">The reader may begin one and take its steps.</param>
/// <param name="Days">After how many days in use a value is changed by schedule; null: it is not.</param>
/// <param name="OffBecause">Why it is not.</param>
/// <param name="MayDecide">The reader decides about the schedule.</param>
public sealed record RotationFile(
    Account Account,
    PlaybookVersion Playbook,
    Rotation? Rotation,
    IReadOnlyList<RotationStepLine> Steps,
    string? Website,
    PlaybookStep? Next,
    RotationRefusal? Why,
    bool MayTake,
    int? Days,
    string? OffBecause,
    bool MayDecide
);

/// <summary>The guided change of one account, for whoever sees the account.</summary>
public sealed class ReadRotation(VaultDb db, FieldSealer fields, PlaybookList playbooks, TimeProvider clock)
{
    /// <returns>Null if there is no such account, or none for this reader: the two look alike.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<RotationFile?> Run(Standing reader, AccountId id)
    {
        var now = clock.GetUtcNow();
        if (await AccountAccess.Find(db, id, reader, now) is not { Account: var account } seen)
            return null;
        var facts = RotationFacts.Read(db, playbooks, account);
        var people = facts.Settled.Select(s => s.By).ToHashSet();
        var names = await db.Set<Person>()
            .Where(p => people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.DisplayName);
        var next = facts.Rotation is null ? null : facts.Next;
        return new(
            account,
            facts.Playbook,
            facts.Rotation,
            [.. facts.Playbook.Steps.Select(Line)],
            fields.OpenDetails(account).Address,
            next,
            next is null ? null : RotationRules.Take(facts, facts.Rotation!.Id, next.Key, StepResult.Done, false),
            CustodyRules.MayUse(seen.Appointments, reader.Id, now) && RegisterPolicy.Read(db).LetsReveal(reader.Person),
            RotationSchedule.DaysOf(db, id),
            RotationSchedule.Find(db, id)?.Reason(fields),
            reader.Holds(OfficeRole.Registrar)
        );

        RotationStepLine Line(PlaybookStep step)
        {
            var settled = facts.Settled.FirstOrDefault(s => s.Key == step.Key);
            return new(step, settled, settled is null ? null : names[settled.By], settled?.Remark(fields));
        }
    }
}
