using System.Numerics;
using System.Security.Cryptography;

namespace Vault.Core.Audit;

/// <summary>
/// The proofs of RFC 6962 section 2.1: that a leaf stands in a tree (2.1.1), and that a tree is an older one with leaves
/// added at its end (2.1.2). Made from O(log n) stored nodes and verified as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say,
/// with no trust in whoever made them.
/// </summary>
public static class MerkleProof
{
    /// <summary>The hash of the complete subtree over the leaves from <c>index · 2^level</c> on, <c>2^level</c> of them.</summary>
    public delegate byte[] NodeReader(int level, long index);

    /// <summary>The root of the first leaves; SHA-256 of nothing for none.</summary>
    public static byte[] Root(long size, NodeReader nodes) => size == 0 ? SHA256.HashData([]) : Subtree(0, size, nodes);

    /// <summary>The audit path of a leaf, from its sibling upwards.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static IReadOnlyList<byte[]> Inclusion(long leaf, long size, NodeReader nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(leaf);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaf, size);
        var path = new List<byte[]>();
        var (start, length) = (0L, size);
        while (length > 1)
        {
            var left = LeftOf(length);
            if (leaf < start + left)
            {
                path.Add(Subtree(start + left, length - left, nodes));
                length = left;
            }
            else
            {
                path.Add(Subtree(start, left, nodes));
                (start, length) = (start + left, length - left);
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>The consistency proof between two sizes of one log; empty where there is nothing to prove.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The older tree is not within the newer.</exception>
    public static IReadOnlyList<byte[]> Consistency(long older, long newer, NodeReader nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(older);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(older, newer);
        var path = new List<byte[]>();
        if (older == 0 || older == newer)
            return path;
        var (start, length, isOlderRoot) = (0L, newer, true);
        while (start + length != older)
        {
            var left = LeftOf(length);
            if (older <= start + left)
            {
                path.Add(Subtree(start + left, length - left, nodes));
                length = left;
            }
            else
            {
                path.Add(Subtree(start, left, nodes));
                (start, length, isOlderRoot) = (start + left, length - left, false);
            }
        }
        // The verifier has the older root already where the rest is just that tree.
        if (!isOlderRoot)
            path.Add(Subtree(start, length, nodes));
        path.Reverse();
        return path;
    }

    /// <summary>Whether the leaf with this hash stands at this place of the tree with this root.</summary>
    public static bool IsIncluded(
        ReadOnlySpan<byte> leafHash,
        long leaf,
        long size,
        ReadOnlySpan<byte> root,
        IReadOnlyList<byte[]> path
    )
    {
        if (leaf < 0 || leaf >= size || !AreHashes(path))
            return false;
        var (place, last) = (leaf, size - 1);
        var hash = leafHash.ToArray();
        foreach (var sibling in path)
        {
            if (last == 0)
                return false;
            if (IsRight(place) || place == last)
            {
                hash = MerkleTree.NodeHash(sibling, hash);
                SkipWhereNoSibling(ref place, ref last);
            }
            else
            {
                hash = MerkleTree.NodeHash(hash, sibling);
            }
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>Whether the newer tree is the older one with leaves added at its end.</summary>
    public static bool IsConsistent(
        long older,
        ReadOnlySpan<byte> olderRoot,
        long newer,
        ReadOnlySpan<byte> newerRoot,
        IReadOnlyList<byte[]> path
    )
    {
        if (older < 0 || older > newer || !AreHashes(path))
            return false;
        if (older == newer)
            return path.Count == 0 && olderRoot.SequenceEqual(newerRoot);
        if (older == 0)
            return path.Count == 0 && olderRoot.SequenceEqual(SHA256.HashData([]));
        // Of a whole subtree the older root is itself the first hash, and is not sent.
        List<byte[]> steps = BitOperations.IsPow2(older) ? [olderRoot.ToArray(), .. path] : [.. path];
        if (steps.Count == 0)
            return false;
        var (place, last) = (older - 1, newer - 1);
        while (IsRight(place))
            (place, last) = (place >> 1, last >> 1);
        var (olderHash, newerHash) = (steps[0], steps[0]);
        foreach (var sibling in steps.Skip(1))
        {
            if (last == 0)
                return false;
            if (IsRight(place) || place == last)
            {
                olderHash = MerkleTree.NodeHash(sibling, olderHash);
                newerHash = MerkleTree.NodeHash(sibling, newerHash);
                SkipWhereNoSibling(ref place, ref last);
            }
            else
            {
                newerHash = MerkleTree.NodeHash(newerHash, sibling);
            }
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && olderHash.AsSpan().SequenceEqual(olderRoot) && newerHash.AsSpan().SequenceEqual(newerRoot);
    }

    private static byte[] Subtree(long start, long length, NodeReader nodes)
    {
        if (BitOperations.IsPow2(length))
        {
            var level = BitOperations.Log2((ulong)length);
            return nodes(level, start >> level);
        }
        var left = LeftOf(length);
        return MerkleTree.NodeHash(Subtree(start, left, nodes), Subtree(start + left, length - left, nodes));
    }

    /// <summary>The largest power of two smaller than this length, which is at least 2.</summary>
    private static long LeftOf(long length) => 1L << BitOperations.Log2((ulong)(length - 1));

    // On the right edge a node without a sibling stands for itself on the levels above.
    private static void SkipWhereNoSibling(ref long place, ref long last)
    {
        while (!IsRight(place) && place != 0)
            (place, last) = (place >> 1, last >> 1);
    }

    private static bool IsRight(long place) => (place & 1) == 1;

    private static bool AreHashes(IReadOnlyList<byte[]> path) => path.All(p => p.Length == SHA256.HashSizeInBytes);
}
