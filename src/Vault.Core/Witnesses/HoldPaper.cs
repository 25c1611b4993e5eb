using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Witnesses;

/// <summary>
/// Proves with size and root from a signed sheet that nothing before it was removed or changed. They are not signed by the
/// vault, so anybody could have made them up: a contradiction is told to the guards, and raises no other alarm.
/// </summary>
public sealed class HoldPaper(VaultDb db, VaultInstance vault)
{
    /// <param name="paper">Null if what was typed is not as it stands on any sheet.</param>
    /// <exception cref="VaultUnavailableException">The log took no line.</exception>
    public Task<HoldCheckpointOutcome> Run(Actor actor, PaperCheckpoint? paper)
    {
        var (size, root) = vault.Log.Head();
        if (paper is null)
            return CheckpointAnswer.Write(vault.Writer, actor, CheckpointVerdict.Unreadable, null, size);
        var held = new Checkpoint(LogOrigin.Of(vault.Log.Vault, paper.Epoch), paper.Size, paper.Root);
        var verdict = CheckpointAnswer.Of(db, vault.Log, held, paper.Epoch, size, root);
        return CheckpointAnswer.Write(vault.Writer, actor, verdict, held, size);
    }
}
