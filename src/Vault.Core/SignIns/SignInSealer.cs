using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Vault.Core.Custody;

namespace Vault.Core.SignIns;

/// <summary>
/// Seals what people sign in with under the secrets ring, bound to vault and person: moved to another person's row, or
/// to another vault, it does not open.
/// </summary>
public sealed class SignInSealer(VaultInstance vault)
{
    private readonly IDataProtector _seeds = vault.Ring.Provider.CreateProtector(
        "sign-in-seed/1",
        vault.Log.Vault.ToString()
    );
    private readonly IDataProtector _hashes = vault.Ring.Provider.CreateProtector(
        "password-hash/1",
        vault.Log.Vault.ToString()
    );

    internal byte[] SealSeed(PersonId person, TotpSeed seed)
    {
        var bytes = seed.AsSpan().ToArray();
        try
        {
            return _seeds.CreateProtector(person.ToString()).Protect(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Whether the code is one of this person's for one step around now; the caller refuses used-up steps.</summary>
    /// <exception cref="SecretNotOpenedException">The sealed seed is not authentic for this person.</exception>
    internal bool IsCode(SecondFactor factor, string? code, DateTimeOffset now, out long step)
    {
        var seed = Open(_seeds, factor.Person, factor.SealedSeed);
        try
        {
            return Totp.Verify(seed, TotpParameters.Standard, code, now, out step);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    internal byte[] SealHash(PersonId person, string hash) =>
        _hashes.CreateProtector(person.ToString()).Protect(Encoding.ASCII.GetBytes(hash));

    /// <exception cref="SecretNotOpenedException">The sealed hash is not authentic for this person.</exception>
    internal string OpenHash(Credential credential) =>
        Encoding.ASCII.GetString(Open(_hashes, credential.Person, credential.SealedHash));

    /// <summary>Whether it opens for its person, and nothing else about it. For <c>check</c>.</summary>
    internal bool Probe(SecondFactor factor) => Opens(_seeds, factor.Person, factor.SealedSeed);

    /// <inheritdoc cref="Probe(SecondFactor)"/>
    internal bool Probe(Credential credential) => Opens(_hashes, credential.Person, credential.SealedHash);

    private static bool Opens(IDataProtector protector, PersonId person, byte[] ciphertext)
    {
        try
        {
            CryptographicOperations.ZeroMemory(Open(protector, person, ciphertext));
            return true;
        }
        catch (SecretNotOpenedException)
        {
            return false;
        }
    }

    private static byte[] Open(IDataProtector protector, PersonId person, byte[] ciphertext)
    {
        try
        {
            return protector.CreateProtector(person.ToString()).Unprotect(ciphertext);
        }
        catch (CryptographicException)
        {
            throw new SecretNotOpenedException();
        }
    }
}
