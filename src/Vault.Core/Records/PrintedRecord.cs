using System.Globalization;
using Vault.Core.Audit;

namespace Vault.Core.Records;

/// <summary>What is printed, signed and kept on paper, the forms of filings aside.</summary>
public enum RecordKind
{
    /// <summary>交接单 of a handover, its number begins with JJ.</summary>
    Handover,

    /// <summary>领用单 of a checkout, LY.</summary>
    Checkout,

    /// <summary>账号卡 of an account, ZH.</summary>
    Account,

    /// <summary>建库记录 of the vault, JK.</summary>
    Founding,
}

/// <summary>
/// A paper as it was printed: what stood on it never changes, whatever becomes of what it is about, so that it can be
/// printed again as it was and held against what somebody brings.
/// </summary>
public sealed class PrintedRecord : IAttestedRow
{
    private PrintedRecord() { }

    public PrintedRecordId Id { get; private init; }

    public RecordKind Kind { get; private init; }

    /// <summary>The handover, checkout or account it is about; of a founding record the vault.</summary>
    public RecordSubjectId Subject { get; private init; }

    public int Year { get; private init; }

    /// <summary>Counted within kind and year, from 1.</summary>
    public int Serial { get; private init; }

    /// <summary><see cref="RecordContent"/> in the bytes that were hashed, sealed: reasons and names stand in it.</summary>
    public byte[] SealedContent { get; private init; } = [];

    /// <summary>16 random bytes in the hash, so that nothing can be guessed from it.</summary>
    public byte[] Salt { get; private init; } = [];

    /// <summary>SHA-256 over <see cref="Salt"/> and the content; it is printed.</summary>
    public byte[] Sha256 { get; private init; } = [];

    public PersonId PrintedBy { get; private init; }

    public DateTimeOffset PrintedAt { get; private init; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Subject.Value;

    /// <summary>As it is printed: <c>JJ-2026-0001</c>.</summary>
    public string Number => RecordNumber.Of(Kind, Year, Serial);

    internal static PrintedRecord Of(
        PrintedRecordId id,
        RecordKind kind,
        RecordSubjectId subject,
        (int Year, int Serial) number,
        (byte[] Content, byte[] Salt, byte[] Sha256) paper,
        PersonId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            Kind = kind,
            Subject = subject,
            Year = number.Year,
            Serial = number.Serial,
            SealedContent = paper.Content,
            Salt = paper.Salt,
            Sha256 = paper.Sha256,
            PrintedBy = by,
            PrintedAt = at,
        };
}

/// <summary>The number of a paper: which kind, the year, and its place in it.</summary>
internal static class RecordNumber
{
    private static readonly (RecordKind Kind, string Letters)[] Series =
    [
        (RecordKind.Handover, "JJ"),
        (RecordKind.Checkout, "LY"),
        (RecordKind.Account, "ZH"),
        (RecordKind.Founding, "JK"),
    ];

    public static string Of(RecordKind kind, int year, int serial) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Series.Single(s => s.Kind == kind).Letters}-{year:0000}-{serial:0000}"
        );

    /// <summary>Null for letters of no series.</summary>
    public static RecordKind? KindOf(string letters) =>
        Series
            .Where(s => s.Letters.Equals(letters, StringComparison.OrdinalIgnoreCase))
            .Select(s => (RecordKind?)s.Kind)
            .SingleOrDefault();
}
