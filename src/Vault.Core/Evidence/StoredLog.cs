using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Vault.Core.Audit;

namespace Vault.Core.Evidence;

/// <summary>
/// The log in a database file against itself: opened to read, without root key and without the vault. Nothing is created
/// beside it where no write-ahead log is.
/// </summary>
internal sealed class StoredLog(string path)
{
    private const string Entries =
        "SELECT Sequence, Leaf, LeafHash, Nodes, At, CAST(Kind AS BLOB), CAST(Outcome AS BLOB), CAST(Actor AS BLOB),"
        + " CAST(Account AS BLOB), CAST(Person AS BLOB),"
        + " typeof(Kind) || typeof(Outcome) || typeof(Actor) || typeof(Account) || typeof(Person)"
        + " FROM audit_entries ORDER BY Sequence";

    private const string Head = "SELECT CAST(Vault AS BLOB), Size, Root FROM log_head";

    private static readonly byte[] Magic = "SQLite format 3\0"u8.ToArray();

    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsDatabase(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var start = new byte[Magic.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.AsSpan().SequenceEqual(Magic);
    }

    /// <exception cref="UnsoundException">Something does not hold.</exception>
    public void Read(LeafTally tally)
    {
        try
        {
            using var connection = new SqliteConnection(Source());
            connection.Open();
            // Entries and head of one moment.
            using var transaction = connection.BeginTransaction(deferred: true);
            ReadEntries(connection, transaction, tally);
            ReadHead(connection, transaction, tally);
        }
        catch (SqliteException)
        {
            throw new UnsoundException(LogFault.Database);
        }
    }

    private string Source()
    {
        var log = new FileInfo(path + "-wal");
        // Immutable: nothing is created beside it. What is still in a write-ahead log would be overlooked then.
        var how = log is { Exists: true, Length: > 0 } ? "mode=ro" : "immutable=1";
        return new SqliteConnectionStringBuilder
        {
            DataSource = $"{new Uri(Path.GetFullPath(path)).AbsoluteUri}?{how}",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString();
    }

    private static void ReadEntries(SqliteConnection connection, SqliteTransaction transaction, LeafTally tally)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (Entries, transaction);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var place = tally.Size;
            if (rows.GetValue(0) is not long sequence || sequence != place)
                throw new UnsoundException(LogFault.Sequence, place);
            if (rows.GetValue(1) is not byte[] leaf)
                throw new UnsoundException(LogFault.Leaf, place);
            var (hash, nodes) = tally.Take(leaf);
            if (!Is(rows.GetValue(2), hash))
                throw new UnsoundException(LogFault.Hash, place);
            if (!Is(rows.GetValue(3), nodes))
                throw new UnsoundException(LogFault.Nodes, place);
            if (!ColumnsMatch(rows, leaf))
                throw new UnsoundException(LogFault.Columns, place);
        }
    }

    private static bool ColumnsMatch(SqliteDataReader row, byte[] leaf)
    {
        using var document = JsonDocument.Parse(leaf);
        var root = document.RootElement;
        var happened = LeafSyntax.Member(root, "event");
        string?[] said =
        [
            LeafSyntax.Text(root, "kind"),
            LeafSyntax.Text(root, "outcome"),
            LeafSyntax.Text(root, "actor"),
            happened is { } about ? LeafSyntax.Text(about, "account") : null,
            happened is { } concerned ? LeafSyntax.Text(concerned, "person") : null,
        ];
        return said[0] is not null
            && said[1] is not null
            && TimeOf(root) is { } at
            && row.GetValue(4) is long stored
            && stored == at
            && row.GetValue(10) is string types
            && types == string.Concat(said.Select(s => s is null ? "null" : "text"))
            && said.Index().All(s => s.Item is null || Is(row.GetValue(5 + s.Index), Encoding.UTF8.GetBytes(s.Item)));
    }

    private static long? TimeOf(JsonElement root)
    {
        try
        {
            return LeafSyntax.Text(root, "at") is { } at ? Timestamp.Read(at).ToUnixTimeMilliseconds() : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void ReadHead(SqliteConnection connection, SqliteTransaction transaction, LeafTally tally)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (Head, transaction);
        using var rows = command.ExecuteReader();
        var holds =
            rows.Read()
            && rows.GetValue(0) is byte[] vault
            && (tally.Vault is null || Is(vault, Encoding.UTF8.GetBytes(tally.Vault)))
            && rows.GetValue(1) is long size
            && size == tally.Size
            && Is(rows.GetValue(2), tally.Root())
            && !rows.Read();
        if (!holds)
            throw new UnsoundException(LogFault.Head);
    }

    private static bool Is(object stored, byte[] expected) =>
        stored is byte[] bytes && CryptographicOperations.FixedTimeEquals(bytes, expected);
}
