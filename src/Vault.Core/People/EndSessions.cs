using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>Ends a person's sessions with his rights, as part of the command that changes them.</summary>
internal static class EndSessions
{
    /// <summary>
    /// The sessions end before the commit: a command queued behind this one must find his proofs dead. Should the
    /// commit fail, he signs in again; that is the safe direction.
    /// </summary>
    public static void Of(WriteScope scope, SessionStore sessions, PersonId person)
    {
        var count = sessions.Of(person, scope.Now).Count;
        sessions.EndAllOf(person);
        if (count > 0)
            scope.Append(new SessionsEnded(person, count));
    }
}
