using System.Buffers.Text;
using System.Text.Json;

namespace Vault.Web.SignIn.Passkeys;

/// <summary>What a page's script sent of a passkey: which challenge, and what the authenticator answered.</summary>
/// <param name="Ticket">Names the challenge on the server.</param>
/// <param name="Answer">The credential as JSON (WebAuthn §5.1, <c>toJSON</c>).</param>
public sealed record PostedPasskey(string Ticket, string Answer)
{
    public const string TicketField = "PasskeyTicket";
    public const string AnswerField = "PasskeyAnswer";

    /// <summary>Null if there is none. A field sent twice is none, never the first of the two.</summary>
    public static async Task<PostedPasskey?> Read(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return null;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return (form[TicketField], form[AnswerField]) is ([{ Length: > 0 } ticket], [{ Length: > 0 } answer])
            ? new(ticket, answer)
            : null;
    }

    /// <summary>The passkey that answered, by its own name; empty if the answer does not say.</summary>
    public byte[] CredentialId()
    {
        try
        {
            using var json = JsonDocument.Parse(Answer);
            return
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.String
                ? Base64Url.DecodeFromChars(id.GetString())
                : [];
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return [];
        }
    }
}
