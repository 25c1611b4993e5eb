using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vault.Core.Audit;

/// <summary>Writes a private text as its commitment: <c>"salted-sha256:BASE64"</c>. The text itself never gets here.</summary>
internal sealed class PrivateTextJsonConverter : JsonConverter<PrivateText>
{
    private const string Prefix = "salted-sha256:";

    public static string Mark(PrivateText text) => Prefix + Convert.ToBase64String(text.Commitment);

    public static PrivateText Unmark(string mark) =>
        mark.StartsWith(Prefix, StringComparison.Ordinal)
            ? PrivateText.Sealed(Convert.FromBase64String(mark[Prefix.Length..]))
            : throw new FormatException("Not a commitment.");

    public override PrivateText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Unmark(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, PrivateText value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Mark(value));
}

/// <summary>Identifiers as plain strings.</summary>
internal sealed class VaultIdJsonConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsValueType
        && typeToConvert
            .GetInterfaces()
            .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IVaultId<>));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    internal sealed class Of<TId> : JsonConverter<TId>
        where TId : struct, IVaultId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            IVaultId<TId>.TryRead(reader.GetString(), out var id) ? id : throw new JsonException("Not an identifier.");

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
