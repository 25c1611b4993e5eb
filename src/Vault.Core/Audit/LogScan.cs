using System.Security.Cryptography;
using Vault.Core.Storage;

namespace Vault.Core.Audit;

/// <summary>
/// Verifies stored entries by themselves and grows a tree with them: place, leaf hash, columns, nodes. Entries are read
/// while those before are hashed, a portion at a time, so that memory does not grow with the log.
/// </summary>
internal static class LogScan
{
    private const int Portion = 2048;

    /// <param name="take">Called with each entry, in order, once it is verified; and whether it attests rows.</param>
    /// <exception cref="LogDamagedException">The first entry that is not as this vault writes them.</exception>
    public static void Run(
        MerkleTree tree,
        IEnumerable<StoredEntry> stored,
        Action<StoredEntry, bool>? take,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var working = Task.CompletedTask;
        try
        {
            foreach (var portion in stored.Chunk(Portion))
            {
                Finish(working);
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(tree.Size);
                working = Task.Run(() => Verify(tree, portion, take), CancellationToken.None);
            }
            Finish(working);
        }
        catch (Exception e)
            when (e is not (LogDamagedException or OperationCanceledException) && !StorageFailures.AreStorage(e))
        {
            // What cannot even be read was not written by this vault, whatever it makes the reader trip over.
            throw new LogDamagedException(null, e.Message);
        }
        finally
        {
            // Whatever ends the reading, nobody goes on with the tree behind the caller's back.
            ((IAsyncResult)working).AsyncWaitHandle.WaitOne();
        }
        progress?.Report(tree.Size);
    }

    private static void Finish(Task working) => working.GetAwaiter().GetResult();

    private static void Verify(MerkleTree tree, StoredEntry[] portion, Action<StoredEntry, bool>? take)
    {
        foreach (var entry in portion)
        {
            if (entry.Sequence != tree.Size)
                throw new LogDamagedException(tree.Size, "missing");
            var hash = MerkleTree.LeafHash(entry.Leaf);
            if (!CryptographicOperations.FixedTimeEquals(hash, entry.LeafHash))
                throw new LogDamagedException(entry.Sequence, "does not match its hash");
            if (!entry.Matches(out var hasRows))
                throw new LogDamagedException(entry.Sequence, "does not match the columns beside it");
            if (!tree.Append(hash).AsSpan().SequenceEqual(entry.Nodes))
                throw new LogDamagedException(entry.Sequence, "stands under other nodes of the tree");
            take?.Invoke(entry, hasRows);
        }
    }
}
