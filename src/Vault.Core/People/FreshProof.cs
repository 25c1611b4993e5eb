using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>What a second factor was given for.</summary>
public enum ProofPurpose
{
    /// <summary>Revealing, copying, depositing secrets and issuing codes of one account.</summary>
    UseSecrets,

    /// <summary>Proposing a grant.</summary>
    Propose,

    /// <summary>Confirming or refusing a grant.</summary>
    Confirm,

    /// <summary>Changing one's own password, second factor or recovery codes.</summary>
    ChangeOwnSignIn,

    /// <summary>Taking the log or the register out of the vault.</summary>
    Export,

    /// <summary>Changing rights, persons' sign-ins, keys or settings.</summary>
    Administer,

    /// <summary>Approving or refusing a checkout, reviewing one.</summary>
    Approve,

    /// <summary>Attesting that somebody signed in on the platform with a new value of one account, or could not.</summary>
    Verify,

    /// <summary>Opening, approving or signing a handover; signing a review of the log.</summary>
    Sign,

    /// <summary>Taking an account in an emergency.</summary>
    BreakGlass,

    /// <summary>Destroying what was replaced of one account, before its days are over.</summary>
    Destroy,

    /// <summary>Reporting that an account is suspected to be compromised, or concluding the incident.</summary>
    Incident,
}

/// <summary>How far a second factor goes that was given for a purpose.</summary>
public static class ProofPurposes
{
    /// <summary>It is good once; for the secrets of an account it is for as long as it counts.</summary>
    public static bool IsSingleUse(this ProofPurpose purpose) => purpose is not ProofPurpose.UseSecrets;
}

/// <summary>
/// A second factor no older than five minutes, for one person, session, purpose and subject. It can be had only from
/// the durable log line of its verification. For whatever is not the use of secrets it is good once.
/// </summary>
public sealed class FreshProof
{
    /// <summary>How long it counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly Session _session;
    private readonly DateTimeOffset _at;
    private int _used;

    private FreshProof(Session session, ProofPurpose purpose, Guid? subject, DateTimeOffset at)
    {
        _session = session;
        _at = at;
        Purpose = purpose;
        Subject = subject;
    }

    public PersonId Person => _session.Person;

    public ProofPurpose Purpose { get; }

    /// <summary>The account, proposal, … it is for; null where the purpose has none.</summary>
    public Guid? Subject { get; }

    /// <summary>The proof of a verification whose line is durable, kept by its session until it is stale or used.</summary>
    internal static FreshProof From(AuditReceipt<SecondFactorVerified> receipt, Session session)
    {
        receipt.Use();
        // The time of the line, not of the clock: the guard compares it with the time of another line.
        var proof = new FreshProof(session, receipt.Event.Purpose, receipt.Event.Subject, receipt.At);
        session.Keep(proof);
        return proof;
    }

    internal static FreshProof FromSignIn(Session session, Guid? subject, DateTimeOffset at) =>
        new(session, ProofPurpose.UseSecrets, subject, at);

    /// <summary>Whether it counts for this session, purpose and subject now.</summary>
    public bool Covers(SessionId? session, ProofPurpose purpose, Guid? subject, DateTimeOffset now) =>
        session == _session.Id
        && purpose == Purpose
        && subject == Subject
        && now - _at < Lifetime
        && now >= _at
        && !_session.HasEnded
        && Volatile.Read(ref _used) == 0;

    /// <summary>As <see cref="Covers"/>, and uses it up where it is good only once. For the guard inside the writer.</summary>
    internal bool Use(Actor actor, ProofPurpose purpose, Guid? subject, DateTimeOffset now) =>
        actor.Person == Person
        && Covers(actor.Session, purpose, subject, now)
        && (!Purpose.IsSingleUse() || Interlocked.Exchange(ref _used, 1) == 0);
}
