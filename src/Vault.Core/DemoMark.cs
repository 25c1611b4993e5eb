using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core;

/// <summary>
/// The first leaf of a demo's log says that everything in it is invented; nothing else makes a demo. Until there is a
/// leaf, the number a database was made with says what it is going to be.
/// </summary>
internal static class DemoMark
{
    // SQLite's application_id, "DEMO"; a vault's database has none.
    private const long Number = 0x44454D4F;

    /// <summary>True if a demo was asked for over a real vault, or a real vault over a demo. A new database is marked.</summary>
    public static bool Mismatch(VaultDb db, bool demo, bool lookOnly)
    {
        db.Database.OpenConnection();
        var connection = db.Database.GetDbConnection();
        if (Scalar(connection, "SELECT count(*) FROM sqlite_schema") is 0L)
        {
            if (demo && !lookOnly)
                Scalar(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {Number}"));
            return false;
        }
        var hasLog = Scalar(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'audit_entries'") is 1L;
        return hasLog && Scalar(connection, "SELECT Leaf FROM audit_entries WHERE Sequence = 0") is byte[] first
            ? EventCodec.Read(first).Event is DemoVaultFounded != demo
            : Scalar(connection, "PRAGMA application_id") is Number != demo;
    }

    private static object? Scalar(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only the constants above come here.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
