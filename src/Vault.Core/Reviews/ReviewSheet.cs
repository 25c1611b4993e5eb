using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vault.Core.People;

namespace Vault.Core.Reviews;

/// <summary>One judged entry on a signed sheet, with the names as they were.</summary>
/// <param name="Entry">Its sequence in the log.</param>
/// <param name="Kind">Name of the event's type.</param>
/// <param name="Person">Who answers for it.</param>
/// <param name="Disposition">Null: left for another reviewer.</param>
/// <param name="Question">What he was asked who answers for it; null if he was not.</param>
/// <param name="Answer">Null if he has not answered.</param>
public sealed record SheetLine(
    long Entry,
    DateTimeOffset At,
    string Kind,
    string? Account,
    string? Person,
    IReadOnlyList<ReviewFlag> Flags,
    ReviewDisposition? Disposition,
    string? DisposedBy,
    string? Remark,
    string? Question,
    string? Answer
);

/// <summary>What stands on the sheet of a review as it was signed. Kept so; words for kinds and flags are the reader's.</summary>
/// <param name="Until">The last day.</param>
/// <param name="RestOf">Number of the review whose reviewer could not judge these entries.</param>
/// <param name="Rest">Number of the review in which another reviewer judges what is left; null: nothing is.</param>
/// <param name="Size">Entries of the log that was verified for it.</param>
/// <param name="Root">Their root hash.</param>
/// <param name="Counts">The entries of access by kind, flagged or not.</param>
public sealed record ReviewSheet(
    string Number,
    DateOnly From,
    DateOnly Until,
    string? RestOf,
    string? Rest,
    string SignedBy,
    DateTimeOffset SignedAt,
    int Epoch,
    long Size,
    byte[] Root,
    IReadOnlyList<KindCount> Counts,
    IReadOnlyList<SheetLine> Lines
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>How many entries were found so.</summary>
    public int Count(ReviewDisposition? disposition) => Lines.Count(l => l.Disposition == disposition);

    /// <summary>SHA-256 over the salt and UTF-8 JSON in the order of this type, what is null left out.</summary>
    internal byte[] HashWith(byte[] salt) =>
        SHA256.HashData([.. salt, .. JsonSerializer.SerializeToUtf8Bytes(this, Json)]);
}

/// <summary>A sheet as its review keeps it.</summary>
internal sealed record SealedSheet(byte[] Content, byte[] Salt, byte[] Sha256)
{
    public static SealedSheet Of(FieldSealer fields, ReviewId review, ReviewSheet sheet)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return new(fields.Seal("review-sheet", review.Value, sheet), salt, sheet.HashWith(salt));
    }
}

/// <summary>What of a review is sealed beside its rows and bound to them.</summary>
internal static class ReviewText
{
    /// <exception cref="Custody.SecretNotOpenedException">The sealed sheet is not the one that was signed.</exception>
    public static ReviewSheet? Sheet(FieldSealer fields, Review review)
    {
        if (review is not { SealedSheet: { } content, Salt: { } salt, Sha256: { } hash })
            return null;
        var sheet = fields.Open<ReviewSheet>("review-sheet", review.Id.Value, content);
        return CryptographicOperations.FixedTimeEquals(sheet.HashWith(salt), hash)
            ? sheet
            : throw new Custody.SecretNotOpenedException();
    }

    public static byte[]? SealRemark(FieldSealer fields, ReviewEntry entry, Reason? remark) =>
        remark is null ? null : fields.Seal(RemarkKind(entry), entry.Review.Value, remark.Text);

    /// <exception cref="Custody.SecretNotOpenedException">The sealed text is not authentic for this entry.</exception>
    public static string? Remark(FieldSealer fields, ReviewEntry entry) =>
        entry.SealedRemark is { } bytes ? fields.Open<string>(RemarkKind(entry), entry.Review.Value, bytes) : null;

    public static byte[] SealQuestion(FieldSealer fields, ExplanationId id, Reason question) =>
        fields.Seal("explanation-question", id.Value, question.Text);

    /// <inheritdoc cref="Remark"/>
    public static string Question(FieldSealer fields, Explanation asked) =>
        fields.Open<string>("explanation-question", asked.Id.Value, asked.SealedQuestion);

    public static byte[] SealAnswer(FieldSealer fields, ExplanationId id, Reason answer) =>
        fields.Seal("explanation-answer", id.Value, answer.Text);

    /// <inheritdoc cref="Remark"/>
    public static string? Answer(FieldSealer fields, Explanation asked) =>
        asked.SealedAnswer is { } bytes ? fields.Open<string>("explanation-answer", asked.Id.Value, bytes) : null;

    private static string RemarkKind(ReviewEntry entry) =>
        string.Create(CultureInfo.InvariantCulture, $"review-remark/{entry.Entry}");
}
