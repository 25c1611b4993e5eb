using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.Handovers;
using Vault.Core.Imports;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>
/// Opens filings for what a command has changed in the register, in its own transaction. No use case knows of it: whatever
/// appends the line of a change, in whatever way, is filed alike.
/// </summary>
internal static class FilingDesk
{
    /// <summary>The last part but the notices of every command; for most of them nothing.</summary>
    public static void Follow(WriteScope scope)
    {
        if (!scope.Lines.Any(l => Concerns(l.Event)))
            return;
        // What the command itself has changed belongs to its own lines.
        scope.AttestByLastLine();
        var unsee = scope.SaveAndSee();
        try
        {
            foreach (var (account, changes) in Changes(scope))
                FileUnlessTampered(scope, account, changes);
        }
        finally
        {
            unsee();
        }
    }

    private static bool Concerns(AuditEvent happened) =>
        happened switch
        {
            AccountFactChanged fact => Of(fact.Fact) is not null,
            PersonAppointed { ActingFor: null } named => Of(named.Role) is not null,
            PersonAppointedOverUnit { ActingFor: null } named => Of(named.Role) is not null,
            AppointmentEnded ended => Of(ended.Role) is not null,
            AppointmentOverUnitEnded ended => Of(ended.Role) is not null,
            HandoverPartClosed or HandoverCancelled => true,
            _ => false,
        };

    /// <summary>What changed for which account, and on which day.</summary>
    private static Dictionary<AccountId, SortedDictionary<FilingChange, DateOnly>> Changes(WriteScope scope)
    {
        var events = scope.Lines.Select(l => l.Event).ToList();
        // The sheet a register was made from has been filed on paper; what is new with it is not a change.
        var imported = events.Exists(e => e is RegisterImportConfirmed)
            ? events.OfType<AccountRegistered>().Select(e => e.Account).ToHashSet()
            : [];
        var handedOver = events.SelectMany(HandedOver).ToHashSet();
        var found = new Dictionary<AccountId, SortedDictionary<FilingChange, DateOnly>>();
        var reach = new Lazy<UnitReach>(() => new UnitReach(scope.Db, scope.Now));
        foreach (var happened in events.Where(Concerns))
        {
            foreach (var (account, change, on) in Of(scope, happened, reach))
            {
                // Its people are filed when the three have signed, not while the list is being counted.
                if (imported.Contains(account) || (happened is not HandoverPartClosed && handedOver.Contains(account)))
                    continue;
                if (!found.TryGetValue(account, out var changes))
                    found[account] = changes = [];
                if (!changes.TryGetValue(change, out var earlier) || on < earlier)
                    changes[change] = on;
            }
        }
        return found;
    }

    private static IEnumerable<(AccountId, FilingChange, DateOnly)> Of(
        WriteScope scope,
        AuditEvent happened,
        Lazy<UnitReach> reach
    )
    {
        var today = OrganisationTime.DayOf(scope.Now);
        switch (happened)
        {
            case AccountFactChanged fact:
                return [(fact.Account, Of(fact.Fact)!.Value, today)];
            case PersonAppointed named:
                return [(named.Account, Of(named.Role)!.Value, OrganisationTime.DayOf(named.From ?? scope.Now))];
            case AppointmentEnded ended when !StoodIn(scope, ended):
                return [(ended.Account, Of(ended.Role)!.Value, today)];
            case PersonAppointedOverUnit named:
                var from = OrganisationTime.DayOf(named.From ?? scope.Now);
                return reach.Value.AccountsOf(named.Unit, named.Role).Select(a => (a, Of(named.Role)!.Value, from));
            case AppointmentOverUnitEnded ended when !StoodIn(scope, ended):
                return reach.Value.AccountsOf(ended.Unit, ended.Role).Select(a => (a, Of(ended.Role)!.Value, today));
            case HandoverPartClosed closed:
                return [(closed.Account, FilingChange.Handover, today)];
            case HandoverCancelled cancelled:
                return PartsOf(scope.Db, cancelled.Handover).Select(a => (a, FilingChange.Handover, today));
            default:
                return [];
        }
    }

    private static FilingChange? Of(AccountFact fact) =>
        fact switch
        {
            AccountFact.Name => FilingChange.AccountName,
            AccountFact.Verified or AccountFact.VerifiedOn => FilingChange.Verification,
            _ => null,
        };

    private static FilingChange? Of(AppointmentRole role) =>
        role switch
        {
            AppointmentRole.Custodian => FilingChange.Custodian,
            AppointmentRole.Administrator => FilingChange.Administrator,
            AppointmentRole.ResponsiblePerson => FilingChange.ResponsiblePerson,
            AppointmentRole.SupervisingLeader => FilingChange.SupervisingLeader,
            _ => null,
        };

    private static IEnumerable<AccountId> HandedOver(AuditEvent happened) =>
        happened switch
        {
            HandoverPartOpened e => [e.Account],
            HandoverSuccessorNamed e => [e.Account],
            HandoverPartClosed e => [e.Account],
            _ => [],
        };

    /// <summary>Its duties have passed with the opening; nobody will sign for them any more.</summary>
    private static List<AccountId> PartsOf(VaultDb db, HandoverId handover)
    {
        var facts = HandoverFacts.Read(db, handover)!;
        return facts.Handover.OpenedAt is null ? [] : [.. facts.Parts.Where(p => p.IsSigned).Select(p => p.Account)];
    }

    // Whoever stood in for somebody was never on the form.
    private static bool StoodIn(WriteScope scope, AppointmentEnded ended) =>
        !scope
            .Db.Set<Appointment>()
            .Any(a =>
                a.Account == ended.Account
                && a.Person == ended.Person
                && a.Role == ended.Role
                && a.ActingFor == null
                && a.Until <= scope.Now
            );

    private static bool StoodIn(WriteScope scope, AppointmentOverUnitEnded ended) =>
        !scope
            .Db.Set<Appointment>()
            .Any(a =>
                a.Unit == ended.Unit
                && a.Person == ended.Person
                && a.Role == ended.Role
                && a.ActingFor == null
                && a.Until <= scope.Now
            );

    /// <summary>
    /// A row that is refused raises its own alarm. It must not keep anybody from taking a right away, so the command goes on
    /// without the filing.
    /// </summary>
    private static void FileUnlessTampered(
        WriteScope scope,
        AccountId account,
        SortedDictionary<FilingChange, DateOnly> changes
    )
    {
        try
        {
            File(scope, account, changes);
        }
        catch (TamperedRowException)
        {
            // Nothing of it was written: what is read is read before.
        }
    }

    /// <summary>One line for each change, so that however many there are, each row has its own.</summary>
    private static void File(WriteScope scope, AccountId account, SortedDictionary<FilingChange, DateOnly> changes)
    {
        var calendar = WorkingDays.Read(scope.Db);
        var ofAccount = scope.Db.AllOfNow(account.Value, scope.Db.Set<Filing>().Where(f => f.Account == account));
        var filing = ofAccount.SingleOrDefault(f => !f.IsFiled);
        var told = filing is null
            ? []
            : scope.Db.AllOfNow(filing.Id.Value, scope.Db.Set<FiledChange>().Where(c => c.Filing == filing.Id));
        foreach (var (change, on) in changes)
        {
            var deadline = calendar.After(on, Filing.Days);
            var isFirst = filing is null;
            if (filing is null)
            {
                filing = Open(scope, account, deadline);
                scope.Db.Add(filing);
            }
            else
            {
                filing.Join(deadline, scope.Now);
            }
            if (!told.Exists(c => c.Change == change))
                scope.Db.Add(FiledChange.Of(filing.Id, change, scope.Now));
            if (isFirst)
                scope.Append(new FilingOpened(account, filing.Id, change, filing.Deadline));
            else
                scope.Append(new FilingChangeJoined(account, filing.Id, change, filing.Deadline));
            scope.AttestByLastLine();
        }
    }

    private static Filing Open(WriteScope scope, AccountId account, DateOnly deadline)
    {
        var year = OrganisationTime.DayOf(scope.Now).Year;
        var last = scope.Db.Set<Filing>().Where(f => f.Year == year).Max(f => (int?)f.Serial) ?? 0;
        return Filing.Of(account, year, last + 1, deadline, scope.Now);
    }
}
