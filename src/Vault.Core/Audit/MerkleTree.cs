using System.Security.Cryptography;

namespace Vault.Core.Audit;

/// <summary>
/// The tree hash of RFC 6962 section 2.1 over leaves as they are appended: leaf hash SHA-256(0x00 ‖ leaf), node hash
/// SHA-256(0x01 ‖ left ‖ right). Keeps only the roots of the complete subtrees on the right edge, O(log n) memory.
/// </summary>
public sealed class MerkleTree
{
    private readonly List<byte[]> _edge = [];

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    public static byte[] LeafHash(ReadOnlySpan<byte> leaf)
    {
        Span<byte> prefix = [0];
        return Hash(prefix, leaf, default);
    }

    /// <summary>Takes the hash of the next leaf. Amortised O(1).</summary>
    public void Append(byte[] leafHash)
    {
        var node = leafHash;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            node = NodeHash(_edge[^1], node);
            _edge.RemoveAt(_edge.Count - 1);
        }
        _edge.Add(node);
        Size++;
    }

    /// <summary>The root over all leaves so far; SHA-256 of nothing for the empty tree.</summary>
    public byte[] Root()
    {
        if (_edge.Count == 0)
            return SHA256.HashData([]);
        var root = _edge[^1];
        for (var i = _edge.Count - 2; i >= 0; i--)
            root = NodeHash(_edge[i], root);
        return root;
    }

    /// <summary>An independent copy, so that a batch can be built and thrown away when its commit fails.</summary>
    public MerkleTree Copy()
    {
        var copy = new MerkleTree { Size = Size };
        copy._edge.AddRange(_edge);
        return copy;
    }

    internal static byte[] NodeHash(byte[] left, byte[] right)
    {
        Span<byte> prefix = [1];
        return Hash(prefix, left, right);
    }

    private static byte[] Hash(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(prefix);
        hash.AppendData(first);
        hash.AppendData(second);
        return hash.GetHashAndReset();
    }
}
