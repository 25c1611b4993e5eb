using System.Security.Cryptography;
using System.Text;

namespace Vault.Core.Witnesses;

/// <summary>
/// The code on the console without which nobody acknowledges a rollback: 128 random bits, new at every start, kept in
/// memory as a hash only, good until it is used.
/// </summary>
public sealed class EpochCode
{
    private const int Length = 16;
    private const int GroupLength = 4;

    private byte[]? _hash;

    /// <summary>A new code in groups of four hexadecimal digits, shown once by the caller; the one before is dead.</summary>
    public string Offer()
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length));
        _hash = HashOf(code);
        return string.Join('-', code.Chunk(GroupLength).Select(g => new string(g)));
    }

    /// <summary>Whether this is the code; blanks, hyphens and capitals make no difference.</summary>
    public bool Is(string? typed)
    {
        if (_hash is not { } hash || typed is not { Length: <= Length * 4 })
            return false;
        var code = new string([.. typed.Where(c => c != '-' && !char.IsWhiteSpace(c)).Select(char.ToLowerInvariant)]);
        return CryptographicOperations.FixedTimeEquals(hash, HashOf(code));
    }

    internal void UseUp() => _hash = null;

    private static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes("epoch/1:" + code));
}
