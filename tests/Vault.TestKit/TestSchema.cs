using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Vault.Core;

namespace Vault.TestKit;

/// <summary>
/// The schema of the model as one script, worded once for all vaults of a test run: EF would word it anew for each,
/// which took longer than everything else about opening one.
/// </summary>
public static class TestSchema
{
    private static string? _script;

    public static void Make(VaultDb db)
    {
        if (db.GetService<IRelationalDatabaseCreator>().HasTables())
            return;
        _script ??= $"BEGIN;{db.Database.GenerateCreateScript()};COMMIT";
        using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The script is EF's.
        command.CommandText = _script;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
