using System.Buffers;
using System.Numerics;
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
        var message = ArrayPool<byte>.Shared.Rent(1 + leaf.Length);
        message[0] = 0;
        leaf.CopyTo(message.AsSpan(1));
        var hash = SHA256.HashData(message.AsSpan(0, 1 + leaf.Length));
        ArrayPool<byte>.Shared.Return(message);
        return hash;
    }

    /// <summary>Takes the hash of the next leaf. Amortised O(1).</summary>
    /// <returns>
    /// The nodes this leaf completes, from level 1 upwards, 32 bytes each: none for every other leaf, one on average.
    /// </returns>
    public byte[] Append(byte[] leafHash)
    {
        var completes = CompletedBy(Size);
        if (completes == 0)
        {
            _edge.Add(leafHash);
            Size++;
            return [];
        }
        var nodes = new byte[completes * SHA256.HashSizeInBytes];
        var node = leafHash;
        for (var level = 0; level < completes; level++)
        {
            node = NodeHash(_edge[^1], node);
            _edge.RemoveAt(_edge.Count - 1);
            node.CopyTo(nodes, level * SHA256.HashSizeInBytes);
        }
        _edge.Add(node);
        Size++;
        return nodes;
    }

    /// <summary>How many nodes above itself a leaf completes: the subtrees of 2, 4, 8, … leaves that end with it.</summary>
    public static int CompletedBy(long leaf) => BitOperations.TrailingZeroCount(~leaf);

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

    internal static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> message = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        message[0] = 1;
        left.CopyTo(message[1..]);
        right.CopyTo(message[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(message);
    }
}
