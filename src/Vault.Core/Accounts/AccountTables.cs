using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.People;

namespace Vault.Core.Accounts;

internal sealed class AccountTables : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<BoundMedium>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Property(a => a.Name).HasMaxLength(Account.NameLimit);
        builder.HasOne<Unit>().WithMany().HasForeignKey(a => a.Unit);
        builder.HasOne<Unit>().WithMany().HasForeignKey(a => a.SupervisingUnit);
        builder.HasIndex(a => new { a.Platform, a.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<BoundMedium> builder)
    {
        builder.ToTable("bound_media");
        builder.HasOne<Account>().WithMany().HasForeignKey(m => m.Account);
    }
}
