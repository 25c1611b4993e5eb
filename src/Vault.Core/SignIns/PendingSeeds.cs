using System.Collections.Concurrent;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>
/// Seeds that were shown to a person but not confirmed by a code yet, held on the server between the two steps: in
/// memory, under the invitation or session they belong to, for an hour at most. A restart forgets them.
/// </summary>
public sealed class PendingSeeds(VaultInstance vault)
{
    private static readonly TimeSpan Lifetime = Invitation.Lifetime;

    private readonly ConcurrentDictionary<Guid, PendingSeed> _seeds = new();

    internal PendingSeed Begin(Guid holder, byte[]? sealedHash)
    {
        Sweep();
        Forget(holder);
        return _seeds[holder] = new PendingSeed(sealedHash, vault.Clock.GetUtcNow());
    }

    /// <summary>Null if there is none for this invitation or session, or no longer.</summary>
    public PendingSeed? Find(Guid holder) => _seeds.TryGetValue(holder, out var seed) && IsFresh(seed) ? seed : null;

    /// <summary>The person begins anew, or is done.</summary>
    public void Forget(Guid holder)
    {
        if (_seeds.TryRemove(holder, out var seed))
            seed.Dispose();
    }

    private void Sweep()
    {
        foreach (var (holder, seed) in _seeds)
        {
            if (!IsFresh(seed))
                Forget(holder);
        }
    }

    private bool IsFresh(PendingSeed seed) => vault.Clock.GetUtcNow() - seed.Since < Lifetime;
}

/// <summary>A new seed on its way into a person's authenticator.</summary>
public sealed class PendingSeed : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TotpSeed _seed = TotpSeed.Generate();
    private bool _disposed;

    internal PendingSeed(byte[]? sealedHash, DateTimeOffset since)
    {
        SealedHash = sealedHash;
        Since = since;
    }

    /// <summary>The password chosen with it, hashed and sealed; null where only the factor is replaced.</summary>
    internal byte[]? SealedHash { get; }

    internal DateTimeOffset Since { get; }

    /// <summary>The <c>otpauth</c> address for a QR code. It holds the seed: the caller clears it. Empty if it is gone.</summary>
    public char[] Address(string issuer, string account) =>
        Borrow(seed => OtpAuthUri.Write(seed, TotpParameters.Standard, issuer, account)) ?? [];

    /// <summary>The seed as Base32 for typing, without padding. Empty if it is gone.</summary>
    public string Base32() => Borrow(seed => SimpleBase.Base32.Rfc4648.Encode(seed, padding: false)) ?? "";

    /// <summary>The step whose code this is, or null.</summary>
    internal long? StepOf(string? code, DateTimeOffset now) =>
        Borrow<long?>(seed => Totp.Verify(seed, TotpParameters.Standard, code, now, out var step) ? step : null);

    /// <summary>Sealed for the person it becomes the second factor of; null if it is gone.</summary>
    internal byte[]? SealFor(PersonId person, SignInSealer sealer)
    {
        lock (_gate)
            return _disposed ? null : sealer.SealSeed(person, _seed);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _seed.Dispose();
        }
    }

    private T? Borrow<T>(Func<ReadOnlySpan<byte>, T> use)
    {
        lock (_gate)
            return _disposed ? default : use(_seed.AsSpan());
    }
}
