using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Vault.Core.Audit;

/// <summary>The nodes of the tree as they stand in the rows: each with the leaf that completed it.</summary>
internal static class StoredNodes
{
    private const int Length = SHA256.HashSizeInBytes;

    public static MerkleProof.NodeReader Of(VaultDb db) => (level, index) => Read(db, level, index);

    /// <exception cref="LogDamagedException">The row or the node is not there.</exception>
    private static byte[] Read(VaultDb db, int level, long index)
    {
        var leaf = ((index + 1) << level) - 1;
        var rows = db.AuditEntries.AsNoTracking().Where(e => e.Sequence == leaf);
        if (level == 0)
            return rows.Select(e => e.LeafHash).SingleOrDefault() ?? throw new LogDamagedException(leaf, "missing");
        var nodes = rows.Select(e => e.Nodes).SingleOrDefault() ?? throw new LogDamagedException(leaf, "missing");
        var at = (level - 1) * Length;
        return nodes.Length >= at + Length
            ? nodes[at..(at + Length)]
            : throw new LogDamagedException(leaf, "lacks a node of the tree");
    }
}
