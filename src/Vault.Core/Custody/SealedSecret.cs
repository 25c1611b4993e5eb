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
public sealed class SealedSecret
{
    /// <summary>For the sealer and for the row it is kept in.</summary>
    internal SealedSecret(SecretVersionId id, SecretAddress address, byte[] ciphertext)
    {
        Id = id;
        Address = address;
        Ciphertext = ciphertext;
        Hash = SHA256.HashData(ciphertext);
    }

    public SecretVersionId Id { get; }

    public SecretAddress Address { get; }

    internal byte[] Ciphertext { get; }

    /// <summary>Bytes of the ciphertext; the value has fewer.</summary>
    public int Length => Ciphertext.Length;

    /// <summary>SHA-256 of the ciphertext, as the log line of its deposit and of every reveal names it.</summary>
    public byte[] Hash { get; }
}
