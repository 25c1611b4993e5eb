using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Vault.Core.Audit;
using Vault.TestKit;

namespace Vault.Core.Tests.Audit;

/// <summary>One table as somebody with the database file sees it: raw values, no vault in between.</summary>
internal sealed class RawTable(TestVault vault, IEntityType type)
{
    private readonly RowShape _shape = RowShape.Of(type);

    private IEnumerable<string> Columns => _shape.Columns.Select(c => c.StoredName);

    /// <summary>The row as it is stored, or null.</summary>
    public object?[]? Find(string rowId) => All().Find(values => _shape.RowIdOf(values) == rowId);

    public List<object?[]> All()
    {
        using var connection = new SqliteConnection($"Data Source={vault.DatabaseFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", Columns.Select(c => $"\"{c}\""))} FROM \"{_shape.Table}\"";
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([
                .. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i)),
            ]);
        return rows;
    }

    public string RowIdOf(object?[] values) => _shape.RowIdOf(values);

    /// <summary>The values of the primary key.</summary>
    public object?[] KeyOf(object?[] values) => [.. type.FindPrimaryKey()!.Properties.Select(p => values[IndexOf(p)])];

    public int IndexOf(IProperty property) => _shape.Columns.Select(c => c.Name).ToList().IndexOf(property.Name);

    public void Insert(object?[] values) =>
        Execute(
            $"INSERT INTO \"{_shape.Table}\" ({string.Join(", ", Columns.Select(c => $"\"{c}\""))})"
                + $" VALUES ({string.Join(", ", values.Select((_, i) => $"@v{i}"))})",
            values
        );

    public void Delete(object?[] row) => Execute($"DELETE FROM \"{_shape.Table}\" WHERE {Match(row)}", row);

    /// <summary>Puts other values in the place of a row.</summary>
    public void Replace(object?[] row, object?[] values)
    {
        Delete(row);
        Insert(values);
    }

    private string Match(object?[] values) =>
        string.Join(" AND ", Columns.Select((c, i) => values[i] is null ? $"\"{c}\" IS NULL" : $"\"{c}\" = @v{i}"));

    private void Execute(string sql, object?[] values)
    {
        var changed = vault.Sql(sql, [.. values.Select((v, i) => ($"@v{i}", v))]);
        if (changed != 1)
            throw new InvalidOperationException($"{changed} rows instead of one: {sql}");
    }
}
