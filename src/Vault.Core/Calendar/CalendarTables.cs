using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Vault.Core.Calendar;

internal sealed class CalendarTables : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> builder)
    {
        builder.ToTable("calendar_days");
        builder.HasKey(d => d.Day);
        builder.Property(d => d.Name).HasMaxLength(CalendarDay.NameLimit);
        builder.Ignore(d => d.Kind);
    }
}
