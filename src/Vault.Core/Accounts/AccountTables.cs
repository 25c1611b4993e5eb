using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.People;

namespace Vault.Core.Accounts;

internal sealed class AccountTables : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.Property(a => a.Name).HasMaxLength(Account.NameLimit);
        builder.HasOne<Unit>().WithMany().HasForeignKey(a => a.Unit);
        builder.HasIndex(a => new { a.Platform, a.Name }).IsUnique();
    }
}
