using System.Collections.Concurrent;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.SignIn;

namespace Vault.Web.Demo;

/// <summary>
/// Scans the QR code for a visitor who has no authenticator at hand: a seed that a page of the demo shows goes into the
/// bar, and once a code of it was confirmed the bar goes on with it.
/// </summary>
internal sealed class DemoAuthenticators(DemoPeople people, PendingSeeds pending, VaultInstance vault)
{
    private readonly ConcurrentDictionary<string, Scanned> _scanned = new(StringComparer.Ordinal);

    /// <summary>The seed this page shows, or null.</summary>
    public byte[]? OfferedOn(HttpContext context, VaultDb db)
    {
        var current = context.RequestServices.GetRequiredService<CurrentActor>();
        if (current.IsSignedIn && pending.Find(current.Session.Id.Value) is { } replacing)
            return Scan(current.Person, replacing, withPassword: false);
        if (context.GetRouteValue("token") is not string token)
            return null;
        var open = context.RequestServices.GetRequiredService<OpenInvitation>();
        return open.Run(token) is { Enrolling: { } enrolling, Person: var person }
            ? Scan(person, enrolling, withPassword: true)
            : null;
    }

    /// <summary>Takes over what was scanned if the person's factor was enrolled since.</summary>
    public void Settle(string userName, SecondFactor factor)
    {
        if (!_scanned.TryGetValue(userName, out var scanned) || factor.EnrolledAt < scanned.At)
            return;
        _scanned.TryRemove(userName, out _);
        // Who follows an invitation chooses a password too, which the bar does not see.
        var password = scanned.WithPassword ? "" : people.Find(userName)?.Password ?? "";
        people.Replace(new DemoPerson(userName, password, scanned.Seed));
    }

    private byte[]? Scan(Person person, PendingSeed seed, bool withPassword)
    {
        if (seed.Base32() is not { Length: > 0 } shown)
            return null;
        var bytes = SimpleBase.Base32.Rfc4648.Decode(shown);
        _scanned[person.SignInName] = new(bytes, vault.Clock.StampNow(), withPassword);
        return bytes;
    }

    private sealed record Scanned(byte[] Seed, DateTimeOffset At, bool WithPassword);
}
