using System.Security.Cryptography;
using System.Text;

namespace Vault.Core.People;

/// <summary>
/// The one-time way into a vault that nobody has founded yet: 192 random bits, printed on the console, kept in memory as
/// a hash only, good for an hour and only while the log is empty. A restart makes a new one. There is no default
/// password, so without the console nobody gets in.
/// </summary>
public sealed class SetUpLink(VaultInstance vault)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    /// <summary>Bytes of the token.</summary>
    private const int TokenLength = 24;

    private readonly Lock _gate = new();
    private byte[]? _hash;
    private DateTimeOffset _offeredAt;

    /// <summary>A new token, shown once by the caller; the one before is dead. Null once the vault is founded.</summary>
    public string? Offer()
    {
        if (vault.Log.Size > 0)
            return null;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenLength));
        lock (_gate)
        {
            _hash = HashOf(token);
            _offeredAt = vault.Clock.GetUtcNow();
        }
        return token;
    }

    /// <summary>Whether this token leads to the set-up now. It is used up by the founding, not by looking.</summary>
    public bool Opens(string? token)
    {
        if (token is not { Length: TokenLength * 2 } || vault.Log.Size > 0)
            return false;
        lock (_gate)
        {
            var age = vault.Clock.GetUtcNow() - _offeredAt;
            return _hash is not null
                && age >= TimeSpan.Zero
                && age < Lifetime
                && CryptographicOperations.FixedTimeEquals(_hash, HashOf(token));
        }
    }

    internal void UseUp()
    {
        lock (_gate)
            _hash = null;
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes("set-up/1:" + token));
}
