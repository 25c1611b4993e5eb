using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>Ends one or all other sessions of the caller; he ends his present one by signing out.</summary>
public sealed class EndOwnSessions(VaultInstance vault, SessionStore sessions)
{
    /// <param name="which">Null: all but the present one.</param>
    /// <returns>How many ended; 0 if there was no such session of his.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line; the sessions are over all the same.</exception>
    public async Task<int> Run(Actor actor, Session present, SessionId? which)
    {
        var ended = sessions
            .Of(present.Person, vault.Clock.GetUtcNow())
            .Where(s => s != present && (which is null || s.Id == which))
            .ToList();
        if (ended.Count == 0)
            return 0;
        ended.ForEach(sessions.End);
        await vault.Writer.Write(actor, scope => scope.Append(new SessionsEnded(present.Person, ended.Count)));
        return ended.Count;
    }
}
