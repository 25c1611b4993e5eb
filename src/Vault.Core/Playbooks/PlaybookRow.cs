using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Playbooks;

/// <summary>A version of a playbook that the organisation has written. Only ever added.</summary>
public sealed class PlaybookRow : IAttestedRow
{
    private const string Kind = "playbook";

    private PlaybookRow() { }

    public PlaybookVersionId Id { get; private init; }

    /// <summary>Key of the platform.</summary>
    public string Platform { get; private init; } = "";

    /// <summary>1, 2, … within the platform.</summary>
    public int Number { get; private init; }

    /// <summary><see cref="PlaybookText"/>, sealed: what people have typed.</summary>
    public byte[] SealedText { get; private init; } = [];

    /// <summary>The version it was made from: a shipped one or an earlier one of these.</summary>
    public PlaybookVersionId BasedOn { get; private init; }

    public PersonId SavedBy { get; private init; }

    public DateTimeOffset SavedAt { get; private init; }

    public string RowId => Id.ToString();

    public Guid RowOwner => OwnerOf(Platform);

    /// <summary>A platform has no id but its key: all versions of one belong together.</summary>
    internal static Guid OwnerOf(string platform) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(platform)).AsSpan(0, 16));

    internal static PlaybookRow Of(
        FieldSealer fields,
        PlaybookText text,
        PlaybookVersionId basedOn,
        PersonId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = text.Id,
            Platform = text.Platform,
            Number = text.Version,
            SealedText = fields.Seal(Kind, text.Id.Value, text.Write()),
            BasedOn = basedOn,
            SavedBy = by,
            SavedAt = at,
        };

    /// <exception cref="Custody.SecretNotOpenedException">The sealed text is not authentic for this row.</exception>
    internal PlaybookVersion Open(FieldSealer fields) =>
        new(PlaybookText.Read(fields.Open<string>(Kind, Id.Value, SealedText)), this);
}

internal sealed class PlaybookTables : IEntityTypeConfiguration<PlaybookRow>
{
    public void Configure(EntityTypeBuilder<PlaybookRow> builder)
    {
        builder.ToTable("playbooks");
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.SavedBy);
        builder.HasIndex(p => new { p.Platform, p.Number }).IsUnique();
    }
}
