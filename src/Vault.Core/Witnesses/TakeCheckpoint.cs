using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Witnesses;

/// <summary>What came of asking for a checkpoint on paper.</summary>
public abstract record TakeCheckpointOutcome
{
    private TakeCheckpointOutcome() { }

    /// <param name="Head">Without the line that says it was taken.</param>
    public sealed record Taken(SignedHead Head, DateTimeOffset At) : TakeCheckpointOutcome;

    /// <summary>Not this person's to do; the attempt is logged.</summary>
    public sealed record Refused : TakeCheckpointOutcome;
}

/// <summary>
/// The signed head for paper: whoever keeps the sheet is a witness. It shows nothing but a number and a hash, so it takes
/// no second factor; the log remembers of which size sheets exist.
/// </summary>
public sealed class TakeCheckpoint(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line.</exception>
    /// <exception cref="LogDamagedException">The stored tree does not lead to this head.</exception>
    public async Task<TakeCheckpointOutcome> Run(Actor actor)
    {
        var person = actor.RequirePerson();
        var head = vault.Signer.Sign();
        return await vault.Writer.Write<TakeCheckpointOutcome>(
            actor,
            scope =>
            {
                if (!LogReading.IsReviewer(scope.Db, person, scope.Now))
                {
                    scope.Append(new AccessRefused("checkpoint", null));
                    return new TakeCheckpointOutcome.Refused();
                }
                scope.Append(new CheckpointTaken(head.Head.Size, head.Head.Root));
                return new TakeCheckpointOutcome.Taken(head, scope.Now);
            }
        );
    }
}
