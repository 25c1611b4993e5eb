using System.Formats.Asn1;
using System.Text;

namespace Vault.Core.Rotations.Connectors;

/// <summary>
/// The few messages of RFC 4511 that are spoken, in BER. Whoever asks for one clears it: it may hold a value.
/// </summary>
internal static class LdapMessages
{
    /// <summary>RFC 4511, section 4.14.1.</summary>
    public const string StartTls = "1.3.6.1.4.1.1466.20037";

    /// <summary>Change of a password.</summary>
    public const string Rfc3062 = "1.3.6.1.4.1.4203.1.11.1";

    /// <summary>The tag of the answer to a bind.</summary>
    public static readonly Asn1Tag BindResponse = new(TagClass.Application, 1, isConstructed: true);

    /// <summary>The tag of the answer to an extended operation.</summary>
    public static readonly Asn1Tag ExtendedResponse = new(TagClass.Application, 24, isConstructed: true);

    // Two values, a name and what is around them; a buffer that grows would leave copies behind.
    private const int Capacity = 32 * 1024;

    private const int Version = 3;

    private static readonly Asn1Tag BindRequest = new(TagClass.Application, 0, isConstructed: true);
    private static readonly Asn1Tag ExtendedRequest = new(TagClass.Application, 23, isConstructed: true);
    private static readonly Asn1Tag First = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Second = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag Third = new(TagClass.ContextSpecific, 2);

    public static byte[] Bind(int id, string name, ReadOnlySpan<byte> password)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER, Capacity);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            using (writer.PushSequence(BindRequest))
            {
                writer.WriteInteger(Version);
                writer.WriteOctetString(Encoding.UTF8.GetBytes(name));
                writer.WriteOctetString(password, First);
            }
        }
        return Taken(writer);
    }

    public static byte[] Extended(int id, string operation, ReadOnlySpan<byte> value)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER, Capacity);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            using (writer.PushSequence(ExtendedRequest))
            {
                writer.WriteOctetString(Encoding.ASCII.GetBytes(operation), First);
                if (!value.IsEmpty)
                    writer.WriteOctetString(value, Second);
            }
        }
        return Taken(writer);
    }

    /// <summary>PasswdModifyRequestValue of RFC 3062, section 2.</summary>
    public static byte[] NewPassword(string name, ReadOnlySpan<byte> former, ReadOnlySpan<byte> next)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER, Capacity);
        using (writer.PushSequence())
        {
            writer.WriteOctetString(Encoding.UTF8.GetBytes(name), First);
            writer.WriteOctetString(former, Second);
            writer.WriteOctetString(next, Third);
        }
        return Taken(writer);
    }

    /// <summary>The result code of an answer.</summary>
    /// <exception cref="AsnContentException">No answer to this question.</exception>
    public static int ResultOf(ReadOnlyMemory<byte> message, int id, Asn1Tag expected)
    {
        var envelope = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
        if (!envelope.TryReadInt32(out var answered) || answered != id)
            throw new AsnContentException("An answer to something else.");
        var result = envelope.ReadSequence(expected).ReadEnumeratedBytes().Span;
        return result.Length == 1 ? result[0] : throw new AsnContentException("No such result.");
    }

    private static byte[] Taken(AsnWriter writer)
    {
        var message = writer.Encode();
        // Clears what it holds.
        writer.Reset();
        return message;
    }
}
