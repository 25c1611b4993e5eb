using System.Globalization;
using System.Security.Cryptography;

namespace Vault.Core.Audit;

/// <summary>
/// The head of a log at one size, as c2sp.org/tlog-checkpoint writes it: origin, number of leaves and root, a line each.
/// Signed under its origin's name it is evidence of everything before it.
/// </summary>
/// <param name="Origin">Names the log; another epoch of the same vault has another.</param>
/// <param name="Root">32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>The note text, the last line feed included.</summary>
    public string Text() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>The signed note.</summary>
    public string Sign(ECDsa key) => SignedNote.Sign(Text(), Origin, key);

    /// <summary>The checkpoint that this key signed for this origin; null for anything else, extension lines included.</summary>
    public static Checkpoint? Open(ReadOnlySpan<byte> note, string origin, ECDsa key) =>
        SignedNote.Open(note, origin, key) is { } text && Read(text) is { } read && read.Origin == origin ? read : null;

    /// <summary>The three lines of a checkpoint; null for anything else.</summary>
    internal static Checkpoint? Read(string text)
    {
        if (text.Split('\n') is not [{ Length: > 0 } origin, var number, var root, ""])
            return null;
        if (
            !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size.ToString(CultureInfo.InvariantCulture) != number
            || Base64.Read(root) is not { Length: SHA256.HashSizeInBytes } hash
        )
            return null;
        return new(origin, size, hash);
    }
}
