using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Vault.Core.Checks;

/// <summary><c>PRAGMA integrity_check</c> and <c>foreign_key_check</c>, and the schema word for word.</summary>
internal static class DatabaseCheck
{
    public static CheckLine Run(VaultInstance vault)
    {
        using var db = vault.OpenReader();
        db.Database.OpenConnection();
        var connection = db.Database.GetDbConnection();
        var line = new LineBuilder(Invariant.Database) { Looked = new FileInfo(vault.Store.File).Length };
        foreach (var row in Rows(connection, "PRAGMA integrity_check").Where(r => r != "ok"))
            line.Find(FindingKind.DatabaseDamaged, row);
        foreach (var row in Rows(connection, "PRAGMA foreign_key_check"))
            line.Find(FindingKind.ReferenceBroken, row);
        foreach (var finding in vault.Store.SchemaFindings(connection))
            line.Find(FindingKind.SchemaDiffers, finding.Row.Id);
        return line.Line();
    }

    /// <summary>The first column of each row.</summary>
    private static List<string> Rows(DbConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only the constants above come here.
        command.CommandText = pragma;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
