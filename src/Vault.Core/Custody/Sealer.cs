using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Vault.Core.Audit;
using Vault.Core.Keys;
using Vault.Core.Rotations.Connectors;

namespace Vault.Core.Custody;

/// <summary>A ciphertext does not open here. The one error of cryptography: it does not say why.</summary>
public sealed class SecretNotOpenedException() : Exception("The secret does not open.");

/// <summary>
/// Seals secrets, and opens them against a receipt. A ciphertext is bound to vault, account, component and version by
/// the purposes of Data Protection; moved anywhere else it does not open.
/// </summary>
public sealed class Sealer
{
    private readonly IDataProtector _secrets;
    private readonly IDataProtector _fingerprints;
    private readonly RootKey _rootKey;

    public Sealer(VaultInstance vault)
        : this(vault.Ring.Provider, vault.RootKey, vault.Log.Vault) { }

    internal Sealer(IDataProtectionProvider ring, RootKey rootKey, VaultId vault)
    {
        _secrets = ring.CreateProtector("secret/1", vault.ToString());
        _fingerprints = ring.CreateProtector("fingerprint/1", vault.ToString());
        _rootKey = rootKey;
    }

    internal SealedSecret Seal(Plaintext secret, SecretVersionId id, SecretAddress address)
    {
        var utf8 = secret.Utf8.ToArray();
        try
        {
            return new SealedSecret(id, address, ProtectorOf(address).Protect(utf8));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(utf8);
        }
    }

    /// <summary>
    /// Opens a secret for one use. The receipt names the version and ciphertext it is for and is used up, whether or not
    /// the secret opens.
    /// </summary>
    /// <exception cref="InvalidOperationException">The receipt is of another version, not durable, or used.</exception>
    /// <exception cref="SecretNotOpenedException">The ciphertext is not authentic at this address.</exception>
    public T Open<T>(SealedSecret secret, AuditReceipt<SecretRevealed> receipt, PlaintextUse<T> use)
    {
        receipt.Use();
        var line = receipt.Event;
        Match(secret, line.VersionId, new(line.Account, line.Component, line.Version), line.CiphertextSha256);
        return Unseal(secret, use);
    }

    /// <summary>Computes the current and the next code of a seed. The seed does not come out.</summary>
    /// <exception cref="InvalidOperationException">The receipt is of another version, not durable, or used.</exception>
    /// <exception cref="SecretNotOpenedException">The ciphertext is not authentic at this address.</exception>
    public IssuedCode IssueCode(SealedSecret seed, AuditReceipt<CodeIssued> receipt, DateTimeOffset now)
    {
        receipt.Use();
        var line = receipt.Event;
        Match(seed, line.VersionId, new(line.Account, Component.TotpSeed, line.Version), line.CiphertextSha256);
        return Unseal(seed, s => IssuedCode.From(s, now));
    }

    /// <summary>
    /// Opens the value in use and the pending one for one call of a connector. Neither comes out to a person.
    /// </summary>
    /// <exception cref="InvalidOperationException">The receipt is of other versions, not durable, or used.</exception>
    /// <exception cref="SecretNotOpenedException">A ciphertext is not authentic at its address.</exception>
    internal T UseInConnector<T>(
        SealedSecret former,
        SealedSecret next,
        AuditReceipt<SecretsHandedToConnector> receipt,
        PlaintextsUse<T> use
    )
    {
        receipt.Use();
        var line = receipt.Event;
        Match(next, line.VersionId, new(line.Account, line.Component, line.Version), line.CiphertextSha256);
        Match(former, line.FormerId, new(line.Account, line.Component, line.FormerVersion), line.FormerSha256);
        var (first, second) = (Unprotect(former), Array.Empty<byte>());
        try
        {
            second = Unprotect(next);
            return use(Plaintext.From(first), Plaintext.From(second));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(first);
            CryptographicOperations.ZeroMemory(second);
        }
    }

    /// <summary>Whether it opens, and nothing else about it. For <c>check</c> and before a migration.</summary>
    public bool Probe(SealedSecret secret)
    {
        try
        {
            return Unseal(secret, s => !s.IsEmpty);
        }
        catch (SecretNotOpenedException)
        {
            return false;
        }
    }

    /// <summary>The keyed fingerprint of a value, sealed for the row of its version.</summary>
    internal byte[] SealFingerprint(Plaintext secret, Component component, SecretVersionId id) =>
        _fingerprints.CreateProtector(id.ToString()).Protect(Fingerprint(secret, component));

    /// <summary>
    /// Whether the version ever had this value; works after destruction. Not public: asked often enough, it finds a
    /// value that no line says was shown.
    /// </summary>
    /// <param name="component">What the value is to be, not what the version was.</param>
    /// <exception cref="SecretNotOpenedException">The stored fingerprint is not authentic.</exception>
    internal bool HadValue(SecretVersion version, Plaintext secret, Component component) =>
        CryptographicOperations.FixedTimeEquals(StoredFingerprint(version), Fingerprint(secret, component));

    /// <summary>What two versions have in common that have one value, and no others; for <see cref="EqualValues"/>.</summary>
    /// <exception cref="SecretNotOpenedException">The stored fingerprint is not authentic.</exception>
    internal string FingerprintOf(SecretVersion version) => Convert.ToHexString(StoredFingerprint(version));

    /// <summary>The same of a value that is no version yet. Not public, for the reason of <see cref="HadValue"/>.</summary>
    /// <param name="component">What the value is to be.</param>
    internal string FingerprintOf(Plaintext secret, Component component) =>
        Convert.ToHexString(Fingerprint(secret, component));

    /// <summary>The key of the ring that a ciphertext names.</summary>
    public static string KeyIdOf(SealedSecret secret) => SecretsRing.KeyIdOf(secret.Ciphertext).ToString("D");

    private byte[] StoredFingerprint(SecretVersion version)
    {
        try
        {
            return _fingerprints.CreateProtector(version.Id.ToString()).Unprotect(version.Fingerprint);
        }
        catch (CryptographicException)
        {
            throw new SecretNotOpenedException();
        }
    }

    private byte[] Fingerprint(Plaintext secret, Component component)
    {
        if (component != Component.TotpSeed || OtpAuthUri.Read(secret) is not { } taken)
            return _rootKey.Mac("fingerprint/1", secret.Utf8);
        // The seed alone: with another caption around it, it is the same one.
        using var seed = taken.Seed;
        return _rootKey.Mac("fingerprint/1", seed.AsSpan());
    }

    private T Unseal<T>(SealedSecret secret, PlaintextUse<T> use)
    {
        var utf8 = Unprotect(secret);
        try
        {
            return use(Plaintext.From(utf8));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(utf8);
        }
    }

    /// <summary>Whoever asks for it clears it.</summary>
    private byte[] Unprotect(SealedSecret secret)
    {
        try
        {
            return ProtectorOf(secret.Address).Unprotect(secret.Ciphertext);
        }
        catch (CryptographicException)
        {
            throw new SecretNotOpenedException();
        }
    }

    // Whatever the line says was shown is what is opened: no line about one account opens another's secret.
    private static void Match(SealedSecret secret, SecretVersionId version, SecretAddress address, byte[] hash)
    {
        if (
            secret.Id != version
            || secret.Address != address
            || !CryptographicOperations.FixedTimeEquals(secret.Hash, hash)
        )
            throw new InvalidOperationException("The receipt is for another version.");
    }

    private IDataProtector ProtectorOf(SecretAddress address) => _secrets.CreateProtector(address.ToString());
}
