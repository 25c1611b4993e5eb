using System.Buffers;
using System.Text.Json;
using Vault.Core.Custody;

namespace Vault.Core.Rotations.Connectors;

/// <summary>What is said to a program and what it may say. Format 1; see the README.</summary>
internal static class ExecutableMessages
{
    public const string Format = "vault-connector/1";

    // Two values of which every byte is escaped, and what is around them: a buffer that grows would leave copies behind.
    private const int Capacity = 2 * 6 * Plaintext.Limit + 4096;

    /// <summary>Whoever asks for it clears it.</summary>
    public static ArrayBufferWriter<byte> Question(ConnectorTarget target, Plaintext current, Plaintext next)
    {
        var buffer = new ArrayBufferWriter<byte>(Capacity);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("action", "change");
        json.WriteString("login", target.Login);
        json.WriteString("current", current.Utf8);
        json.WriteString("next", next.Utf8);
        json.WriteEndObject();
        json.Flush();
        return buffer;
    }

    /// <summary>Null for what is no answer.</summary>
    public static ConnectorResult? Answer(ReadOnlySpan<byte> said)
    {
        try
        {
            var answer = JsonSerializer.Deserialize<Said>(said, Json);
            if (answer is not { Format: Format })
                return null;
            return answer.Result switch
            {
                "changed" => new ConnectorResult.Changed(),
                "not-changed" => new ConnectorResult.NotChanged(ConnectorFault.NewRefused),
                "unknown" => new ConnectorResult.Unknown(ConnectorFault.SaysUnknown),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    private sealed record Said(string? Format, string? Result);
}
