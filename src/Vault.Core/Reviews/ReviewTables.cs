using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Reviews;

internal sealed class ReviewTables
    : IEntityTypeConfiguration<Review>,
        IEntityTypeConfiguration<ReviewEntry>,
        IEntityTypeConfiguration<Explanation>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.ToTable("reviews");
        builder.HasOne<Review>().WithMany().HasForeignKey(r => r.RestOf);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.OpenedBy);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.SignedBy);
        builder.HasIndex(r => new { r.Year, r.Serial }).IsUnique();
        builder.Ignore(r => r.Number).Ignore(r => r.Period).Ignore(r => r.IsSigned);
    }

    public void Configure(EntityTypeBuilder<ReviewEntry> builder)
    {
        builder.ToTable("review_entries");
        builder.HasKey(e => new { e.Review, e.Entry });
        builder.HasOne<Review>().WithMany().HasForeignKey(e => e.Review);
        builder.HasOne<Account>().WithMany().HasForeignKey(e => e.Account);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.Actor);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.Person);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.DisposedBy);
        builder.Ignore(e => e.Flags).Ignore(e => e.IsJudged);
    }

    public void Configure(EntityTypeBuilder<Explanation> builder)
    {
        builder.ToTable("explanations");
        builder.HasOne<ReviewEntry>().WithMany().HasForeignKey(e => new { e.Review, e.Entry });
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.Person);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.AskedBy);
        builder.HasIndex(e => new { e.Review, e.Entry }).IsUnique();
        builder.Ignore(e => e.IsAnswered);
    }
}
