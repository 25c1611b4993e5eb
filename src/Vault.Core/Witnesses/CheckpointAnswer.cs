using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Witnesses;

/// <summary>What a checkpoint that somebody kept says of the log, in whatever form he kept it.</summary>
internal static class CheckpointAnswer
{
    /// <summary>By a consistency proof over the stored tree.</summary>
    /// <param name="size">Entries of the log now.</param>
    /// <param name="root">Its root now.</param>
    public static CheckpointVerdict Of(VaultDb db, AuditLog log, Checkpoint held, int epoch, long size, byte[] root)
    {
        if (!log.AnswersFor(epoch, held.Size))
            return CheckpointVerdict.AcknowledgedLoss;
        if (held.Size > size || epoch > log.Epoch)
            return CheckpointVerdict.Shorter;
        var proof = MerkleProof.Consistency(held.Size, size, StoredNodes.Of(db));
        return MerkleProof.IsConsistent(held.Size, held.Root, size, root, proof)
            ? CheckpointVerdict.Agrees
            : CheckpointVerdict.Inconsistent;
    }

    /// <summary>For reviewers alone, with its line.</summary>
    public static Task<HoldCheckpointOutcome> Write(
        VaultWriter writer,
        Actor actor,
        CheckpointVerdict verdict,
        Checkpoint? held,
        long size
    )
    {
        var person = actor.RequirePerson();
        return writer.Write<HoldCheckpointOutcome>(
            actor,
            scope =>
            {
                if (!LogReading.IsReviewer(scope.Db, person, scope.Now))
                {
                    scope.Append(new AccessRefused("checkpoint", null));
                    return new HoldCheckpointOutcome.Refused();
                }
                scope.Append(new CheckpointCompared(verdict, held?.Size));
                return new HoldCheckpointOutcome.Judged(verdict, held, size);
            }
        );
    }
}
