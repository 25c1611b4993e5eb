using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Storage;

namespace Vault.Core.Audit;

/// <summary>A stored row that is not as the log attests it.</summary>
/// <param name="Form">The hash of the row as it is stored, where it has one.</param>
public sealed record RowFinding(RowKey Row, TamperKind How, byte[]? Form = null);

/// <summary>
/// Compares every table of rows with power with what the log attests: rows that differ, that nobody wrote, and that are
/// missing. It reads the stored values as they are, so that a value no entity could be built from is found as well.
/// </summary>
public sealed class RowCheck
{
    /// <summary>Findings reported at most; more are only more of the same.</summary>
    public const int Limit = TamperAlarms.Limit;

    private readonly VaultStore _store;
    private readonly Attestations _attestations;

    internal RowCheck(VaultStore store, Attestations attestations)
    {
        _store = store;
        _attestations = attestations;
    }

    /// <summary>May run beside the writer: what changes meanwhile is no finding.</summary>
    public IReadOnlyList<RowFinding> Compare()
    {
        var findings = new List<RowFinding>();
        using var db = _store.OpenReader(_attestations);
        db.Database.OpenConnection();
        foreach (var type in db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IAttestedRow))))
        {
            findings.AddRange(CompareTable(db.Database.GetDbConnection(), RowShape.Of(type)));
            if (findings.Count >= Limit)
                break;
        }
        return [.. findings.Take(Limit)];
    }

    private IEnumerable<RowFinding> CompareTable(DbConnection connection, RowShape shape)
    {
        var since = Attestations.Beginning();
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, hash) in Stored(connection, shape))
        {
            present.Add(id);
            var row = new RowKey(shape.Table, id);
            if (hash is null)
                yield return new(row, _attestations.Knows(row) ? TamperKind.Differs : TamperKind.Unknown);
            else if (_attestations.Judge(row, hash, since) is { } how)
                yield return new(row, how, hash);
        }
        foreach (var row in _attestations.RowsOf(shape.Table))
        {
            if (!present.Contains(row.Id) && _attestations.IsMissed(row, since))
                yield return new(row, TamperKind.Missing);
        }
    }

    /// <summary>Key and hash of every row; no hash where a value cannot come from the vault.</summary>
    private static IEnumerable<(string Id, byte[]? Hash)> Stored(DbConnection connection, RowShape shape)
    {
        using var command = connection.CreateCommand();
        var columns = string.Join(", ", shape.Columns.Select(c => $"\"{c.StoredName}\""));
#pragma warning disable CA2100, S2077 // Names of the model, nothing typed by anybody.
        command.CommandText = $"SELECT {columns} FROM \"{shape.Table}\"";
#pragma warning restore CA2100, S2077
        using var reader = command.ExecuteReader();
        var values = new object?[shape.Columns.Count];
        while (reader.Read())
        {
            var plausible = true;
            for (var i = 0; i < values.Length; i++)
            {
                var raw = reader.IsDBNull(i) ? null : reader.GetValue(i);
                plausible &= shape.Columns[i].IsPlausible(raw);
                values[i] = shape.Columns[i].FromRaw(raw);
            }
            yield return (shape.RowIdOf(values), plausible ? RowHash.OfStored(shape, values) : null);
        }
    }
}
