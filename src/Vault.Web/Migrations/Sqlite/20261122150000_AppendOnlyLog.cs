using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Vault.Core;

namespace Vault.Web.Migrations.Sqlite;

/// <summary>
/// The database itself refuses to change or delete a line of the log. A seat belt against accidents: who can write the
/// file can drop a trigger, and REPLACE passes by one; the evidence is the tree.
/// </summary>
[DbContext(typeof(VaultDb))]
[Migration("20261122150000_AppendOnlyLog")]
public sealed class AppendOnlyLog : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var change in new[] { "UPDATE", "DELETE" })
        {
            migrationBuilder.Sql(
                $"CREATE TRIGGER audit_entries_no_{change} BEFORE {change} ON audit_entries "
                    + "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
            );
        }
    }
}
