using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Imports;
using Vault.Core.Witnesses;

namespace Vault.Core.Notices;

/// <summary>
/// Writes the notices that follow from the lines of a command, in its own transaction, and remembers how many of each
/// person are open, so that no page counts them.
/// </summary>
public sealed class NoticeDesk
{
    private readonly ConcurrentDictionary<PersonId, long> _versions = new();
    private readonly ConcurrentDictionary<PersonId, (long Version, int Count)> _counts = new();

    // Of the writer's thread alone: whose notices the present batch has changed.
    private readonly HashSet<PersonId> _changed = [];

    internal NoticeDesk() { }

    /// <summary>The last part of every command; for most of them nothing.</summary>
    internal void Follow(WriteScope scope)
    {
        var first = scope.FirstSequence;
        var told = scope.Lines.Select((line, i) => (line.Event, first + i)).Where(l => NoticeRules.Concern(l.Event));
        // An import is told of as a whole, and so is a new epoch: what they do to ten thousand accounts is nobody's ten
        // thousand notices.
        var whole = told.FirstOrDefault(l => l.Event is RegisterImportConfirmed or EpochOpened);
        List<(AuditEvent Event, long Sequence)> lines = whole.Event is null ? [.. told] : [whole];
        if (lines.Count == 0)
            return;
        Action? unsee = null;
        try
        {
            var to = new Receivers(scope.Db, scope.Actor.Person, scope.Now, () => unsee = scope.SaveAndSee());
            FollowAll(scope, to, lines);
        }
        finally
        {
            unsee?.Invoke();
        }
    }

    private void FollowAll(WriteScope scope, Receivers to, List<(AuditEvent Event, long Sequence)> lines)
    {
        // What began within this command has no notices to settle but its own.
        var begun = new HashSet<Guid>();
        foreach (var (happened, sequence) in lines)
        {
            try
            {
                Settle(scope, to, happened, begun);
                foreach (var rule in NoticeRules.Of(happened))
                    Tell(scope, to, rule, happened, sequence, begun);
            }
            catch (TamperedRowException)
            {
                // It has raised its own alarm; that somebody is not told undoes nothing that happened.
            }
        }
    }

    /// <summary>In the writer: notices of this person change with the present batch.</summary>
    internal void Changes(PersonId person) => _changed.Add(person);

    /// <summary>The batch is on disk: what was counted before counts no more.</summary>
    internal void Durable()
    {
        foreach (var person in _changed)
            _versions.AddOrUpdate(person, 1, (_, version) => version + 1);
        _changed.Clear();
    }

    /// <param name="read">Counts in the database. What it finds is kept only if nothing changes meanwhile.</param>
    internal int Count(PersonId person, Func<int> read)
    {
        var version = _versions.GetValueOrDefault(person);
        if (_counts.TryGetValue(person, out var known) && known.Version == version)
            return known.Count;
        var count = read();
        _counts[person] = (version, count);
        return count;
    }

    private void Tell(
        WriteScope scope,
        Receivers to,
        NoticeRule rule,
        AuditEvent happened,
        long sequence,
        HashSet<Guid> begun
    )
    {
        var subject = rule.Subject(happened);
        var persons = to.WhoCanSignIn(rule.To(happened, to).Where(p => p != scope.Actor.Person));
        var isNew = happened is CheckoutAsked or CheckoutExtensionAsked && begun.Add(subject);
        if (persons.Count == 0)
            return;
        var content = rule.Content(happened, to);
        var former = isNew ? [] : Unread(scope.Db, content);
        foreach (var person in persons.OrderBy(p => p.Value))
        {
            var his = former.Where(n => n.Receiver == person).ToList();
            if (rule.OnceUnread && his.Count > 0)
                continue;
            his.ForEach(n => n.Settle(scope.Now));
            var notice = Notice.Of(person, content, scope.Now, sequence);
            scope.Db.Add(notice);
            scope.Db.Add(OutboxMessage.Of(notice));
            Changes(person);
        }
    }

    private void Settle(WriteScope scope, Receivers to, AuditEvent happened, HashSet<Guid> begun)
    {
        foreach (var ending in NoticeRules.Endings(happened))
        {
            var subject = ending.Subject(happened);
            if (!begun.Contains(subject) && ending.IsDone(happened, to))
                Settle(scope, Open(scope.Db, subject, n => ending.Ends(n, happened)));
        }
        if (happened is not CheckoutApprovalGiven given)
            return;
        // Where two have to agree, one yes leaves some of those who were asked with nothing to say.
        var asked = Open(scope.Db, given.Checkout.Value, _ => true);
        if (asked.Count == 0)
            return;
        var stillAsked = to.StillAsked(given.Checkout);
        Settle(scope, asked.Where(n => !stillAsked(n.Receiver)));
    }

    private void Settle(WriteScope scope, IEnumerable<Notice> notices)
    {
        foreach (var notice in notices)
        {
            notice.Settle(scope.Now);
            Changes(notice.Receiver);
        }
    }

    /// <summary>What says the same and was not read: a newer one takes its place.</summary>
    private static List<Notice> Unread(VaultDb db, NoticeContent content) =>
        db.Set<Notice>()
            .Where(n => n.Subject == content.Subject && n.SettledAt == null)
            .Where(n => n.Matter == content.Matter && n.Detail == content.Detail && n.ReadAt == null)
            .ToList();

    /// <summary>The unsettled notices about a subject, this command's own among them.</summary>
    private static List<Notice> Open(VaultDb db, Guid subject, Func<Notice, bool> which)
    {
        var stored = db.Set<Notice>().Where(n => n.Subject == subject && n.SettledAt == null).ToList();
        var added = db.Set<Notice>().Local.Where(n => n.Subject == subject);
        return [.. stored.Union(added).Where(n => n.SettledAt is null && which(n))];
    }
}
