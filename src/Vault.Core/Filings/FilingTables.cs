using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Filings;

internal sealed class FilingTables
    : IEntityTypeConfiguration<Filing>,
        IEntityTypeConfiguration<FiledChange>,
        IEntityTypeConfiguration<FilingForm>,
        IEntityTypeConfiguration<FilingScan>,
        IEntityTypeConfiguration<FilingScanContent>
{
    public void Configure(EntityTypeBuilder<Filing> builder)
    {
        builder.ToTable("filings");
        builder.HasOne<Account>().WithMany().HasForeignKey(f => f.Account);
        builder.HasIndex(f => new { f.Year, f.Serial }).IsUnique();
        // One that is not filed for an account at most, and the list of those asks for nothing else.
        builder.HasIndex(f => f.Account, "one_open").IsUnique().HasFilter("AcceptedAt IS NULL");
        builder.Ignore(f => f.Number).Ignore(f => f.IsFiled).Ignore(f => f.State);
    }

    public void Configure(EntityTypeBuilder<FiledChange> builder)
    {
        builder.ToTable("filed_changes");
        builder.HasKey(c => new { c.Filing, c.Change });
        builder.HasOne<Filing>().WithMany().HasForeignKey(c => c.Filing);
    }

    public void Configure(EntityTypeBuilder<FilingForm> builder)
    {
        builder.ToTable("filing_forms");
        builder.HasOne<Filing>().WithMany().HasForeignKey(f => f.Filing);
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.PrintedBy);
        builder.HasIndex(f => new { f.Filing, f.Revision }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<FilingScan> builder)
    {
        builder.ToTable("filing_scans");
        builder.HasOne<FilingForm>().WithMany().HasForeignKey(s => s.Form);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.UploadedBy);
    }

    public void Configure(EntityTypeBuilder<FilingScanContent> builder) => builder.ToTable("filing_scan_contents");
}
