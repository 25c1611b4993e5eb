using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>
/// Records what somebody has seen on the platform. It gives nobody any power here, so no second factor is asked; a limit
/// of the platform that it exceeds is warned of and no obstacle, since what is there is there.
/// </summary>
public sealed class RecordHolding(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HoldingOutcome> Run(Actor actor, AccountId account, HoldingEntry entry)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HoldingOutcome>(
            actor,
            scope =>
            {
                if (HoldingKeeper.Find(scope.Db, by, account, scope.Now) is not { } keeper)
                    return new HoldingOutcome.NotFound();
                if (keeper.Refusal(scope, HoldingStep.Record, null) is { } refused)
                    return refused;
                var faults = new List<HoldingFault>();
                var reading = new HoldingReading(scope.Db, keeper, OrganisationTime.DayOf(scope.Now), faults);
                if (reading.Read(entry) is not { } read)
                    return new HoldingOutcome.Faulty(faults);
                if (entry.Replaces)
                    Replace(scope, by, account, entry);
                var days = (read.Since, read.Until);
                return new HoldingOutcome.Done(
                    Enter(scope, fields, account, entry.Kind, read.Holder, read.Text, days, by)
                );
            }
        );
    }

    internal static Holding Enter(
        WriteScope scope,
        FieldSealer fields,
        AccountId account,
        HoldingKind kind,
        PersonId? holder,
        HoldingText text,
        (DateOnly? Since, DateOnly? Until) days,
        PersonId by
    )
    {
        var id = HoldingId.New();
        var sealedText = HoldingText.Seal(fields, id, text);
        var holding = Holding.Of(id, account, kind, holder, sealedText, days, by, scope.Now);
        scope.Db.Add(holding);
        scope.Append(new HoldingRecorded(account, id, kind, holder, days.Since, days.Until));
        return holding;
    }

    private static void Replace(WriteScope scope, PersonId by, AccountId account, HoldingEntry entry)
    {
        var all = scope.Db.AllOfNow(account.Value, scope.Db.Set<Holding>().Where(h => h.Account == account));
        foreach (var former in all.Where(h => h.Kind == entry.Kind && h.IsRunning))
            EndHolding.End(scope, former, by, entry.Evidence.Text);
    }
}
