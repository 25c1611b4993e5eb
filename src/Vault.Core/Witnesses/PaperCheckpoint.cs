using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vault.Core.Witnesses;

/// <summary>
/// Size and root of the log as they stand on a signed sheet, to be typed by hand: hexadecimal digits in groups of eight,
/// the last of which checks the others, so that a slip of the pen is told from another log.
/// </summary>
public sealed record PaperCheckpoint(int Epoch, long Size, byte[] Root)
{
    private const int CheckBytes = 4;

    /// <summary>The nine groups of digits: the root, and the check over epoch, size and root.</summary>
    public static string Shown(PaperCheckpoint paper) =>
        string.Join(
            ' ',
            Convert.ToHexStringLower([.. paper.Root, .. paper.Check()]).Chunk(8).Select(c => new string(c))
        );

    /// <summary>
    /// What was typed; null for what is not as it stands on any paper. Blanks, case, commas in a number and full-width
    /// digits make no difference.
    /// </summary>
    public static PaperCheckpoint? Read(int epoch, string? size, string? digits)
    {
        var (number, hex) = (Plain(size).Replace(",", "", StringComparison.Ordinal), Plain(digits));
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var entries))
            return null;
        if (hex.Length != 2 * (SHA256.HashSizeInBytes + CheckBytes) || !hex.All(char.IsAsciiHexDigitLower))
            return null;
        var bytes = Convert.FromHexString(hex);
        var read = new PaperCheckpoint(epoch, entries, bytes[..SHA256.HashSizeInBytes]);
        return bytes.AsSpan(SHA256.HashSizeInBytes).SequenceEqual(read.Check()) ? read : null;
    }

    private byte[] Check() =>
        SHA256.HashData(
            Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{Epoch}\n{Size}\n{Convert.ToHexStringLower(Root)}\n")
            )
        )[..CheckBytes];

    private static string Plain(string? typed) =>
        string.Concat((typed ?? "").Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)))
            .ToLowerInvariant();
}
