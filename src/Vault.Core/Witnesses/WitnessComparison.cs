using System.Security.Cryptography;
using Vault.Core.Audit;

namespace Vault.Core.Witnesses;

/// <summary>What a witness says about the log that was found.</summary>
public enum WitnessVerdict
{
    /// <summary>The log is what the witness saw, with entries added.</summary>
    Agrees,

    /// <summary>The file is not there.</summary>
    Missing,

    /// <summary>It holds no checkpoint of this vault that verifies.</summary>
    Unreadable,

    /// <summary>The log has fewer entries than were witnessed: an older copy, or its tail was cut.</summary>
    Shorter,

    /// <summary>The log is long enough, and another one.</summary>
    Inconsistent,
}

/// <summary>The verdict with both heads.</summary>
/// <param name="Witnessed">Null where there is none to be read.</param>
public sealed record WitnessFinding(WitnessVerdict Verdict, long FoundSize, byte[] FoundRoot, Checkpoint? Witnessed);

/// <summary>Holds a log that was verified by itself against the newest checkpoint a witness can show.</summary>
internal static class WitnessComparison
{
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    public static WitnessFinding Run(WitnessFile file, ECDsa key, AuditLog log, VaultDb db)
    {
        var (size, root) = log.Head();
        if (!file.Exists)
            return new(WitnessVerdict.Missing, size, root, null);
        var newest = file.Newest(log.Vault, key, log.AnswersFor);
        return new(Judge(newest, log, size, db), size, root, newest);
    }

    private static WitnessVerdict Judge(Checkpoint? newest, AuditLog log, long size, VaultDb db)
    {
        if (newest is null)
            return WitnessVerdict.Unreadable;
        if (newest.Size > size || LogOrigin.EpochOf(log.Vault, newest.Origin) > log.Epoch)
            return WitnessVerdict.Shorter;
        var then = MerkleProof.Root(newest.Size, StoredNodes.Of(db));
        return CryptographicOperations.FixedTimeEquals(then, newest.Root)
            ? WitnessVerdict.Agrees
            : WitnessVerdict.Inconsistent;
    }
}
