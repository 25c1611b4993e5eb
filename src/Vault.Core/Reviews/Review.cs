using System.Globalization;
using Vault.Core.Audit;

namespace Vault.Core.Reviews;

/// <summary>
/// 查阅记录审阅: a reviewer goes through the flagged entries of a period and signs. From the signature on nothing of it
/// changes.
/// </summary>
public sealed class Review : IAttestedRow
{
    /// <summary>What its number begins with: 审阅.</summary>
    public const string Series = "SY";

    private Review() { }

    public ReviewId Id { get; private init; }

    public int Year { get; private init; }

    /// <summary>Counted within the year, from 1.</summary>
    public int Serial { get; private init; }

    public DateOnly From { get; private init; }

    /// <summary>The last day of it.</summary>
    public DateOnly Until { get; private init; }

    /// <summary>The signed review whose reviewer could not judge what is left here; null: a review of its own.</summary>
    public ReviewId? RestOf { get; private init; }

    public PersonId OpenedBy { get; private init; }

    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>Entries of the log that it was opened over.</summary>
    public long OpenedOver { get; private init; }

    public PersonId? SignedBy { get; private set; }

    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>The epoch of the log that was signed, its size and its root; null before, like all that follow.</summary>
    public int? Epoch { get; private set; }

    public long? Size { get; private set; }

    public byte[]? Root { get; private set; }

    /// <summary><see cref="ReviewSheet"/>, sealed: names and remarks stand in it.</summary>
    public byte[]? SealedSheet { get; private set; }

    /// <summary>16 random bytes in the hash, so that nothing can be guessed from it.</summary>
    public byte[]? Salt { get; private set; }

    /// <summary>SHA-256 over <see cref="Salt"/> and the sheet, see <see cref="ReviewSheet.HashWith"/>; it is printed.</summary>
    public byte[]? Sha256 { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Id.Value;

    /// <summary>As it is printed: <c>SY-2026-0001</c>.</summary>
    public string Number => string.Create(CultureInfo.InvariantCulture, $"{Series}-{Year:0000}-{Serial:0000}");

    public ReviewPeriod Period => new(From, Until);

    public bool IsSigned => SignedAt is not null;

    internal static Review Of(int year, int serial, ReviewPeriod period, long size, PersonId by, DateTimeOffset at) =>
        new()
        {
            Id = ReviewId.New(),
            Year = year,
            Serial = serial,
            From = period.From,
            Until = period.Until,
            OpenedBy = by,
            OpenedAt = at,
            OpenedOver = size,
        };

    /// <summary>What is left for another reviewer.</summary>
    internal Review Rest(int year, int serial, PersonId by, DateTimeOffset at) =>
        new()
        {
            Id = ReviewId.New(),
            Year = year,
            Serial = serial,
            From = From,
            Until = Until,
            RestOf = Id,
            OpenedBy = by,
            OpenedAt = at,
            OpenedOver = OpenedOver,
        };

    /// <exception cref="InvalidOperationException">It was signed before.</exception>
    internal void Sign(SealedSheet sheet, (int Epoch, long Size, byte[] Root) log, PersonId by, DateTimeOffset at)
    {
        if (IsSigned)
            throw new InvalidOperationException("What was signed stays as it is.");
        (SignedBy, SignedAt) = (by, at);
        (Epoch, Size, Root) = log;
        (SealedSheet, Salt, Sha256) = (sheet.Content, sheet.Salt, sheet.Sha256);
    }
}
