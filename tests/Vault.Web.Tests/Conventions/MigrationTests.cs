using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Storage;
using Xunit;

namespace Vault.Web.Tests.Conventions;

/// <summary>The schema that is shipped is the one the code means (R77).</summary>
public sealed class MigrationTests
{
    [Fact]
    public void The_migrations_make_exactly_the_model()
    {
        var store = new VaultStore(Path.GetTempPath(), typeof(Vault.Web.Hosting.VaultApp).Assembly.GetName().Name);
        using var db = store.OpenReader(new Attestations());

        Assert.False(db.Database.HasPendingModelChanges(), "run deploy/migrations to add a migration");
    }
}
