using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Handovers;

internal sealed class HandoverTables
    : IEntityTypeConfiguration<Handover>,
        IEntityTypeConfiguration<HandoverPart>,
        IEntityTypeConfiguration<HandoverDuty>,
        IEntityTypeConfiguration<HandoverItem>,
        IEntityTypeConfiguration<HandoverSignature>,
        IEntityTypeConfiguration<HandoverWaiver>
{
    public void Configure(EntityTypeBuilder<Handover> builder)
    {
        builder.ToTable("handovers");
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.Leaver);
        builder.Ignore(h => h.IsOneSided).Ignore(h => h.WasOpened);
    }

    public void Configure(EntityTypeBuilder<HandoverPart> builder)
    {
        builder.ToTable("handover_parts");
        builder.HasKey(p => new { p.Handover, p.Account });
        builder.HasOne<Handover>().WithMany().HasForeignKey(p => p.Handover);
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.Account);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.Successor);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.Witness);
        builder.Ignore(p => p.IsSigned);
    }

    public void Configure(EntityTypeBuilder<HandoverDuty> builder)
    {
        builder.ToTable("handover_duties");
        builder.HasKey(d => new
        {
            d.Handover,
            d.Unit,
            d.Role,
        });
        builder.HasOne<Handover>().WithMany().HasForeignKey(d => d.Handover);
        builder.HasOne<Unit>().WithMany().HasForeignKey(d => d.Unit);
    }

    public void Configure(EntityTypeBuilder<HandoverItem> builder)
    {
        builder.ToTable("handover_items");
        builder.HasOne<HandoverPart>().WithMany().HasForeignKey(i => new { i.Handover, i.Account });
        builder.Ignore(i => i.State).Ignore(i => i.IsSettled);
    }

    public void Configure(EntityTypeBuilder<HandoverSignature> builder)
    {
        builder.ToTable("handover_signatures");
        builder.HasKey(s => new
        {
            s.Handover,
            s.Account,
            s.Side,
        });
        builder.HasOne<HandoverPart>().WithMany().HasForeignKey(s => new { s.Handover, s.Account });
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.Person);
    }

    public void Configure(EntityTypeBuilder<HandoverWaiver> builder)
    {
        builder.ToTable("handover_waivers");
        builder.HasOne<HandoverPart>().WithMany().HasForeignKey(w => new { w.Handover, w.Account });
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.By);
    }
}
