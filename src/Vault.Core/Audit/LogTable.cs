using System.Data.Common;

namespace Vault.Core.Audit;

/// <summary>
/// The only statements that write the log, prepared once per connection: the log is the hot path of every command, and
/// change tracking would add nothing to rows that are written once.
/// </summary>
internal sealed class LogTable : IDisposable
{
    private readonly DbCommand _entry;
    private readonly DbCommand _detail;
    private readonly DbCommand _head;

    public LogTable(DbConnection connection)
    {
        _entry = Command(
            connection,
            "INSERT INTO audit_entries (Sequence, At, Kind, Outcome, Actor, Account, Person, Leaf, LeafHash, Nodes)"
                + " VALUES (@sequence, @at, @kind, @outcome, @actor, @account, @person, @leaf, @hash, @nodes)",
            ["@sequence", "@at", "@kind", "@outcome", "@actor", "@account", "@person", "@leaf", "@hash", "@nodes"]
        );
        _detail = Command(
            connection,
            "INSERT INTO audit_details (Sequence, Ordinal, About, Sealed) VALUES (@sequence, @ordinal, @about, @sealed)",
            ["@sequence", "@ordinal", "@about", "@sealed"]
        );
        _head = Command(
            connection,
            "UPDATE log_head SET Size = @size, Root = @root, Mac = @mac WHERE Id = 1",
            ["@size", "@root", "@mac"]
        );
    }

    public void Use(DbTransaction transaction)
    {
        _entry.Transaction = transaction;
        _detail.Transaction = transaction;
        _head.Transaction = transaction;
    }

    public void Insert(AuditEntry entry) =>
        Run(
            _entry,
            entry.Sequence,
            entry.At,
            entry.Kind,
            entry.Outcome.ToString(),
            entry.Actor?.ToString(),
            entry.Account?.ToString(),
            entry.Person?.ToString(),
            entry.Leaf,
            entry.LeafHash,
            entry.Nodes
        );

    public void Insert(AuditDetail detail) =>
        Run(_detail, detail.Sequence, detail.Ordinal, detail.About?.ToString(), detail.Sealed);

    public void Update(LogHead head) => Run(_head, head.Size, head.Root, head.Mac);

    public void Dispose()
    {
        _entry.Dispose();
        _detail.Dispose();
        _head.Dispose();
    }

    private static DbCommand Command(DbConnection connection, string sql, string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static void Run(DbCommand command, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        if (command.ExecuteNonQuery() != 1)
            throw new InvalidOperationException("The log took no line.");
    }
}
