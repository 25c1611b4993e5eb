using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>Ends a person's sessions with his rights, as part of the command that changes them.</summary>
internal static class EndSessions
{
    /// <summary>
    /// The sessions end before the commit: a command queued behind this one must find his proofs dead. Should the
    /// commit fail, he signs in again; that is the safe direction. A sign-in on its way meanwhile sees to itself.
    /// </summary>
    /// <param name="except">The session in which the person himself changes something; it lives on.</param>
    /// <returns>How many ended.</returns>
    public static int Of(WriteScope scope, SessionStore sessions, PersonId person, Session? except = null)
    {
        var count = sessions.Of(person, scope.Now).Count(s => s != except);
        sessions.EndAllOf(person, except);
        if (count > 0)
            scope.Append(new SessionsEnded(person, count));
        return count;
    }
}
