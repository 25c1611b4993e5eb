using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Incidents;

internal sealed class IncidentTables : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("incidents");
        builder.HasOne<Account>().WithMany().HasForeignKey(i => i.Account);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.ReportedBy);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.ConcludedBy);
        builder.HasIndex(i => i.Number).IsUnique();
        builder.HasIndex(i => i.Account, "one_open_incident").IsUnique().HasFilter("Conclusion IS NULL");
        builder.Ignore(i => i.IsOpen);
    }
}
