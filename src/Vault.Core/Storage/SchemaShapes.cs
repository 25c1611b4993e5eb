using System.Data.Common;
using System.Globalization;

namespace Vault.Core.Storage;

/// <summary>One part of a schema: a table, an index somebody made, a trigger, a view.</summary>
/// <param name="Of">The table it belongs to.</param>
internal sealed record SchemaPart(string Type, string Name, string Of, string Sql);

/// <summary>What SQLite knows of the parts of a database, put so that equal parts have equal words.</summary>
internal sealed class SchemaShapes
{
    private const string Tables = VaultSchema.Table + " AS t";

    private readonly ILookup<string, string> _tables;
    private readonly ILookup<string, string> _indexes;

    private SchemaShapes(
        IReadOnlyList<SchemaPart> parts,
        ILookup<string, string> tables,
        ILookup<string, string> indexes
    )
    {
        (Parts, _tables, _indexes) = (parts, tables, indexes);
    }

    /// <summary>Indexes that SQLite made for a key or a uniqueness are not parts of their own: they show in their table.</summary>
    public IReadOnlyList<SchemaPart> Parts { get; }

    public static SchemaShapes Read(DbConnection connection, DbTransaction? transaction)
    {
        var parts = Rows(
            connection,
            transaction,
            $"SELECT type, name, tbl_name, sql FROM {Tables} WHERE sql IS NOT NULL"
        );
        var indexes = Indexes(connection, transaction).ToList();
        return new(
            [.. parts.Select(r => new SchemaPart(r[0], r[1], r[2], r[3]))],
            TableFacts(connection, transaction)
                .Concat(indexes.Where(i => i.Origin != "c").Select(i => (i.Table, i.Shape)))
                .ToLookup(f => f.Table, f => f.Shape, StringComparer.Ordinal),
            indexes.ToLookup(i => i.Name, i => i.Shape, StringComparer.Ordinal)
        );
    }

    /// <summary>Triggers and views are worded by the vault alone, so for them the words count.</summary>
    public string Of(SchemaPart part) =>
        string.Join(
            '\n',
            part.Type switch
            {
                "table" => _tables[part.Name].Concat(TableClauses.Of(part.Sql)).Order(StringComparer.Ordinal),
                "index" => _indexes[part.Name].Append(ConditionOf(part.Sql)),
                _ => [string.Join(' ', SqlWords.Of(part.Sql))],
            }
        );

    /// <summary>Which rows an index covers. An index over an expression shows no column: there all its words count.</summary>
    private static string ConditionOf(string sql)
    {
        var words = SqlWords.Of(sql);
        return string.Join(' ', words.SkipWhile(w => w != "WHERE"));
    }

    private static IEnumerable<(string Table, string Shape)> TableFacts(
        DbConnection connection,
        DbTransaction? transaction
    )
    {
        string[] queries =
        [
            $"SELECT t.name, 'table', l.type, l.wr, l.strict FROM {Tables}, pragma_table_list AS l "
                + "WHERE t.type = 'table' AND l.schema = 'main' AND l.name = t.name",
            $"SELECT t.name, 'column', lower(c.name), upper(c.type), c.\"notnull\", c.dflt_value, c.pk, c.hidden "
                + $"FROM {Tables}, pragma_table_xinfo(t.name, 'main') AS c WHERE t.type = 'table'",
            $"SELECT t.name, 'reference', lower(f.\"table\"), group_concat(lower(f.\"from\") || ' ' || coalesce(lower(f.\"to\"), '')"
                + " ORDER BY f.seq), f.on_update, f.on_delete, f.\"match\" "
                + $"FROM {Tables}, pragma_foreign_key_list(t.name, 'main') AS f WHERE t.type = 'table' GROUP BY t.name, f.id",
        ];
        return queries
            .SelectMany(q => Rows(connection, transaction, q))
            .Select(r => (r[0], string.Join('|', r.Skip(1))));
    }

    private static IEnumerable<(string Table, string Name, string Origin, string Shape)> Indexes(
        DbConnection connection,
        DbTransaction? transaction
    ) =>
        Rows(
                connection,
                transaction,
                "SELECT t.name, i.name, i.origin, i.\"unique\", i.partial, group_concat(coalesce(lower(c.name), s.sql) "
                    + "|| ' ' || c.\"desc\" || ' ' || c.coll ORDER BY c.seqno) "
                    + $"FROM {Tables}, pragma_index_list(t.name, 'main') AS i, pragma_index_xinfo(i.name, 'main') AS c "
                    + $"LEFT JOIN {VaultSchema.Table} AS s ON s.type = 'index' AND s.name = i.name "
                    + "WHERE t.type = 'table' AND c.\"key\" = 1 GROUP BY t.name, i.name"
            )
            .Select(r => (r[0], r[1], r[2], "index|" + string.Join('|', r.Skip(2))));

    private static List<string[]> Rows(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Only the constants above come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "")]);
        }
        return rows;
    }
}
