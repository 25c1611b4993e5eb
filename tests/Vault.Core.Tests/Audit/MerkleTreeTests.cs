using System.Security.Cryptography;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Vault.Core.Audit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>The tree hash of RFC 6962 section 2.1 (R50).</summary>
public sealed class MerkleTreeTests
{
    [Fact]
    public void The_published_vectors_hold()
    {
        using var vectors = JsonDocument.Parse(TestData.Text("Audit.rfc6962.json"));
        var leaves = vectors.RootElement.GetProperty("leaves_hex").EnumerateArray().Select(l => Hex(l)).ToList();
        var tree = new MerkleTree();
        for (var size = 0; size <= leaves.Count; size++)
        {
            var root = vectors.RootElement.GetProperty("roots_hex").GetProperty($"{size}");
            Assert.Equal(Hex(root), tree.Root());
            Assert.Equal(size, tree.Size);
            if (size < leaves.Count)
                tree.Append(MerkleTree.LeafHash(leaves[size]));
        }
    }

    [Fact]
    public void For_every_size_up_to_300_it_is_what_the_definition_says()
    {
        var leaves = new List<byte[]>();
        var tree = new MerkleTree();
        for (var size = 0; size <= 300; size++)
        {
            Assert.Equal(ByDefinition(leaves.ToArray()), tree.Root());
            leaves.Add(RandomNumberGenerator.GetBytes(RandomNumberGenerator.GetInt32(0, 80)));
            tree.Append(MerkleTree.LeafHash(leaves[^1]));
        }
    }

    [Fact]
    public void For_random_leaves_it_is_what_the_definition_says() =>
        Prop.ForAll<byte[][]>(leaves =>
            {
                var tree = new MerkleTree();
                foreach (var leaf in leaves)
                    tree.Append(MerkleTree.LeafHash(leaf));
                return tree.Root().AsSpan().SequenceEqual(ByDefinition(leaves));
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_copy_and_its_original_grow_apart()
    {
        for (var size = 0; size <= 40; size++)
        {
            var tree = Tree(size);
            var root = tree.Root();

            var copy = tree.Copy();
            copy.Append(MerkleTree.LeafHash("other"u8));
            Assert.Equal(size, tree.Size);
            Assert.Equal(root, tree.Root());
            var copyRoot = copy.Root();
            tree.Append(MerkleTree.LeafHash("this"u8));

            Assert.Equal(size + 1, copy.Size);
            Assert.Equal(copyRoot, copy.Root());
            Assert.NotEqual(copyRoot, tree.Root());
        }
    }

    [Fact]
    public void A_leaf_is_no_node()
    {
        var (left, right) = (MerkleTree.LeafHash("a"u8), MerkleTree.LeafHash("b"u8));
        var two = new MerkleTree();
        two.Append(left);
        two.Append(right);
        var one = new MerkleTree();
        one.Append(MerkleTree.LeafHash([.. left, .. right]));

        Assert.NotEqual(two.Root(), one.Root());
    }

    private static MerkleTree Tree(int size)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < size; i++)
            tree.Append(MerkleTree.LeafHash(BitConverter.GetBytes(i)));
        return tree;
    }

    /// <summary>RFC 6962 section 2.1, word for word.</summary>
    private static byte[] ByDefinition(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0)
            return SHA256.HashData([]);
        if (leaves.Length == 1)
            return SHA256.HashData([0, .. leaves[0]]);
        var k = 1;
        while (k * 2 < leaves.Length)
            k *= 2;
        return SHA256.HashData([1, .. ByDefinition(leaves[..k]), .. ByDefinition(leaves[k..])]);
    }

    private static byte[] Hex(JsonElement text) => Convert.FromHexString(text.GetString()!);
}
