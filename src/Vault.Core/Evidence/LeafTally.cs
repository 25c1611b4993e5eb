using System.Text.Json;
using Vault.Core.Audit;

namespace Vault.Core.Evidence;

/// <summary>How an epoch began, as its first leaf says.</summary>
/// <param name="At">The leaf.</param>
/// <param name="FoundSize">So many leaves of the former epoch are still there; its checkpoints count up to here.</param>
internal sealed record EpochMark(long Epoch, long At, long FoundSize);

/// <summary>Takes one leaf after the other: the tree, the roots that will be asked for, and what the log says of itself.</summary>
internal sealed class LeafTally
{
    private readonly IReadOnlySet<long> _wanted;
    private readonly Dictionary<long, byte[]> _roots = [];
    private readonly MerkleTree _tree = new();
    private readonly List<EpochMark> _epochs = [];

    /// <param name="wanted">Sizes whose roots are asked for later.</param>
    public LeafTally(IReadOnlySet<long> wanted)
    {
        _wanted = wanted;
        Remember();
    }

    public long Size => _tree.Size;

    public byte[] Root() => _tree.Root();

    public byte[] RootAt(long size) => _roots[size];

    /// <summary>From the founding, the first leaf; null while there is none.</summary>
    public string? Vault { get; private set; }

    public IReadOnlyList<EpochMark> Epochs => _epochs;

    public long Epoch => _epochs.Count == 0 ? 1 : _epochs[^1].Epoch;

    /// <returns>Its hash, and the nodes it completes.</returns>
    /// <exception cref="UnsoundException">It is not the leaf that can stand here.</exception>
    public (byte[] Hash, byte[] Nodes) Take(ReadOnlyMemory<byte> leaf)
    {
        var place = _tree.Size;
        var opensEpoch = LeafSyntax.Check(leaf.Span, place);
        if (place == 0)
            Vault = VaultOf(leaf);
        if (opensEpoch)
            Begin(leaf, place);
        var hash = MerkleTree.LeafHash(leaf.Span);
        var nodes = _tree.Append(hash);
        Remember();
        return (hash, nodes);
    }

    /// <summary>Up to which size checkpoints of this epoch count; null for the present one, whose all do.</summary>
    public long? EndOf(long epoch) => _epochs.Find(e => e.Epoch > epoch)?.FoundSize;

    private void Remember()
    {
        if (_wanted.Contains(_tree.Size))
            _roots[_tree.Size] = _tree.Root();
    }

    private static string VaultOf(ReadOnlyMemory<byte> leaf)
    {
        using var document = JsonDocument.Parse(leaf);
        return
            LeafSyntax.Member(document.RootElement, "event") is { } founded
            && LeafSyntax.Text(founded, "vault") is { } vault
            && Origin.IsVault(vault)
            ? vault
            : throw new UnsoundException(LogFault.Leaf, 0);
    }

    private void Begin(ReadOnlyMemory<byte> leaf, long place)
    {
        using var document = JsonDocument.Parse(leaf);
        if (
            LeafSyntax.Member(document.RootElement, "event") is not { } opened
            || LeafSyntax.Number(opened, "epoch") is not { } epoch
            || LeafSyntax.Number(opened, "foundSize") is not { } found
            || epoch <= Epoch
            || found > place
        )
            throw new UnsoundException(LogFault.Epoch, place);
        _epochs.Add(new(epoch, place, found));
    }
}
