using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.Core.SignIns;

namespace Vault.Core.Handovers;

/// <summary>
/// Whoever uses an account until a certain day hands it over like everybody else: the vault prepares it
/// <see cref="DaysAhead"/> days before, for two persons to open, and opens it itself once that day has passed and nobody
/// has. Custody fell at that moment to who was named when he was appointed, and he keeps it for the time being.
/// </summary>
internal sealed class EndingAppointments(
    VaultInstance vault,
    FieldSealer fields,
    EqualValues equal,
    SessionStore sessions
)
{
    /// <summary>Days of the week, holidays among them.</summary>
    public const int DaysAhead = 30;

    /// <returns>How many were prepared or opened.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line in time; the next pass goes on from there.</exception>
    public async Task<int> Run()
    {
        var done = 0;
        foreach (var appointment in Find(db => Ending(db, vault.Clock.GetUtcNow()).Select(a => a.Id).ToList()))
            done += await Do(scope => Prepare(scope, appointment));
        foreach (var handover in Find(Unopened))
            done += await Do(scope => Open(scope, handover));
        return done;
    }

    /// <summary>
    /// Of those that lead to secrets day by day, the ones that end soon and for which no handover is under way; who stands in
    /// for somebody leaves nothing of his own.
    /// </summary>
    public static IQueryable<Appointment> Ending(VaultDb db, DateTimeOffset now)
    {
        var horizon = now.AddDays(DaysAhead);
        return db.Set<Appointment>()
            .Where(a => a.Account != null && a.ActingFor == null && a.From <= now)
            .Where(a => a.Role == AppointmentRole.Custodian || a.Role == AppointmentRole.Administrator)
            .Where(a => a.Until > now && a.Until <= horizon)
            .Where(a =>
                !db.Set<HandoverPart>()
                    .Any(p =>
                        p.Account == a.Account
                        && p.ClosedAt == null
                        && db.Set<Handover>()
                            .Any(h => h.Id == p.Handover && h.Leaver == a.Person && h.CancelledAt == null)
                    )
            );
    }

    private bool Prepare(WriteScope scope, AppointmentId id)
    {
        var ending = scope.Db.OneOfNow(scope.Db.Set<Appointment>().Where(a => a.Id == id), id.ToString());
        if (ending is not { Until: { } until, Account: { } account } || !ending.IsLive(scope.Now))
            return false;
        var plan = new HandoverPlan(
            ending.Person,
            HandoverCause.TermEnd,
            null,
            OrganisationTime.DayOf(until.AddMilliseconds(-1)),
            [new(account, WhoFollows(scope.Db, account, until), true, null)]
        );
        var check = new PlanCheck(scope.Db, scope.Now);
        var parts = check.Run(plan, null);
        // What stands in its way only people can mend: the office is reminded, and the next pass looks again.
        if (check.Faults.Count > 0)
            return false;
        PrepareHandover.Enter(scope, fields, plan, parts, null);
        return true;
    }

    /// <summary>Entered when the custodian was appointed, so that there is no moment without one.</summary>
    private static PersonId? WhoFollows(VaultDb db, AccountId account, DateTimeOffset until) =>
        db.AllOfNow(account.Value, db.Set<Appointment>().Where(a => a.Account == account))
            .FirstOrDefault(a => a.IsCustodianHimself && a.IsLive(until))
            ?.Person;

    /// <summary>Prepared by the vault, and the last day has passed.</summary>
    private List<HandoverId> Unopened(VaultDb db)
    {
        var today = OrganisationTime.DayOf(vault.Clock.GetUtcNow());
        return db.Set<Handover>()
            .Where(h => h.PreparedBy == null && h.OpenedAt == null && h.CancelledAt == null && h.EffectiveOn <= today)
            .Select(h => h.Id)
            .ToList();
    }

    private bool Open(WriteScope scope, HandoverId id)
    {
        if (HandoverFacts.Read(scope.Db, id) is not { Handover: { OpenedAt: null, CancelledAt: null } handover } facts)
            return false;
        var part = facts.Parts.Single();
        var duties = AccountDuties.Read(scope.Db, part.Account, scope.Now)!;
        // Whoever stays longer than he was to has nothing to hand over yet.
        if (duties.Of(handover.Leaver, scope.Now).Any(a => a.ActingFor is null && a.Role == part.Role))
            return false;
        var deadline = WorkingDays.Read(scope.Db).After(OrganisationTime.DayOf(scope.Now), handover.Days);
        handover.OpenByVault(deadline, scope.Now);
        scope.Append(new HandoverWasOpened(id, handover.Leaver, deadline));
        EndSessions.Of(scope, sessions, handover.Leaver);
        var known = KnownComponent.KnownTo(scope.Db, equal, handover.Leaver);
        var opening = new HandoverOpening(scope, handover, new PlaybookList(scope.Db, fields), known);
        opening.NoteCheckouts();
        EndCheckouts.Of(scope, handover.Leaver, new HashSet<AccountId> { part.Account });
        scope.AttestByLastLine();
        var custodian = duties.HolderOf(AppointmentRole.Custodian, scope.Now) ?? part.Successor;
        opening.Pass(new(duties, part.Role!.Value, custodian, part.IsInterim, part.Witness!.Value));
        return true;
    }

    private async Task<int> Do(Func<WriteScope, bool> command)
    {
        try
        {
            return await vault.Writer.Write(Actor.System, command) ? 1 : 0;
        }
        catch (TamperedRowException)
        {
            // It has raised its own alarm; the others go on all the same.
            return 0;
        }
    }

    private List<T> Find<T>(Func<VaultDb, List<T>> find)
    {
        using var db = vault.OpenReader();
        return find(db);
    }
}
