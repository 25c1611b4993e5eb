using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>Packs what an import brings and seals it for its row. Format 1: gzip of JSON, sealed as a field.</summary>
internal static class ImportSealer
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public static byte[] Seal(FieldSealer fields, RegisterImportId id, ImportContent content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            JsonSerializer.Serialize(zip, content, Json);
        return fields.Seal("import", id.Value, packed.ToArray());
    }

    /// <summary>Null once it was decided.</summary>
    /// <exception cref="Custody.SecretNotOpenedException">It is not authentic for this import.</exception>
    public static ImportContent? Open(FieldSealer fields, RegisterImport import)
    {
        if (import.SealedContent is not { } bytes)
            return null;
        using var packed = new MemoryStream(fields.Open<byte[]>("import", import.Id.Value, bytes));
        using var zip = new GZipStream(packed, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<ImportContent>(zip, Json)
            ?? throw new InvalidOperationException("An import without content.");
    }
}
