using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

internal sealed class CheckoutTables
    : IEntityTypeConfiguration<Checkout>,
        IEntityTypeConfiguration<CheckoutApproval>,
        IEntityTypeConfiguration<CheckoutPolicy>,
        IEntityTypeConfiguration<UsePolicy>,
        IEntityTypeConfiguration<PurposeRow>,
        IEntityTypeConfiguration<ReasonQuery>,
        IEntityTypeConfiguration<BreakGlassReview>
{
    public void Configure(EntityTypeBuilder<Checkout> builder)
    {
        builder.ToTable("checkouts");
        builder.HasOne<Account>().WithMany().HasForeignKey(c => c.Account);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.Requester);
        builder.HasOne<Checkout>().WithMany().HasForeignKey(c => c.Extends);
        // The rules see to it; the index is there for the day on which they do not.
        builder
            .HasIndex(c => c.Account, "one_holder")
            .IsUnique()
            .HasFilter("IsExclusive = 1 AND OpenedAt IS NOT NULL AND Ending IS NULL");
        builder.HasIndex(c => new { c.Account, c.Ending });
        builder.HasIndex(c => new { c.Requester, c.Ending });
        builder.HasIndex(c => c.Id, "broken_glass").HasFilter("IsBreakGlass = 1");
    }

    public void Configure(EntityTypeBuilder<CheckoutApproval> builder)
    {
        builder.ToTable("checkout_approvals");
        builder.HasKey(a => new { a.Checkout, a.Approver });
        builder.HasOne<Checkout>().WithMany().HasForeignKey(a => a.Checkout);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.Approver);
    }

    public void Configure(EntityTypeBuilder<CheckoutPolicy> builder)
    {
        builder.ToTable("checkout_policies");
        builder.HasKey(p => p.Account);
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.Account);
    }

    public void Configure(EntityTypeBuilder<BreakGlassReview> builder)
    {
        builder.ToTable("break_glass_reviews");
        builder.HasKey(r => r.Checkout);
        builder.HasOne<Checkout>().WithMany().HasForeignKey(r => r.Checkout);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.Reviewer);
    }

    public void Configure(EntityTypeBuilder<PurposeRow> builder)
    {
        builder.ToTable("purposes");
        builder.HasKey(p => p.Key);
    }

    public void Configure(EntityTypeBuilder<ReasonQuery> builder)
    {
        builder.ToTable("reason_queries");
        builder.HasKey(q => new { q.Checkout, q.Round });
        builder.HasOne<Checkout>().WithMany().HasForeignKey(q => q.Checkout);
        builder.HasOne<Person>().WithMany().HasForeignKey(q => q.Reviewer);
    }

    public void Configure(EntityTypeBuilder<UsePolicy> builder)
    {
        builder.ToTable("use_policy");
        builder.Property(p => p.Id).ValueGeneratedNever();
    }
}
