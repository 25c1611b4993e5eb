using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Holdings;

internal sealed class HoldingTables : IEntityTypeConfiguration<Holding>
{
    public void Configure(EntityTypeBuilder<Holding> builder)
    {
        builder.ToTable("holdings");
        builder.HasOne<Account>().WithMany().HasForeignKey(h => h.Account);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.Holder);
        builder.Ignore(h => h.IsRunning);
        // What is due is asked for on every home page.
        builder.HasIndex(h => new { h.EndedAt, h.Until });
        builder.HasIndex(h => new { h.Holder, h.EndedAt });
    }
}
