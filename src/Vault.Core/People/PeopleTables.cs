using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vault.Core.People;

internal sealed class PeopleTables
    : IEntityTypeConfiguration<Organisation>,
        IEntityTypeConfiguration<Unit>,
        IEntityTypeConfiguration<Person>,
        IEntityTypeConfiguration<RoleGrant>,
        IEntityTypeConfiguration<Appointment>,
        IEntityTypeConfiguration<Proposal>,
        IEntityTypeConfiguration<RegisterPolicy>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisation");
        builder.Property(o => o.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("units");
        builder.Property(u => u.Name).HasMaxLength(Unit.NameLimit);
        builder.HasOne<Unit>().WithMany().HasForeignKey(u => u.Parent);
        // No foreign key for the fallback: persons belong to units already, and SQLite adds none in a circle.
        builder.HasIndex(u => new { u.Parent, u.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("persons");
        builder.Property(p => p.DisplayName).HasMaxLength(Person.NameLimit);
        builder.HasIndex(p => p.UserName).IsUnique();
        builder.HasOne<Unit>().WithMany().HasForeignKey(p => p.Unit);
    }

    public void Configure(EntityTypeBuilder<RoleGrant> builder)
    {
        builder.ToTable("role_grants");
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.Person);
    }

    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("appointments");
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.Person);
        builder.HasOne<Accounts.Account>().WithMany().HasForeignKey(a => a.Account);
        builder.HasOne<Unit>().WithMany().HasForeignKey(a => a.Unit);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.ActingFor);
        builder.HasOne<Proposal>().WithMany().HasForeignKey(a => a.Proposal);
        builder.HasOne<Imports.RegisterImport>().WithMany().HasForeignKey(a => a.Import);
        builder.HasOne<Handovers.Handover>().WithMany().HasForeignKey(a => a.Handover);
    }

    public void Configure(EntityTypeBuilder<Proposal> builder)
    {
        builder.ToTable("proposals");
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.Beneficiary);
        builder.HasIndex(p => p.Decision);
    }

    public void Configure(EntityTypeBuilder<RegisterPolicy> builder)
    {
        builder.ToTable("register_policy");
        builder.Property(p => p.Id).ValueGeneratedNever();
    }
}
