using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Custody;

internal sealed class CustodyTables : IEntityTypeConfiguration<SecretVersion>, IEntityTypeConfiguration<Knowledge>
{
    public void Configure(EntityTypeBuilder<SecretVersion> builder)
    {
        builder.ToTable("secret_versions");
        builder.Property(v => v.Ciphertext);
        builder.HasOne<Account>().WithMany().HasForeignKey(v => v.Account);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.SetBy);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.VerifiedBy);
        builder.Ignore(v => v.IsLive);
        builder.Ignore(v => v.AwaitsVerification);
        builder
            .HasIndex(v => new
            {
                v.Account,
                v.Component,
                v.Version,
            })
            .IsUnique();
        // One current and one pending value of a component, whoever comes second loses.
        builder.HasIndex(v => new { v.Account, v.Component }, "one_current").IsUnique().HasFilter("State = 'Current'");
        builder.HasIndex(v => new { v.Account, v.Component }, "one_pending").IsUnique().HasFilter("State = 'Pending'");
    }

    public void Configure(EntityTypeBuilder<Knowledge> builder)
    {
        builder.ToTable("knowledge");
        builder.HasKey(k => new
        {
            k.Person,
            k.Version,
            k.Source,
        });
        builder.HasOne<Person>().WithMany().HasForeignKey(k => k.Person);
        builder.HasOne<SecretVersion>().WithMany().HasForeignKey(k => k.Version);
        builder.HasIndex(k => k.Account);
    }
}
