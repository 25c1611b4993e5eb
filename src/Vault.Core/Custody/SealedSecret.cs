using System.Globalization;
using System.Security.Cryptography;

namespace Vault.Core.Custody;

/// <summary>Where a secret belongs. Every part is bound into its ciphertext.</summary>
public sealed record SecretAddress(AccountId Account, Component Component, int Version)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Account}/{Component}/{Version}");
}

/// <summary>A ciphertext with its address: the only form in which a secret travels.</summary>
public sealed class SealedSecret(SecretVersionId id, SecretAddress address, byte[] ciphertext)
{
    public SecretVersionId Id => id;

    public SecretAddress Address => address;

    internal byte[] Ciphertext => ciphertext;

    /// <summary>SHA-256 of the ciphertext, as the log line of its deposit and of every reveal names it.</summary>
    public byte[] Hash { get; } = SHA256.HashData(ciphertext);
}
