using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>
/// A signed-in session, in memory: a restart signs everybody out. The cookie holds a random reference of which only the
/// hash is kept here. Both factors were given; there is no session with one.
/// </summary>
public sealed class Session
{
    /// <summary>Without a request for this long it ends.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(15);

    /// <summary>It ends after this long in any case.</summary>
    public static readonly TimeSpan AbsoluteLimit = TimeSpan.FromHours(12);

    /// <summary>How far the clock may be set back before a session ends: the limits above rest on a clock that runs.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(ProofPurpose, Guid?), FreshProof> _proofs = [];
    private readonly DateTimeOffset _factorGivenAt;
    private bool _factorCounted;
    private bool _ended;

    internal Session(
        AuditReceipt<SignedIn> receipt,
        PersonId person,
        SessionId id,
        string? address,
        string device,
        DateTimeOffset now
    )
    {
        receipt.Use();
        Id = id;
        Person = person;
        Address = address;
        Device = device;
        StartedAt = now;
        LastSeenAt = now;
        _factorGivenAt = receipt.At;
    }

    public SessionId Id { get; }

    public PersonId Person { get; }

    public string? Address { get; }

    /// <summary>The browser's own description, as sent; shown to its owner only.</summary>
    public string Device { get; }

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset LastSeenAt { get; private set; }

    public bool IsLive(DateTimeOffset now)
    {
        lock (_gate)
            return !_ended
                && now >= LastSeenAt - ClockTolerance
                && now - LastSeenAt < IdleLimit
                && now - StartedAt < AbsoluteLimit;
    }

    /// <summary>
    /// The proof that is fresh for this purpose and subject, if there is one. The second factor given at sign-in counts
    /// once, for the first account whose secrets are used.
    /// </summary>
    public FreshProof? ProofFor(ProofPurpose purpose, Guid? subject, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_ended)
                return null;
            if (_proofs.TryGetValue((purpose, subject), out var proof))
                return proof.Covers(Id, purpose, subject, now) ? proof : null;
            if (!SignInFactorIsFree(purpose, now))
                return null;
            _factorCounted = true;
            return _proofs[(purpose, subject)] = FreshProof.FromSignIn(this, subject, _factorGivenAt);
        }
    }

    /// <summary>
    /// Whether <see cref="ProofFor"/> would give one, without taking the factor of the sign-in: for a page that decides
    /// whether to ask for a code.
    /// </summary>
    public bool HasProofFor(ProofPurpose purpose, Guid? subject, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_ended)
                return false;
            return _proofs.TryGetValue((purpose, subject), out var proof)
                ? proof.Covers(Id, purpose, subject, now)
                : SignInFactorIsFree(purpose, now);
        }
    }

    internal void Keep(FreshProof proof)
    {
        lock (_gate)
            _proofs[(proof.Purpose, proof.Subject)] = proof;
    }

    internal bool Touch(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!IsLive(now))
                return false;
            // Never back: many small steps of the clock must not add up.
            if (now > LastSeenAt)
                LastSeenAt = now;
            return true;
        }
    }

    internal void End()
    {
        lock (_gate)
        {
            _ended = true;
            _proofs.Clear();
        }
    }

    private bool SignInFactorIsFree(ProofPurpose purpose, DateTimeOffset now) =>
        !_factorCounted
        && purpose == ProofPurpose.UseSecrets
        && now - _factorGivenAt is { Ticks: >= 0 } age
        && age < FreshProof.Lifetime;

    internal bool HasEnded
    {
        get
        {
            lock (_gate)
                return _ended;
        }
    }
}
