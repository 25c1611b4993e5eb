using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>
/// The bytes of a paper: UTF-8 JSON, format <c>vault-record/1</c>, written once and never again. They are hashed behind the
/// salt, and sealed as they are, bound to their row.
/// </summary>
internal static class RecordText
{
    private const string Format = "vault-record/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Sealed, with a new salt and the hash that goes on the paper.</summary>
    public static (byte[] Content, byte[] Salt, byte[] Sha256) Seal(
        FieldSealer fields,
        PrintedRecordId id,
        RecordContent content
    )
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new Written(Format, content), Json);
        var salt = RandomNumberGenerator.GetBytes(16);
        return (fields.Seal("printed-record", id.Value, bytes), salt, Hash(salt, bytes));
    }

    /// <exception cref="Custody.SecretNotOpenedException">It is not what was printed under this number.</exception>
    public static RecordContent Open(FieldSealer fields, PrintedRecord record)
    {
        var bytes = fields.Open<byte[]>("printed-record", record.Id.Value, record.SealedContent);
        if (!CryptographicOperations.FixedTimeEquals(Hash(record.Salt, bytes), record.Sha256))
            throw new Custody.SecretNotOpenedException();
        var written = JsonSerializer.Deserialize<Written>(bytes, Json);
        return written is { Format: Format } ? written.Content : throw new Custody.SecretNotOpenedException();
    }

    private static byte[] Hash(byte[] salt, byte[] bytes) => SHA256.HashData([.. salt, .. bytes]);

    private sealed record Written(string Format, RecordContent Content);
}
