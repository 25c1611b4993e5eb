using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vault.Core.Notices;

internal sealed class NoticeTables
    : IEntityTypeConfiguration<Notice>,
        IEntityTypeConfiguration<OutboxMessage>,
        IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notices");
        builder.Ignore(n => n.IsOpen);
        builder.HasIndex(n => new { n.Receiver, n.Sequence });
        // What counts, and what an ending settles: both are few, however many notices there have been.
        builder.HasIndex(n => n.Receiver, "open_notices").HasFilter("ReadAt IS NULL AND SettledAt IS NULL");
        builder.HasIndex(n => n.Subject, "unsettled_notices").HasFilter("SettledAt IS NULL");
        builder.HasIndex(n => n.At);
    }

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.HasIndex(m => new { m.State, m.NextTryAt });
    }

    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("reminders");
        builder.HasKey(r => new
        {
            r.Kind,
            r.Subject,
            r.Mark,
        });
    }
}
