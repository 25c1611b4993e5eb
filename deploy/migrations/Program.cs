using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Storage;

#pragma warning disable EF1001 // The provider's design-time services are what this tool is for.

if (args is not [var name])
{
    Console.Error.WriteLine("usage: dotnet run -- NameOfMigration");
    return 1;
}
var root = new DirectoryInfo(AppContext.BaseDirectory);
while (!File.Exists(Path.Combine(root.FullName, "CredentialVault.sln")))
    root = root.Parent ?? throw new DirectoryNotFoundException("CredentialVault.sln");
var web = Path.Combine(root.FullName, "src", "Vault.Web");

var store = new VaultStore(Path.GetTempPath(), "Vault.Web");
await using var db = store.OpenReader(new Attestations());
var services = new ServiceCollection();
services.AddEntityFrameworkDesignTimeServices();
services.AddDbContextDesignTimeServices(db);
new SqliteDesignTimeServices().ConfigureDesignTimeServices(services);
await using var provider = services.BuildServiceProvider();
var scaffolder = provider.GetRequiredService<IMigrationsScaffolder>();
var migration = scaffolder.ScaffoldMigration(name, "Vault.Web", "Migrations.Sqlite", "C#");
var files = scaffolder.Save(web, migration, Path.Combine(web, "Migrations", "Sqlite"), dryRun: false);
Console.WriteLine(files.MigrationFile);
return 0;
