using System.Text;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Witnesses;

/// <summary>What a checkpoint from paper or from a witness says about the log.</summary>
public enum CheckpointVerdict
{
    /// <summary>The log is what it was then, with entries added.</summary>
    Agrees,

    /// <summary>Not written as a checkpoint is.</summary>
    Unreadable,

    /// <summary>Of another vault, or not signed by this one's key: a slip of the pen looks the same.</summary>
    NotOurs,

    /// <summary>The log has fewer entries than it had then.</summary>
    Shorter,

    /// <summary>The log is another one.</summary>
    Inconsistent,

    /// <summary>Of a former epoch, and of the part whose loss was acknowledged.</summary>
    AcknowledgedLoss,
}

/// <summary>What came of holding a checkpoint against the log.</summary>
public abstract record HoldCheckpointOutcome
{
    private HoldCheckpointOutcome() { }

    /// <param name="Held">Null if it could not be read or is not this vault's.</param>
    /// <param name="Size">Entries of the log now.</param>
    public sealed record Judged(CheckpointVerdict Verdict, Checkpoint? Held, long Size) : HoldCheckpointOutcome;

    /// <summary>Not this person's to do; the attempt is logged.</summary>
    public sealed record Refused : HoldCheckpointOutcome;
}

/// <summary>
/// Proves with a checkpoint somebody kept that nothing before it was removed or changed, by a consistency proof over the
/// stored tree. A contradiction is alarmed.
/// </summary>
public sealed class HoldCheckpoint(VaultDb db, VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line.</exception>
    public async Task<HoldCheckpointOutcome> Run(Actor actor, string typed)
    {
        var (size, root) = vault.Log.Head();
        var (verdict, held) = Judge(typed, size, root);
        var outcome = await CheckpointAnswer.Write(vault.Writer, actor, verdict, held, size);
        if (verdict is CheckpointVerdict.Shorter or CheckpointVerdict.Inconsistent)
            vault.Log.Attestations.Refuse(new RowFinding(new RowKey("audit_entries", ""), TamperKind.Differs));
        return outcome;
    }

    private (CheckpointVerdict, Checkpoint?) Judge(string typed, long size, byte[] root)
    {
        var note = Encoding.UTF8.GetBytes(TypedNote.Read(typed));
        if (note.Length > SignedNote.MaxBytes || !note.Contains((byte)'\n'))
            return (CheckpointVerdict.Unreadable, null);
        if (vault.Signer.Open(note) is not { } held)
            return (CheckpointVerdict.NotOurs, null);
        var epoch = LogOrigin.EpochOf(vault.Log.Vault, held.Origin)!.Value;
        return (CheckpointAnswer.Of(db, vault.Log, held, epoch, size, root), held);
    }
}
