using Vault.Core.Audit;

namespace Vault.Core.Witnesses;

/// <summary>The key that signs the log's checkpoints was made.</summary>
/// <param name="PublicKey">SubjectPublicKeyInfo in DER.</param>
public sealed record SigningKeyCreated(byte[] PublicKey) : AuditEvent;

/// <summary>
/// The log was found shorter than, or other than, a witness had seen it; two persons acknowledged that, and it goes on
/// from what was found under a new origin. Whatever happened between the two heads is lost.
/// </summary>
/// <param name="Epoch">The number of the epoch that begins with this entry, from 2.</param>
/// <param name="FoundSize">Entries of the log as it was found.</param>
/// <param name="FoundRoot">Its root.</param>
/// <param name="LostSize">What the newest witnessed checkpoint says; null if the witness could not be read.</param>
/// <param name="LostRoot">The same.</param>
/// <param name="Second">Who acknowledged it beside the author.</param>
public sealed record EpochOpened(
    int Epoch,
    long FoundSize,
    byte[] FoundRoot,
    long? LostSize,
    byte[]? LostRoot,
    PersonId Second
) : AuditEvent;

/// <summary>A signed head was shown for paper: from now on a sheet of this size may exist.</summary>
public sealed record CheckpointTaken(long Size, byte[] Root) : AuditEvent;

/// <summary>Somebody held a checkpoint he had kept against the log.</summary>
/// <param name="Size">What it says; null if it could not be read or is not this vault's.</param>
public sealed record CheckpointCompared(CheckpointVerdict Verdict, long? Size) : AuditEvent
{
    public override AuditOutcome Outcome =>
        Verdict is CheckpointVerdict.Shorter or CheckpointVerdict.Inconsistent
            ? AuditOutcome.Failed
            : AuditOutcome.Done;
}

/// <summary>The whole log was recomputed from its stored bytes and held against the witness.</summary>
/// <param name="IsSound">The stored bytes are those that were written.</param>
/// <param name="Witness">Null where there was nothing sound to hold against it.</param>
public sealed record LogVerified(long Size, byte[] Root, bool IsSound, WitnessVerdict? Witness) : AuditEvent
{
    public override AuditOutcome Outcome =>
        IsSound && Witness == WitnessVerdict.Agrees ? AuditOutcome.Done : AuditOutcome.Failed;
}
