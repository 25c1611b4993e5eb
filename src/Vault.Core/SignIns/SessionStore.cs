using System.Collections.Concurrent;
using System.Security.Cryptography;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>The live sessions of this process. What ends here is dead in the very next request.</summary>
public sealed class SessionStore
{
    /// <summary>Bytes of the reference in the cookie.</summary>
    private const int TokenLength = 32;

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Begins a session whose line in the log is durable; returns the reference for the cookie.</summary>
    public (Session Session, string Token) Start(
        AuditReceipt<SignedIn> receipt,
        PersonId person,
        string? address,
        string device,
        DateTimeOffset now
    )
    {
        var token = NewToken();
        var session = new Session(receipt, person, receipt.Event.Started, address, device, now);
        Sweep(now);
        _sessions[Key(token)] = session;
        return (session, token);
    }

    /// <summary>The live session of a cookie; looking it up keeps it from going idle.</summary>
    public Session? Find(string token, DateTimeOffset now)
    {
        if (!_sessions.TryGetValue(Key(token), out var session))
            return null;
        if (session.Touch(now))
            return session;
        End(session);
        return null;
    }

    /// <summary>
    /// A new reference for a live session in place of the one its cookie holds, after a second factor was given: whoever
    /// copied the cookie before holds nothing now.
    /// </summary>
    public string Renew(Session session)
    {
        var token = NewToken();
        var key = Key(token);
        // The new one first: at no moment may the session be out of reach of those who end it.
        _sessions[key] = session;
        Forget(session, key);
        return token;
    }

    public IReadOnlyList<Session> Of(PersonId person, DateTimeOffset now) =>
        [.. _sessions.Values.Where(s => s.Person == person && s.IsLive(now)).OrderByDescending(s => s.LastSeenAt)];

    public void End(Session session)
    {
        session.End();
        Forget(session);
    }

    public void EndAllOf(PersonId person, Session? except = null)
    {
        foreach (var session in _sessions.Values.Where(s => s.Person == person && s != except))
            End(session);
    }

    private void Forget(Session session, string? except = null)
    {
        foreach (var pair in _sessions.Where(p => p.Value == session && p.Key != except))
            _sessions.TryRemove(pair);
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var session in _sessions.Values.Where(s => !s.IsLive(now)))
            End(session);
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenLength));

    private static string Key(string token) =>
        Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
}
