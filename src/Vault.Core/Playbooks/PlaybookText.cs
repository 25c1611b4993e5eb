using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Vault.Core.Playbooks;

/// <summary>
/// A version of a playbook as it is written: a shipped one in a file, the organisation's own sealed in its row. Format 1,
/// JSON, nothing left to guess: an unknown or doubled member is refused.
/// </summary>
/// <param name="Format">Always <see cref="Marker"/>.</param>
/// <param name="Version">1, 2, … of the platform, the product's and the organisation's counted apart.</param>
/// <param name="Note">Why it was changed, by whoever did; a shipped one has none.</param>
internal sealed record PlaybookText(
    string Format,
    PlaybookVersionId Id,
    string Platform,
    int Version,
    IReadOnlyList<PlaybookStep> Steps,
    string? Note = null
)
{
    public const string Marker = "vault-playbook/1";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        IgnoreReadOnlyProperties = true,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            new IdJson(),
        },
    };

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">No playbook of this format.</exception>
    public static PlaybookText Read(string json) => Sound(JsonSerializer.Deserialize<PlaybookText>(json, Json));

    /// <inheritdoc cref="Read(string)"/>
    public static PlaybookText Read(Stream json) => Sound(JsonSerializer.Deserialize<PlaybookText>(json, Json));

    private static PlaybookText Sound(PlaybookText? read) =>
        read is { Format: Marker, Steps: not null } ? read : throw new JsonException("Not a playbook of this format.");

    private sealed class IdJson : JsonConverter<PlaybookVersionId>
    {
        public override PlaybookVersionId Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            PlaybookVersionId.TryParse(reader.GetString(), null, out var id)
                ? id
                : throw new JsonException("Not an identifier.");

        public override void Write(Utf8JsonWriter writer, PlaybookVersionId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
