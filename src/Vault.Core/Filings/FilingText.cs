using System.Security.Cryptography;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>What of a filing is sealed beside its rows and bound to them: forms, scans, why it was sent back.</summary>
internal static class FilingText
{
    public static byte[] SealReturn(FieldSealer fields, FilingId id, string why) =>
        fields.Seal("filing-return", id.Value, why);

    /// <exception cref="Custody.SecretNotOpenedException">The sealed text is not authentic for this filing.</exception>
    public static string? Return(FieldSealer fields, Filing filing) =>
        filing.SealedReturn is { } bytes ? fields.Open<string>("filing-return", filing.Id.Value, bytes) : null;

    public static byte[] SealForm(FieldSealer fields, FilingFormId id, FormContent content) =>
        fields.Seal("filing-form", id.Value, content);

    /// <inheritdoc cref="Return"/>
    public static FormContent Form(FieldSealer fields, FilingForm form)
    {
        var content = fields.Open<FormContent>("filing-form", form.Id.Value, form.SealedContent);
        return CryptographicOperations.FixedTimeEquals(content.HashWith(form.Salt), form.Sha256)
            ? content
            : throw new Custody.SecretNotOpenedException();
    }

    public static byte[] SealScan(FieldSealer fields, FilingScanId id, byte[] bytes) =>
        fields.Seal("filing-scan", id.Value, bytes);

    /// <inheritdoc cref="Return"/>
    public static byte[] Scan(FieldSealer fields, FilingScanContent content) =>
        fields.Open<byte[]>("filing-scan", content.Id.Value, content.Sealed);
}
