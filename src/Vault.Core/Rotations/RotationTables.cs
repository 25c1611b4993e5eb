using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Rotations;

internal sealed class RotationTables
    : IEntityTypeConfiguration<RotationObligation>,
        IEntityTypeConfiguration<RotationWaiver>,
        IEntityTypeConfiguration<Rotation>,
        IEntityTypeConfiguration<RotationStep>,
        IEntityTypeConfiguration<RotationSchedule>
{
    public void Configure(EntityTypeBuilder<RotationObligation> builder)
    {
        builder.ToTable("rotation_obligations");
        builder.HasOne<Account>().WithMany().HasForeignKey(o => o.Account);
    }

    public void Configure(EntityTypeBuilder<RotationWaiver> builder)
    {
        builder.ToTable("rotation_waivers");
        builder.HasKey(w => w.Obligation);
        builder.HasOne<RotationObligation>().WithMany().HasForeignKey(w => w.Obligation);
        builder.HasOne<Account>().WithMany().HasForeignKey(w => w.Account);
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.By);
    }

    public void Configure(EntityTypeBuilder<Rotation> builder)
    {
        builder.ToTable("rotations");
        builder.HasOne<Account>().WithMany().HasForeignKey(r => r.Account);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.BegunBy);
        builder.HasIndex(r => r.Account, "one_running").IsUnique().HasFilter("EndedAt IS NULL");
    }

    public void Configure(EntityTypeBuilder<RotationSchedule> builder)
    {
        builder.ToTable("rotation_schedules");
        builder.HasKey(s => s.Account);
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.Account);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.DecidedBy);
    }

    public void Configure(EntityTypeBuilder<RotationStep> builder)
    {
        builder.ToTable("rotation_steps");
        builder.HasKey(s => new { s.Rotation, s.Key });
        builder.HasOne<Rotation>().WithMany().HasForeignKey(s => s.Rotation);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.By);
    }
}
