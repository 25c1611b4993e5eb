using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.People;

namespace Vault.Core.Accounts;

internal sealed class AccountTables : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<PlatformRow>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Property(a => a.Name).HasMaxLength(Account.NameLimit);
        builder.HasOne<Unit>().WithMany().HasForeignKey(a => a.Unit);
        builder.HasOne<Unit>().WithMany().HasForeignKey(a => a.SupervisingUnit);
        builder.HasIndex(a => new { a.Platform, a.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlatformRow> builder)
    {
        builder.ToTable("platforms");
        builder.HasKey(p => p.Key);
        builder.Property(p => p.Name).HasMaxLength(Platform.NameLimit);
        builder.HasIndex(p => p.Name).IsUnique();
        builder.Ignore(p => p.Rules).Ignore(p => p.ComponentList).Ignore(p => p.IsAsShipped);
    }
}
