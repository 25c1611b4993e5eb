using System.Data.Common;
using Vault.Core.Audit;

namespace Vault.Core.Storage;

/// <summary>
/// What the vault's database consists of, as SQLite itself accounts for it: how a statement was worded makes no difference,
/// so a later version of a library may word it otherwise. A trigger, or a rule added to a table, would do its work inside
/// the vault's own transactions, where no other connection is noticed.
/// </summary>
internal sealed class VaultSchema
{
    public const string Table = "sqlite_schema";

    private readonly Dictionary<(string Type, string Name), (string Of, string Shape)> _parts = [];

    private VaultSchema() { }

    public static VaultSchema Of(DbConnection connection, DbTransaction? transaction = null)
    {
        var shapes = SchemaShapes.Read(connection, transaction);
        var schema = new VaultSchema();
        foreach (var part in shapes.Parts)
            schema._parts[(part.Type, part.Name)] = (part.Of, shapes.Of(part));
        return schema;
    }

    /// <summary>
    /// Where another schema differs from this one. A further table is no difference: the vault neither reads nor writes it.
    /// </summary>
    public IReadOnlyList<RowFinding> Differences(VaultSchema stored) =>
        [
            .. _parts
                .Where(p => !stored._parts.ContainsKey(p.Key))
                .Select(p => Finding(p.Key.Name, TamperKind.Missing)),
            .. stored
                ._parts.Where(p => _parts.TryGetValue(p.Key, out var own) && own != p.Value)
                .Select(p => Finding(p.Key.Name, TamperKind.Differs)),
            .. stored
                ._parts.Where(p => !_parts.ContainsKey(p.Key) && Matters(p.Key.Type, p.Value.Of))
                .Select(p => Finding(p.Key.Name, TamperKind.Unknown)),
        ];

    private bool Matters(string type, string of) =>
        type is not "table" && (type is not "index" || _parts.ContainsKey(("table", of)));

    private static RowFinding Finding(string name, TamperKind how) => new(new RowKey(Table, name), how);
}
