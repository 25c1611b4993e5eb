using System.Security.Cryptography;
using System.Text;
using Vault.Core.Audit;

namespace Vault.Core.Witnesses;

/// <summary>
/// Signs the log's head, and never one that is not the former with leaves added: held in a signature, two stories cannot
/// be told to two witnesses.
/// </summary>
public sealed class LogSigner : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key;
    private readonly AuditLog _log;
    private readonly Func<VaultDb> _open;
    private Checkpoint? _signed;

    /// <param name="open">Opens a context that reads; the caller disposes it.</param>
    /// <param name="signed">The newest checkpoint that a witness has, held against the log already.</param>
    internal LogSigner(ECDsa key, AuditLog log, Func<VaultDb> open, Checkpoint? signed)
    {
        _key = key;
        _log = log;
        _open = open;
        _signed = signed;
    }

    /// <summary>Names the vault and the epoch.</summary>
    public string Origin => LogOrigin.Of(_log.Vault, _log.Epoch);

    /// <summary>SubjectPublicKeyInfo in DER.</summary>
    public byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    /// <summary>For <c>openssl</c> and for a file.</summary>
    public string PublicKeyPem => _key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The head as it is now, signed.</summary>
    /// <exception cref="LogDamagedException">The stored tree does not lead from the last signed head to this one.</exception>
    public SignedHead Sign()
    {
        lock (_gate)
        {
            var (size, root) = _log.Head();
            var head = new Checkpoint(Origin, size, root);
            // What a former epoch lost was acknowledged; an epoch answers for itself.
            if (_signed is { } before && before.Origin == head.Origin)
                Prove(before, head);
            _signed = head;
            return new(head, head.Sign(_key));
        }
    }

    private void Prove(Checkpoint before, Checkpoint head)
    {
        if (before.Size > head.Size)
            throw new LogDamagedException(null, $"The log holds {head.Size} entries, {before.Size} were signed.");
        using var db = _open();
        var proof = MerkleProof.Consistency(before.Size, head.Size, StoredNodes.Of(db));
        if (!MerkleProof.IsConsistent(before.Size, before.Root, head.Size, head.Root, proof))
            throw new LogDamagedException(
                null,
                $"The log is not the one whose head was signed at {before.Size} entries."
            );
    }

    /// <summary>What a witness file says about the log now, and when it was written last.</summary>
    internal (WitnessFinding Finding, DateTimeOffset? At) Compare(string witnessFile, VaultDb db)
    {
        var file = new WitnessFile(witnessFile);
        return (WitnessComparison.Run(file, _key, _log, db), file.WrittenAt);
    }

    /// <summary>The checkpoint that this vault signed in any of its epochs; null for anything else.</summary>
    public Checkpoint? Open(ReadOnlySpan<byte> note) => Open(note, _log.Vault, _key);

    internal static Checkpoint? Open(ReadOnlySpan<byte> note, VaultId vault, ECDsa key)
    {
        var end = note.IndexOf((byte)'\n');
        if (end < 0)
            return null;
        var origin = Encoding.UTF8.GetString(note[..end]);
        return LogOrigin.EpochOf(vault, origin) is null ? null : Checkpoint.Open(note, origin, key);
    }

    public void Dispose() => _key.Dispose();
}

/// <summary>A head and the note that carries it to a witness.</summary>
public sealed record SignedHead(Checkpoint Head, string Note);
