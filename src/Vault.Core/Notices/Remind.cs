using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Notices;

/// <summary>
/// What time brings about: reminders of what is due, handovers of appointments that end, the end of requests whose time has passed, the removal of old
/// notices. One pass gives whatever has come due since the last one, however long ago that was, and each reminder once,
/// whoever else runs a pass meanwhile.
/// </summary>
public sealed class Remind(VaultInstance vault, FieldSealer fields, EqualValues equal, SessionStore sessions)
{
    /// <summary>A notice that was read or settled is kept for so many days after it was written.</summary>
    public const int KeptDays = 180;

    /// <summary>Any other for so many.</summary>
    public const int LongestDays = 730;

    /// <summary>Notices removed by one command.</summary>
    private const int Portion = 500;

    /// <returns>How many reminders were given and requests ended.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line in time; the next pass goes on from there.</exception>
    public async Task<int> Run()
    {
        var done = 0;
        foreach (var id in Find(db => DueReminders.Lapsed(db, vault.Clock.GetUtcNow())))
            done += await Do(scope => Expire(scope, id));
        // Before the reminders: of what it could not prepare the office is reminded.
        done += await new EndingAppointments(vault, fields, equal, sessions).Run();
        foreach (var rule in DueReminders.Rules)
        {
            foreach (var due in Find(db => rule(db, vault.Clock.GetUtcNow(), null).ToList()))
                done += await Do(scope => Give(scope, rule, due));
        }
        done += await new HandoverTurnDesk(vault, new HandoverTurns(fields, equal)).Run();
        while (await vault.Writer.Write(Actor.System, RemoveOld) == Portion)
        {
            // As many as there are.
        }
        return done;
    }

    private static bool Expire(WriteScope scope, CheckoutId id)
    {
        var row = scope.Db.Set<Checkout>().Where(c => c.Id == id);
        if (scope.Db.OneOfNow(row, id.ToString()) is not { Ending: null } request)
            return false;
        if (request.StateAt(scope.Now) != CheckoutState.Expired)
            return false;
        CheckoutOpening.EndExpired(scope, request);
        return true;
    }

    /// <summary>Looked at once more: another pass may have given it meanwhile, or the matter be done.</summary>
    private static bool Give(WriteScope scope, ReminderRule rule, DueReminder due)
    {
        if (!rule(scope.Db, scope.Now, due.Subject).Contains(due))
            return false;
        var (happened, to) = (due.Event, new Receivers(scope.Db, null, scope.Now));
        // Where nobody could be told, the next pass finds out whether somebody can.
        if (!NoticeRules.Of(happened).Any(r => to.WhoCanSignIn(r.To(happened, to)).Count > 0))
            return false;
        if (due.Mark.Length > 0)
            scope.Db.Add(Reminder.Of(due, scope.Now));
        scope.Append(happened);
        return true;
    }

    private int RemoveOld(WriteScope scope)
    {
        // By the day, so that a pass every few minutes leaves one line a day and not one for each notice.
        var today = OrganisationTime.DayOf(scope.Now);
        var (kept, longest) = (
            OrganisationTime.StartOf(today.AddDays(-KeptDays)),
            OrganisationTime.StartOf(today.AddDays(-LongestDays))
        );
        var old = scope
            .Db.Set<Notice>()
            .Where(n => n.At < longest || (n.At < kept && (n.ReadAt != null || n.SettledAt != null)))
            .OrderBy(n => n.At)
            .Take(Portion)
            .ToList();
        if (old.Count == 0)
            return 0;
        var ids = old.Select(n => n.Id).ToList();
        scope.Db.RemoveRange(scope.Db.Set<OutboxMessage>().Where(m => ids.Contains(m.Id)).ToList());
        scope.Db.RemoveRange(old);
        old.ForEach(n => vault.Notices.Changes(n.Receiver));
        scope.Append(new OldNoticesRemoved(old.Count));
        return old.Count;
    }

    private async Task<int> Do(Func<WriteScope, bool> command)
    {
        try
        {
            return await vault.Writer.Write(Actor.System, command) ? 1 : 0;
        }
        catch (TamperedRowException)
        {
            // It has raised its own alarm; the others are reminded all the same.
            return 0;
        }
    }

    private List<T> Find<T>(Func<VaultDb, List<T>> find)
    {
        using var db = vault.OpenReader();
        try
        {
            return find(db);
        }
        catch (TamperedRowException)
        {
            return [];
        }
    }
}
