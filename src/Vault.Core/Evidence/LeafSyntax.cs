using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Vault.Core.Evidence;

/// <summary>What every leaf of format 1 looks like, whatever its event is: no type of the vault is needed to say so.</summary>
internal static class LeafSyntax
{
    private const int MostDigits = 18;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 64 };

    /// <summary>Holds a leaf against its place.</summary>
    /// <returns>Whether the leaf opens an epoch.</returns>
    /// <exception cref="UnsoundException">Not a leaf, or that of another place.</exception>
    public static bool Check(ReadOnlySpan<byte> leaf, long place)
    {
        if (leaf.Length > ExportFormat.MaxLine || leaf.Contains((byte)'\n') || !leaf.EndsWith("}"u8))
            throw new UnsoundException(LogFault.Leaf, place);
        if (NumberAfter(leaf, "{\"v\":1,\"seq\":"u8, ",\""u8) is not { } sequence)
            throw new UnsoundException(LogFault.Leaf, place);
        if (sequence != place)
            throw new UnsoundException(LogFault.Sequence, place);
        return Utf8.IsValid(leaf) && ReadKind(leaf) is { } opens
            ? opens
            : throw new UnsoundException(LogFault.Leaf, place);
    }

    /// <summary>A number of at most 18 digits, without leading zeros, between two fixed texts; null for anything else.</summary>
    public static long? NumberAfter(ReadOnlySpan<byte> line, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (!line.StartsWith(before))
            return null;
        var digits = line[before.Length..];
        var length = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (length is < 1 or > MostDigits || (digits[0] == '0' && length > 1) || !digits[length..].StartsWith(after))
            return null;
        return Utf8Parser.TryParse(digits[..length], out long number, out _) ? number : null;
    }

    /// <summary>Whether the kind is that of an epoch's first leaf; null if it is not JSON.</summary>
    private static bool? ReadKind(ReadOnlySpan<byte> leaf)
    {
        try
        {
            var reader = new Utf8JsonReader(leaf, Strict);
            var (opens, isKind) = (false, false);
            while (reader.Read())
            {
                // Throws for half of a surrogate pair, which stands for no text.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
                if (isKind)
                    opens = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("EpochOpened"u8);
                isKind =
                    reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 }
                    && reader.ValueTextEquals("kind"u8);
            }
            return opens;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member's text, the last one of that name; null where it is no string.</summary>
    public static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A member's whole number of at most 18 digits; null for anything else.</summary>
    public static long? Number(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Number } number
            ? NumberAfter(System.Text.Encoding.UTF8.GetBytes(number.GetRawText() + "\n"), [], "\n"u8)
            : null;

    public static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;
}
