using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>Ends the session of the caller.</summary>
public sealed class SignOut(VaultInstance vault, SessionStore sessions)
{
    /// <summary>The session is over before its line is written: a log that takes no line must not keep it alive.</summary>
    /// <exception cref="VaultUnavailableException">The log took no line; the session is over all the same.</exception>
    public Task Run(Actor actor, Session session)
    {
        sessions.End(session);
        return vault.Writer.Write(actor, scope => scope.Append(new SignedOut(session.Id)));
    }
}
