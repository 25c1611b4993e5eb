using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.People;

namespace Vault.Core.Records;

internal sealed class RecordTables : IEntityTypeConfiguration<PrintedRecord>
{
    public void Configure(EntityTypeBuilder<PrintedRecord> builder)
    {
        builder.ToTable("printed_records");
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PrintedBy);
        builder
            .HasIndex(r => new
            {
                r.Kind,
                r.Year,
                r.Serial,
            })
            .IsUnique();
        builder.HasIndex(r => r.Subject);
        builder.Ignore(r => r.Number);
    }
}
