using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vault.Core.Audit;

internal sealed class AuditTables
    : IEntityTypeConfiguration<AuditEntry>,
        IEntityTypeConfiguration<AuditDetail>,
        IEntityTypeConfiguration<LogHead>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries");
        builder.HasKey(e => e.Sequence);
        builder.Property(e => e.Sequence).ValueGeneratedNever();
        builder.HasIndex(e => new { e.Kind, e.Sequence });
        builder.HasIndex(e => new { e.Outcome, e.Sequence });
        builder.HasIndex(e => new { e.Actor, e.Sequence });
        builder.HasIndex(e => new { e.Account, e.Sequence });
        builder.HasIndex(e => new { e.Person, e.Sequence });
    }

    public void Configure(EntityTypeBuilder<AuditDetail> builder)
    {
        builder.ToTable("audit_details");
        builder.HasKey(d => new { d.Sequence, d.Ordinal });
        builder.HasOne<AuditEntry>().WithMany().HasForeignKey(d => d.Sequence);
        builder.HasIndex(d => d.About);
    }

    public void Configure(EntityTypeBuilder<LogHead> builder)
    {
        builder.ToTable("log_head");
        builder.Property(h => h.Id).ValueGeneratedNever();
    }
}
