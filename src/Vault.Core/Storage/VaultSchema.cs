using System.Data.Common;
using Vault.Core.Audit;

namespace Vault.Core.Storage;

/// <summary>
/// What the vault's database consists of, word for word as SQLite keeps it. A trigger, or a rule added to a table, would
/// do its work inside the vault's own transactions, where no other connection is noticed.
/// </summary>
internal sealed class VaultSchema
{
    public const string Table = "sqlite_schema";

    private readonly Dictionary<(string Type, string Name), (string Of, string Sql)> _parts = [];

    private VaultSchema() { }

    public static VaultSchema Of(DbConnection connection, DbTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT type, name, tbl_name, coalesce(sql, '') FROM {Table}";
        using var reader = command.ExecuteReader();
        var schema = new VaultSchema();
        while (reader.Read())
            schema._parts[(reader.GetString(0), reader.GetString(1))] = (reader.GetString(2), reader.GetString(3));
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
