using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Vault.Core.Keys;

/// <summary>
/// The key ring under which secrets are sealed: AES-256-GCM, fixed application name, no automatic keys. It shares
/// nothing with the ring of the sessions, so ending every session never touches a secret.
/// </summary>
internal sealed class SecretsRing : IDisposable
{
    /// <summary>A key is replaced in a ceremony long before; an expired one still opens old secrets.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    private static readonly TimeSpan UptakeLimit = TimeSpan.FromSeconds(20);

    private readonly ServiceProvider _services;

    private SecretsRing(ServiceProvider services) => _services = services;

    /// <summary>Seals and opens. Refuses both while the ring holds no key.</summary>
    public IDataProtectionProvider Provider => _services.GetRequiredService<IDataProtectionProvider>();

    /// <summary>The keys the ring holds, oldest first.</summary>
    public IReadOnlyList<Guid> KeyIds =>
        [.. Manager.GetAllKeys().Where(k => !k.IsRevoked).OrderBy(k => k.CreationDate).Select(k => k.KeyId)];

    private IKeyManager Manager => _services.GetRequiredService<IKeyManager>();

    /// <summary>Reads the ring.</summary>
    /// <exception cref="ForeignRingElementException">Something in the folder does not authenticate under the root key.</exception>
    public static SecretsRing Open(string folder, RootKey rootKey)
    {
        var repository = new AuthenticatedRing(folder, rootKey);
        repository.GetAllElements();
        var services = new ServiceCollection();
        services
            .AddDataProtection()
            .SetApplicationName("credential-vault/secrets")
            .DisableAutomaticKeyGeneration()
            .UseCryptographicAlgorithms(
                new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM }
            );
        services.Configure<KeyManagementOptions>(o =>
        {
            o.XmlRepository = repository;
            // The repository encrypts each element whole.
            o.XmlEncryptor = new NullXmlEncryptor();
        });
        return new SecretsRing(services.BuildServiceProvider());
    }

    /// <summary>Makes a new key; once this returns, secrets are sealed under it. The caller logs the ceremony.</summary>
    /// <exception cref="InvalidOperationException">The ring did not take the key into use.</exception>
    public Guid CreateKey(DateTimeOffset now)
    {
        // Data Protection takes a key into use only after its activation: now, less what clocks differ.
        var key = Manager.CreateNewKey(now.AddMinutes(-10), now + Lifetime).KeyId;
        // It reads the ring anew in the background and goes on sealing under the older key meanwhile.
        if (!SpinWait.SpinUntil(() => KeyIdOf(Provider.CreateProtector("probe").Protect([])) == key, UptakeLimit))
            throw new InvalidOperationException($"The ring did not take key {key:D} into use.");
        return key;
    }

    /// <summary>The key that sealed a payload of Data Protection: bytes 4 to 19, after its magic header.</summary>
    public static Guid KeyIdOf(ReadOnlySpan<byte> payload) => new(payload.Slice(4, 16));

    public void Dispose() => _services.Dispose();
}
