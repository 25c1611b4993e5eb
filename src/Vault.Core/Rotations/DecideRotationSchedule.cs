using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Rotations;

/// <summary>What came of deciding about a schedule.</summary>
public abstract record RotationScheduleOutcome
{
    private RotationScheduleOutcome() { }

    /// <summary>It is so now; nothing was written if it was so already.</summary>
    public sealed record Decided : RotationScheduleOutcome;

    /// <summary>The office decides. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : RotationScheduleOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record ProofNotFresh : RotationScheduleOutcome;

    /// <summary>A number that cannot be meant, or neither days nor a reason; nothing was decided.</summary>
    public sealed record Unsound : RotationScheduleOutcome;

    public sealed record NotFound : RotationScheduleOutcome;
}

/// <summary>
/// Decides after how many days the secrets of an account are changed, or that they are not, and why. It counts from the next
/// pass on; what is owed already stays owed.
/// </summary>
public sealed class DecideRotationSchedule(VaultInstance vault, FieldSealer fields)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the account as subject.</param>
    /// <param name="days">Null: off.</param>
    /// <param name="off">Why it is off.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<RotationScheduleOutcome> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        int? days,
        Reason? off = null
    ) =>
        vault.Writer.Write<RotationScheduleOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(DecideRotationSchedule)))
                    return new RotationScheduleOutcome.NotYourRole();
                var row = scope.Db.Set<Account>().Where(a => a.Id == account);
                if (scope.Db.OneOfNow(row, account.ToString()) is null)
                    return new RotationScheduleOutcome.NotFound();
                if (
                    days is < RotationSchedule.FewestDays or > RotationSchedule.MostDays
                    || (days is null && off is null)
                )
                    return new RotationScheduleOutcome.Unsound();
                if (days is not null && days == RotationSchedule.DaysOf(scope.Db, account))
                    return new RotationScheduleOutcome.Decided();
                if (EndRights.Prove(scope, proof, account.Value) is not null)
                {
                    scope.Append(new AccessRefused(nameof(DecideRotationSchedule), account.ToString()));
                    return new RotationScheduleOutcome.ProofNotFresh();
                }
                Decide(scope, account, days, off);
                return new RotationScheduleOutcome.Decided();
            }
        );

    private void Decide(WriteScope scope, AccountId account, int? days, Reason? off)
    {
        if (RotationSchedule.Find(scope.Db, account) is not { } schedule)
        {
            schedule = RotationSchedule.Of(account);
            scope.Db.Add(schedule);
        }
        schedule.Decide(fields, days, off, scope.Actor.RequirePerson(), scope.Now);
        var why = days is null ? PrivateText.Of(off!.Text) : null;
        scope.Append(new RotationScheduleDecided(account, days, why));
    }
}
