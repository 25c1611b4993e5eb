using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Handovers;
using Vault.Core.People;

namespace Vault.Core.Notices;

/// <summary>
/// Tells each party of a handover when it is his turn, and settles what he was told once it no longer is, or the handover
/// is over. The notices themselves say who was told.
/// </summary>
internal sealed class HandoverTurnDesk(VaultInstance vault, HandoverTurns turns)
{
    private static readonly NoticeMatter[] Matters =
    [
        NoticeMatter.HandoverTurn,
        NoticeMatter.HandoverEnding,
        NoticeMatter.HandoverOverdue,
    ];

    /// <returns>How many were told.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line in time; the next pass goes on from there.</exception>
    public async Task<int> Run()
    {
        using var db = vault.OpenReader();
        var now = turns.Of(db, vault.Clock.GetUtcNow());
        if (now.Count == 0 && Open(db).Count == 0)
            return 0;
        return await vault.Writer.Write(Actor.System, scope => Follow(scope, now));
    }

    private int Follow(WriteScope scope, IReadOnlyList<HandoverTurn> now)
    {
        var told = Open(scope.Db);
        var running = HandoverTurns.Running(scope.Db);
        foreach (var over in told.Where(n => !IsOn(n, now, running)))
        {
            over.Settle(scope.Now);
            vault.Notices.Changes(over.Receiver);
        }
        var anew = now.Where(t => !told.Any(n => IsOf(n, t))).ToList();
        var able = new Receivers(scope.Db, null, scope.Now).WhoCanSignIn(anew.Select(t => t.Person));
        var come = anew.Where(t => able.Contains(t.Person)).ToList();
        foreach (var turn in come)
            scope.Append(new HandoverTurnCame(turn.Handover, turn.Leaver, turn.Person, turn.Task));
        return come.Count;
    }

    private static List<Notice> Open(VaultDb db) =>
        db.Set<Notice>().Where(n => Matters.Contains(n.Matter) && n.SettledAt == null).ToList();

    private static bool IsOn(Notice notice, IReadOnlyList<HandoverTurn> now, IReadOnlyList<HandoverId> running) =>
        notice.Matter == NoticeMatter.HandoverTurn
            ? now.Any(t => IsOf(notice, t))
            : running.Contains(new HandoverId(notice.Subject));

    private static bool IsOf(Notice notice, HandoverTurn turn) =>
        notice.Matter == NoticeMatter.HandoverTurn
        && notice.Subject == turn.Handover.Value
        && notice.Receiver == turn.Person
        && notice.Detail == $"{turn.Task}";
}
