using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.People;

namespace Vault.Core.SignIns;

internal sealed class SignInTables
    : IEntityTypeConfiguration<Credential>,
        IEntityTypeConfiguration<SecondFactor>,
        IEntityTypeConfiguration<RecoveryCode>,
        IEntityTypeConfiguration<FailureCount>,
        IEntityTypeConfiguration<Invitation>,
        IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Credential> builder)
    {
        builder.ToTable("credentials");
        builder.HasKey(c => c.Person);
        builder.HasOne<Person>().WithOne().HasForeignKey<Credential>(c => c.Person);
    }

    public void Configure(EntityTypeBuilder<SecondFactor> builder)
    {
        builder.ToTable("second_factors");
        builder.HasKey(f => f.Person);
        builder.HasOne<Person>().WithOne().HasForeignKey<SecondFactor>(f => f.Person);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.Person);
    }

    public void Configure(EntityTypeBuilder<FailureCount> builder)
    {
        builder.ToTable("failure_counts");
        builder.HasKey(c => c.Person);
        builder.HasOne<Person>().WithOne().HasForeignKey<FailureCount>(c => c.Person);
    }

    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.Person);
        builder.HasIndex(i => i.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("passkeys");
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.Person);
        builder.HasIndex(p => p.CredentialId).IsUnique();
    }
}
