using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Witnesses;

namespace Vault.Core.Evidence;

/// <summary>An export whose line is durable: writes the file, as often as it is asked to.</summary>
public sealed class LogExport
{
    private static readonly byte[] LineFeed = "\n"u8.ToArray();

    /// <summary>Bytes handed on at a time: no statement is open while the other side takes them.</summary>
    private const int Portion = 256 * 1024;

    private readonly VaultInstance _vault;
    private readonly SignedHead _head;
    private readonly bool _withTexts;

    internal LogExport(VaultInstance vault, SignedHead head, bool withTexts)
    {
        _vault = vault;
        _head = head;
        _withTexts = withTexts;
    }

    /// <summary>Entries in the file.</summary>
    public long Size => _head.Head.Size;

    /// <summary>Root hash over them.</summary>
    public byte[] Root => _head.Head.Root;

    /// <summary>Memory does not grow with the log. The stream stays open.</summary>
    /// <exception cref="LogDamagedException">
    /// The stored leaves are not those that were signed; what was written then lacks the checkpoint, and verifies nowhere.
    /// </exception>
    public async Task WriteTo(Stream to, CancellationToken cancellation = default)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(ExportFormat.Header + "\n"), cancellation);
        var tree = new MerkleTree();
        await InPortions((next, into) => Leaves(next, into, tree), to, cancellation);
        if (!CryptographicOperations.FixedTimeEquals(tree.Root(), Root))
            throw new LogDamagedException(null, "The stored leaves are not those that were signed.");
        await to.WriteAsync(LineFeed, cancellation);
        if (_withTexts)
            await InPortions(Texts, to, cancellation);
        await to.WriteAsync(LineFeed, cancellation);
        await to.WriteAsync(Encoding.UTF8.GetBytes(_head.Note), cancellation);
    }

    private async Task InPortions(
        Func<long, ArrayBufferWriter<byte>, long> read,
        Stream to,
        CancellationToken cancellation
    )
    {
        var portion = new ArrayBufferWriter<byte>(Portion);
        for (var next = 0L; next < Size; )
        {
            next = read(next, portion);
            await to.WriteAsync(portion.WrittenMemory, cancellation);
            portion.ResetWrittenCount();
        }
    }

    /// <returns>The first entry that is not in the portion.</returns>
    private long Leaves(long next, ArrayBufferWriter<byte> into, MerkleTree tree)
    {
        using var rows = new LogRows(_vault, "SELECT Sequence, Leaf FROM audit_entries", "Sequence", next, Size);
        while (into.WrittenCount < Portion && rows.Read())
        {
            if (rows.Reader.GetInt64(0) != next)
                break;
            var leaf = (byte[])rows.Reader[1];
            tree.Append(MerkleTree.LeafHash(leaf));
            into.Write(leaf);
            into.Write(LineFeed);
            next++;
        }
        return into.WrittenCount == 0 ? throw new LogDamagedException(next, "missing") : next;
    }

    private long Texts(long next, ArrayBufferWriter<byte> into)
    {
        var sealer = new DetailSealer(_vault.Ring.Provider, _vault.Log.Vault);
        using var rows = new LogRows(
            _vault,
            "SELECT d.Sequence, d.Ordinal, d.Sealed, e.Leaf FROM audit_details d JOIN audit_entries e ON e.Sequence = d.Sequence",
            "d.Sequence, d.Ordinal",
            next,
            Size
        );
        var own = new List<AuditDetail>();
        var leaf = Array.Empty<byte>();
        while (rows.Read())
        {
            var sequence = rows.Reader.GetInt64(0);
            if (own.Count > 0 && own[0].Sequence != sequence)
            {
                OpenedTexts.Write(own, leaf, sealer, into);
                if (into.WrittenCount >= Portion)
                    return sequence;
                own.Clear();
            }
            leaf = (byte[])rows.Reader[3];
            own.Add(
                new AuditDetail
                {
                    Sequence = sequence,
                    Ordinal = rows.Reader.GetInt32(1),
                    Sealed = rows.Reader.IsDBNull(2) ? null : (byte[])rows.Reader[2],
                }
            );
        }
        if (own.Count > 0)
            OpenedTexts.Write(own, leaf, sealer, into);
        return Size;
    }
}
