using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Vault.Core.Audit;

/// <summary>
/// A text with signatures under it, as c2sp.org/signed-note writes it: the text, a blank line, and a line
/// <c>— key-name base64(key id ‖ signature)</c> for each signature. Signature type 0x02: ECDSA P-256 over SHA-256 of the
/// text, in ASN.1 DER.
/// </summary>
public static class SignedNote
{
    /// <summary>Bytes of a note that is still read; the longest checkpoint is a few hundred.</summary>
    public const int MaxBytes = 64 * 1024;

    private const string Dash = "— ";
    private const int KeyIdBytes = 4;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The first four bytes of SHA-256 over the public key as SubjectPublicKeyInfo in DER.</summary>
    public static uint KeyId(ECDsa key) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    /// <param name="text">Ends with a line feed; no other control characters.</param>
    /// <param name="keyName">Not empty, without white space and plus.</param>
    /// <exception cref="ArgumentException">The text or the name of the key could not be read back.</exception>
    public static string Sign(string text, string keyName, ECDsa key)
    {
        if (!IsText(text) || !IsKeyName(keyName))
            throw new ArgumentException("Neither this text nor its key name may be other than the format has them.");
        var signature = key.SignData(
            Utf8.GetBytes(text),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        var bytes = new byte[KeyIdBytes + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId(key));
        signature.CopyTo(bytes, KeyIdBytes);
        return $"{text}\n{Dash}{keyName} {Convert.ToBase64String(bytes)}\n";
    }

    /// <summary>
    /// The text, if the note is written exactly as the format says and every signature that claims to be by this key
    /// is; null otherwise. Signatures by others are left alone.
    /// </summary>
    public static string? Open(ReadOnlySpan<byte> note, string keyName, ECDsa key) =>
        Read(note) is { } read && read.IsSignedBy(keyName, key) ? read.Text : null;

    /// <summary>The parts of a note that is written as the format says, nothing verified; null for anything else.</summary>
    internal static Unverified? Read(ReadOnlySpan<byte> note)
    {
        if (note.Length > MaxBytes || Decode(note) is not { } whole || !whole.EndsWith('\n'))
            return null;
        var end = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 == whole.Length)
            return null;
        var text = whole[..(end + 1)];
        var lines = whole[(end + 2)..^1].Split('\n');
        var signatures = lines.Select(SignatureOf).OfType<Signature>().ToList();
        return IsText(text) && signatures.Count == lines.Length ? new(text, signatures) : null;
    }

    private static Signature? SignatureOf(string line)
    {
        if (
            !line.StartsWith(Dash, StringComparison.Ordinal)
            || line[Dash.Length..].Split(' ') is not [var name, var text]
        )
            return null;
        if (!IsKeyName(name) || Base64.Read(text) is not { Length: > KeyIdBytes } bytes)
            return null;
        return new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[KeyIdBytes..]);
    }

    private static string? Decode(ReadOnlySpan<byte> note)
    {
        try
        {
            return Utf8.GetString(note);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsText(string text) =>
        text.Length > 1 && text.EndsWith('\n') && !text.Any(c => c < ' ' && c != '\n');

    private static bool IsKeyName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || c == '+');

    internal sealed record Signature(string KeyName, uint KeyId, byte[] Bytes);

    /// <summary>A note as it was read.</summary>
    internal sealed record Unverified(string Text, IReadOnlyList<Signature> Signatures)
    {
        /// <summary>At least one signature claims to be by this key, and all that do are.</summary>
        public bool IsSignedBy(string keyName, ECDsa key)
        {
            var id = KeyId(key);
            var claimed = Signatures.Where(s => s.KeyName == keyName && s.KeyId == id).ToList();
            return claimed.Count > 0 && claimed.TrueForAll(s => Verifies(key, Text, s.Bytes));
        }

        private static bool Verifies(ECDsa key, string text, byte[] signature) =>
            key.VerifyData(
                Utf8.GetBytes(text),
                signature,
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            );
    }
}
