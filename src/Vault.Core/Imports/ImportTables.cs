using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.People;

namespace Vault.Core.Imports;

internal sealed class ImportTables : IEntityTypeConfiguration<RegisterImport>
{
    public void Configure(EntityTypeBuilder<RegisterImport> builder)
    {
        builder.ToTable("register_imports");
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.ProposedBy);
    }
}
