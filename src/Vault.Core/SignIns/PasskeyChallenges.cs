using System.Collections.Concurrent;
using System.Security.Cryptography;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>What a passkey is asked for; an answer counts for that and nothing else.</summary>
public abstract record PasskeyRequest
{
    private PasskeyRequest() { }

    /// <summary>Signing in, by somebody not yet known.</summary>
    public sealed record SignIn : PasskeyRequest;

    /// <summary>A second factor in a session, for one purpose and subject.</summary>
    public sealed record StepUp(SessionId Session, ProofPurpose Purpose, Guid? Subject) : PasskeyRequest;

    /// <summary>A new passkey, for the person of a session.</summary>
    public sealed record Add(SessionId Session) : PasskeyRequest;
}

/// <summary>
/// Challenges on their way to a passkey and back, held on the server: in memory, each under a random ticket, for one
/// answer and <see cref="Lifetime"/> at most. A restart forgets them.
/// </summary>
public sealed class PasskeyChallenges(VaultInstance vault)
{
    /// <summary>As long as the proof that comes of it would count.</summary>
    public static readonly TimeSpan Lifetime = FreshProof.Lifetime;

    /// <summary>Anybody may ask for one: beyond these the oldest is forgotten, so that nobody fills the memory.</summary>
    public const int Limit = 10_000;

    private const int TicketLength = 32;

    private readonly ConcurrentDictionary<string, Pending> _pending = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Ticket, DateTimeOffset Since)> _order = new();

    /// <summary>Keeps the state of a challenge and returns its ticket: 64 hexadecimal digits.</summary>
    public string Offer(PasskeyRequest request, string state)
    {
        var now = vault.Clock.GetUtcNow();
        Sweep(now);
        var ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TicketLength));
        _pending[ticket] = new Pending(request, state, now);
        _order.Enqueue((ticket, now));
        return ticket;
    }

    /// <summary>
    /// The state of a challenge, once: null if it was answered before, is too old, or was made for something else. It is
    /// used up by being asked for, whatever the answer.
    /// </summary>
    public string? Take(PasskeyRequest request, string? ticket)
    {
        if (ticket is null || !_pending.TryRemove(ticket, out var pending))
            return null;
        return IsFresh(pending.Since, vault.Clock.GetUtcNow()) && pending.Request == request ? pending.State : null;
    }

    private void Sweep(DateTimeOffset now)
    {
        while (_order.TryPeek(out var oldest) && (_order.Count >= Limit || !IsFresh(oldest.Since, now)))
        {
            if (_order.TryDequeue(out var gone))
                _pending.TryRemove(gone.Ticket, out _);
        }
    }

    private static bool IsFresh(DateTimeOffset since, DateTimeOffset now) =>
        now - since is { Ticks: >= 0 } age && age < Lifetime;

    private sealed record Pending(PasskeyRequest Request, string State, DateTimeOffset Since);
}
