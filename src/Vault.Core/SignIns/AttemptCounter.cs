using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>Whether somebody may try a factor now.</summary>
public abstract record Attempt
{
    private Attempt() { }

    /// <summary>It is counted, and the count is durable; now it may be judged.</summary>
    /// <param name="InARow">This attempt included.</param>
    /// <param name="Before">The count before it.</param>
    /// <param name="LastBefore">When the one before it was counted.</param>
    public sealed record Admitted(int InARow, int Before, DateTimeOffset LastBefore) : Attempt;

    /// <summary>Too many failures: nothing is judged before this moment.</summary>
    public sealed record Delayed(DateTimeOffset Until) : Attempt;

    /// <summary>Far too many: only an invitation that others propose and confirm leads on.</summary>
    public sealed record Stopped : Attempt;
}

/// <summary>
/// Counts an attempt in a commit of its own before anything is judged, so that neither parallel guesses nor a verdict
/// that fails go uncounted.
/// </summary>
public sealed class AttemptCounter(VaultInstance vault)
{
    /// <param name="actor">Whoever tries; a person only if he is signed in already.</param>
    public Task<Attempt> Begin(Actor actor, PersonId person, AttemptChannel channel) =>
        vault.Writer.Write(actor, scope => Count(scope, person, channel));

    private static Attempt Count(WriteScope scope, PersonId person, AttemptChannel channel)
    {
        var count = SignInRows.CountOf(scope.Db, person);
        if (count is { IsStopped: true })
            return TurnAway(scope, new Attempt.Stopped(), person, channel);
        if (count?.HasToWait(scope.Now) == true)
            return TurnAway(scope, new Attempt.Delayed(count.NextAt), person, channel);
        count ??= scope.Db.Add(FailureCount.Of(person)).Entity;
        var (before, lastBefore) = (count.InARow, count.LastAt);
        count.Count(scope.Now);
        scope.Append(new AttemptCounted(person, channel, count.InARow));
        return new Attempt.Admitted(count.InARow, before, lastBefore);
    }

    private static Attempt TurnAway(WriteScope scope, Attempt answer, PersonId person, AttemptChannel channel)
    {
        // What an anonymous caller is refused is counted in aggregate: he must not be able to fill the disk.
        if (scope.Actor.Person is not null)
            scope.Append(new AttemptTurnedAway(person, channel));
        return answer;
    }
}
