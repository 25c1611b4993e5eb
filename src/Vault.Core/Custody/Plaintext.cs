using System.Text;

namespace Vault.Core.Custody;

/// <summary>
/// An opened secret for the length of one call. As a ref struct it cannot be stored in a field, captured, awaited
/// across, boxed, logged as an object, serialised or interpolated. It guards against accident, not against a memory
/// dump of the process.
/// </summary>
public readonly ref struct Plaintext
{
    /// <summary>Bytes of UTF-8 at most; an encrypted component stays far below the page size limits of a reveal.</summary>
    public const int Limit = 4096;

    private readonly ReadOnlySpan<byte> _utf8;

    private Plaintext(ReadOnlySpan<byte> utf8) => _utf8 = utf8;

    /// <summary>Bytes as they are stored. For the sealer and its fingerprint.</summary>
    internal ReadOnlySpan<byte> Utf8 => _utf8;

    public bool IsEmpty => _utf8.IsEmpty;

    /// <summary>Takes what somebody typed; refuses nothing but the empty and the oversized.</summary>
    /// <exception cref="ArgumentException">Empty, or longer than <see cref="Limit"/>.</exception>
    public static Plaintext From(ReadOnlySpan<byte> utf8) =>
        utf8.IsEmpty || utf8.Length > Limit
            ? throw new ArgumentException("A secret has 1 to 4096 bytes.", nameof(utf8))
            : new(utf8);

    /// <summary>
    /// Hands the characters to what writes them, encoded, into a response: the one way out to a person. They lie on the
    /// stack and are cleared afterwards.
    /// </summary>
    public void WriteTo(TextWriter writer, Action<TextWriter, ReadOnlySpan<char>> write)
    {
        Span<char> chars = stackalloc char[Encoding.UTF8.GetCharCount(_utf8)];
        try
        {
            Encoding.UTF8.GetChars(_utf8, chars);
            write(writer, chars);
        }
        finally
        {
            chars.Clear();
        }
    }

    /// <summary>Never the value.</summary>
    public override string ToString() => "[secret]";
}

/// <summary>What may be done with an opened secret while it is open.</summary>
public delegate T PlaintextUse<out T>(Plaintext secret);

/// <summary>What may be done with two opened secrets while they are open: the one in use and the one that follows it.</summary>
public delegate T PlaintextsUse<out T>(Plaintext former, Plaintext next);
