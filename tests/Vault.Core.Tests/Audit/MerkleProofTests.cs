using System.Security.Cryptography;
using Vault.Core.Audit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>The proofs of RFC 6962 sections 2.1.1 and 2.1.2 (R50): each verifies, and none that was touched does.</summary>
public sealed class MerkleProofTests
{
    private const int Largest = 2000;

    private static readonly Forest Log = new(Largest);

    [Fact]
    public void The_root_from_nodes_is_the_root_of_the_tree()
    {
        for (var size = 0; size <= Largest; size++)
            Assert.Equal(Log.Roots[size], MerkleProof.Root(size, Log.Node));
    }

    [Fact]
    public void The_examples_of_the_standard_hold()
    {
        // RFC 6962 section 2.1.3, with its names: leaves a0 to g0 of seven.
        var (a, b, c, d, e, f, j) = (Of(0, 0), Of(0, 1), Of(0, 2), Of(0, 3), Of(0, 4), Of(0, 5), Of(0, 6));
        var (g, h, i, k) = (Of(1, 0), Of(1, 1), Of(1, 2), Of(2, 0));
        var l = MerkleTree.NodeHash(i, j);

        Assert.Equal([b, h, l], MerkleProof.Inclusion(0, 7, Log.Node));
        Assert.Equal([c, g, l], MerkleProof.Inclusion(3, 7, Log.Node));
        Assert.Equal([f, j, k], MerkleProof.Inclusion(4, 7, Log.Node));
        Assert.Equal([i, k], MerkleProof.Inclusion(6, 7, Log.Node));
        Assert.Equal([c, d, g, l], MerkleProof.Consistency(3, 7, Log.Node));
        Assert.Equal([l], MerkleProof.Consistency(4, 7, Log.Node));
        Assert.Equal([i, j, k], MerkleProof.Consistency(6, 7, Log.Node));
        Assert.All([a, e], hash => Assert.Equal(SHA256.HashSizeInBytes, hash.Length));
    }

    [Fact]
    public void Every_leaf_of_every_small_tree_is_proven_and_nowhere_else()
    {
        for (var size = 1; size <= 64; size++)
        for (var leaf = 0; leaf < size; leaf++)
        {
            var path = MerkleProof.Inclusion(leaf, size, Log.Node);
            for (var place = -1; place <= size; place++)
                Assert.Equal(place == leaf, Includes(leaf, place, size, path));
        }
    }

    [Fact]
    public void For_random_sizes_a_leaf_is_proven_and_no_mutation_of_the_proof_is()
    {
        for (var round = 0; round < 200; round++)
        {
            var size = Random.Shared.Next(2, Largest + 1);
            var leaf = Random.Shared.Next(size);
            var path = MerkleProof.Inclusion(leaf, size, Log.Node);

            Assert.True(Includes(leaf, leaf, size, path), $"{leaf} of {size}");
            foreach (var (what, mutated) in Mutations.Of(path))
                Assert.False(Includes(leaf, leaf, size, mutated), $"{leaf} of {size}, {what}");
            Assert.False(MerkleProof.IsIncluded(Log.Node(0, leaf), leaf, size, Log.Roots[size - 1], path));
            Assert.False(MerkleProof.IsIncluded(Mutations.Flip(Log.Node(0, leaf)), leaf, size, Log.Roots[size], path));
        }
    }

    [Fact]
    public void Every_pair_of_small_sizes_is_consistent_and_no_other_pair_by_its_proof()
    {
        for (var newer = 0; newer <= 40; newer++)
        for (var older = 0; older <= newer; older++)
        {
            var path = MerkleProof.Consistency(older, newer, Log.Node);
            for (var said = -1; said <= newer + 1; said++)
                // With the root that stands for the size that is claimed: only the size that was proven holds.
                Assert.Equal(
                    said == older || (path.Count == 0 && (said == 0 || said == newer)),
                    said >= 0 && Consistent(said, newer, path)
                );
        }
    }

    [Fact]
    public void For_random_sizes_growth_is_proven_and_no_mutation_of_the_proof_is()
    {
        for (var round = 0; round < 200; round++)
        {
            var newer = Random.Shared.Next(2, Largest + 1);
            var older = Random.Shared.Next(1, newer);
            var path = MerkleProof.Consistency(older, newer, Log.Node);

            Assert.True(Consistent(older, newer, path), $"{older} to {newer}");
            foreach (var (what, mutated) in Mutations.Of(path))
                Assert.False(Consistent(older, newer, mutated), $"{older} to {newer}, {what}");
            Assert.False(Proves(older, Log.Roots[older], newer, Mutations.Flip(Log.Roots[newer]), path));
            Assert.False(Proves(older, Mutations.Flip(Log.Roots[older]), newer, Log.Roots[newer], path));
            // A size alone is bound by the signature over size and root, not by the proof: both change here.
            Assert.False(Consistent(older - 1, newer, path), $"{older} - 1 to {newer}");
            Assert.False(Consistent(older, newer - 1, path), $"{older} to {newer} - 1");
        }
    }

    [Fact]
    public void A_tree_with_one_leaf_exchanged_is_consistent_with_nothing_older_that_held_it()
    {
        for (var round = 0; round < 50; round++)
        {
            var newer = Random.Shared.Next(2, 300);
            var exchanged = Random.Shared.Next(newer - 1);
            var other = new Forest(newer, exchanged);
            for (var older = exchanged + 1; older < newer; older++)
            {
                var path = MerkleProof.Consistency(older, newer, other.Node);
                Assert.False(Proves(older, Log.Roots[older], newer, other.Roots[newer], path));
            }
        }
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    public void There_is_no_proof_of_a_leaf_that_is_not_there(long leaf, long size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleProof.Inclusion(leaf, size, Log.Node));

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void There_is_no_proof_of_shrinking(long older, long newer) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleProof.Consistency(older, newer, Log.Node));

    private static byte[] Of(int level, long index) => Log.Node(level, index);

    private static bool Includes(int leaf, int place, int size, IReadOnlyList<byte[]> path) =>
        MerkleProof.IsIncluded(Log.Node(0, leaf), place, size, Log.Roots[size], path);

    private static bool Consistent(int older, int newer, IReadOnlyList<byte[]> path) =>
        Proves(older, Log.Roots[older], newer, Log.Roots[newer], path);

    private static bool Proves(
        long older,
        byte[] olderRoot,
        long newer,
        byte[] newerRoot,
        IReadOnlyList<byte[]> path
    ) => MerkleProof.IsConsistent(older, olderRoot, newer, newerRoot, path);

    /// <summary>Leaves with the roots of all sizes and the nodes between.</summary>
    private sealed class Forest
    {
        private readonly byte[][] _leaves;
        private readonly Dictionary<(int, long), byte[]> _nodes = [];

        public Forest(int size, int? exchanged = null)
        {
            _leaves =
            [
                .. Enumerable
                    .Range(0, size)
                    .Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i == exchanged ? -1 : i))),
            ];
            var tree = new MerkleTree();
            Roots.Add(tree.Root());
            foreach (var leaf in _leaves)
            {
                tree.Append(leaf);
                Roots.Add(tree.Root());
            }
        }

        public List<byte[]> Roots { get; } = [];

        public byte[] Node(int level, long index)
        {
            if (level == 0)
                return _leaves[index];
            if (!_nodes.TryGetValue((level, index), out var node))
                _nodes[(level, index)] = node = MerkleTree.NodeHash(
                    Node(level - 1, 2 * index),
                    Node(level - 1, 2 * index + 1)
                );
            return node;
        }
    }
}
