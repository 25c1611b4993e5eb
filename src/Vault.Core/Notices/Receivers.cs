using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Filings;
using Vault.Core.Handovers;
using Vault.Core.Imports;
using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Core.Rotations;
using Vault.Core.SignIns;

namespace Vault.Core.Notices;

/// <summary>
/// Who is told, as things stand when the command ends. Read as columns, not as rows held against the log: a notice has
/// no power, and an alarm must find its receivers even while a row of theirs is tampered with. Only the approvers of a
/// checkout are resolved as the checkout itself does.
/// </summary>
internal sealed class Receivers(VaultDb db, PersonId? author, DateTimeOffset now, Action? save = null)
{
    private bool _saved;

    /// <summary>Who did it; null for the vault itself.</summary>
    public PersonId? Author => author;

    private VaultDb Db
    {
        get
        {
            // What the command has changed is seen by queries only once it is saved; most commands ask nothing here.
            if (!_saved)
                save?.Invoke();
            _saved = true;
            return db;
        }
    }

    /// <summary>Those of some persons who can sign in: nobody else is told anything.</summary>
    public IReadOnlyList<PersonId> WhoCanSignIn(IEnumerable<PersonId> persons)
    {
        var ids = persons.Distinct().ToList();
        if (ids.Count == 0)
            return [];
        const int stop = FailureCount.HardStop;
        return Db.Set<Person>()
            .Where(p => ids.Contains(p.Id) && p.DisabledAt == null)
            .Where(p => db.Set<Credential>().Any(c => c.Person == p.Id))
            .Where(p => db.Set<SecondFactor>().Any(f => f.Person == p.Id))
            .Where(p => !db.Set<FailureCount>().Any(c => c.Person == p.Id && c.InARow >= stop))
            .Select(p => p.Id)
            .ToList();
    }

    public IEnumerable<PersonId> Holding(params OfficeRole[] roles) =>
        Db.Set<RoleGrant>()
            .Where(g => roles.Contains(g.Role) && g.From <= now && (g.Until == null || now < g.Until))
            .Select(g => g.Person)
            .Distinct()
            .ToList();

    /// <summary>Whom an alarm concerns.</summary>
    public IEnumerable<PersonId> Guards() => Holding(OfficeRole.Reviewer, OfficeRole.SecurityAdministrator);

    /// <summary>Custodian and whoever stands in for him, as far as they may use the account.</summary>
    public IEnumerable<PersonId> CustodiansOf(AccountId account)
    {
        var students = Db.Set<RegisterPolicy>().Any(p => p.StudentsMayReveal);
        return db.Set<Appointment>()
            .Where(a => a.Account == account && a.Role == AppointmentRole.Custodian)
            .Where(a => a.From <= now && (a.Until == null || now < a.Until))
            .Select(a => a.Person)
            .Where(id => students || !db.Set<Person>().Any(p => p.Id == id && p.IsStudent))
            .ToList();
    }

    /// <summary>The custodian, or the office where none of an account can act.</summary>
    public IEnumerable<PersonId> KeepersOf(AccountId account)
    {
        var custodians = WhoCanSignIn(CustodiansOf(account));
        return custodians.Count > 0 ? custodians : Holding(OfficeRole.Registrar);
    }

    /// <summary>
    /// Who is answerable for the custodian: the responsible person of the account, or of the nearest unit above that has one,
    /// and the office.
    /// </summary>
    public IEnumerable<PersonId> OverseersOf(AccountId account) =>
        Nearest(account, AppointmentRole.ResponsiblePerson).Concat(Holding(OfficeRole.Registrar));

    /// <summary>Supervising leaders of the account, or of the nearest unit above that has one.</summary>
    public IEnumerable<PersonId> LeadersOf(AccountId account) => Nearest(account, AppointmentRole.SupervisingLeader);

    public IEnumerable<PersonId> WhoReported(IncidentId id) =>
        Db.Set<Incident>().Where(i => i.Id == id).Select(i => i.ReportedBy).ToList();

    private List<PersonId> Nearest(AccountId account, AppointmentRole role)
    {
        var live = Db.Set<Appointment>()
            .Where(a => a.Role == role)
            .Where(a => a.From <= now && (a.Until == null || now < a.Until));
        var own = live.Where(a => a.Account == account).Select(a => a.Person).ToList();
        return own.Count > 0 ? own : OverUnits(account, live);
    }

    private List<PersonId> OverUnits(AccountId account, IQueryable<Appointment> live)
    {
        var parents = db.Set<Unit>().Select(u => new { u.Id, u.Parent }).ToDictionary(u => u.Id, u => u.Parent);
        var unit = db.Set<Account>().Where(a => a.Id == account).Select(a => (UnitId?)a.Unit).FirstOrDefault();
        for (
            var seen = new HashSet<UnitId>();
            unit is { } next && seen.Add(next);
            unit = parents.GetValueOrDefault(next)
        )
        {
            var found = live.Where(a => a.Unit == next).Select(a => a.Person).ToList();
            if (found.Count > 0)
                return found;
        }
        return [];
    }

    /// <summary>Whether something of it has still to be changed, and was not waived.</summary>
    /// <param name="component">Null: any.</param>
    public bool IsChangeOwed(AccountId account, Component? component = null) =>
        RotationObligation
            .Pressing(Db)
            .Any(o => o.Account == account && (component == null || o.Component == component));

    /// <summary>Whoever may say yes now and has not been told so before.</summary>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one.</exception>
    public IEnumerable<PersonId> ApproversOf(CheckoutId id)
    {
        if (Find(id) is not { } checkout || checkout.StateAt(now) != CheckoutState.Requested)
            return [];
        var told = Db.Set<Notice>().Where(n => n.Subject == id.Value).Select(n => n.Receiver).ToHashSet();
        var reading = CheckoutReading.Of(db, checkout, now);
        var asked = reading.Line.Now(now).Select(a => a.Person).Distinct().Where(p => !told.Contains(p));
        return [.. asked.Where(p => reading.Refusal(CheckoutStep.Approve, p) is null)];
    }

    /// <summary>Whether his yes is still of use to a checkout.</summary>
    /// <inheritdoc cref="ApproversOf"/>
    public Func<PersonId, bool> StillAsked(CheckoutId id)
    {
        if (Find(id) is not { } checkout || checkout.StateAt(now) != CheckoutState.Requested)
            return _ => false;
        var reading = CheckoutReading.Of(Db, checkout, now);
        return person => reading.Refusal(CheckoutStep.Approve, person) is null;
    }

    /// <inheritdoc cref="ApproversOf"/>
    public IEnumerable<PersonId> WhoMayForceBack(CheckoutId id)
    {
        if (Find(id) is not { } checkout)
            return [];
        var reading = CheckoutReading.Of(Db, checkout, now);
        var all = reading.Line.All.Select(a => a.Person).Distinct();
        return [.. all.Where(p => reading.Refusal(CheckoutStep.ForceBack, p) is null)];
    }

    /// <summary>Whoever may review a break-glass checkout when it is over; nobody once it was, or if it is none.</summary>
    /// <inheritdoc cref="ApproversOf"/>
    public IEnumerable<PersonId> ReviewersOf(CheckoutId id)
    {
        if (Find(id) is not { IsBreakGlass: true } checkout)
            return [];
        var reading = CheckoutReading.Of(Db, checkout, now);
        return reading.Review is null ? [.. reading.Line.All.Select(a => a.Person).Distinct()] : [];
    }

    public IEnumerable<PersonId> WhoSentBack(CheckoutId id) =>
        Db.Set<ReasonQuery>()
            .Where(q => q.Checkout == id)
            .OrderByDescending(q => q.Round)
            .Select(q => q.Reviewer)
            .Take(1)
            .ToList();

    /// <summary>Who has a part in what is still open of a handover.</summary>
    public IEnumerable<PersonId> PartiesOf(HandoverId id)
    {
        var open = Db.Set<HandoverPart>().Where(p => p.Handover == id && p.Role != null && p.ClosedAt == null);
        var sides = open.Select(p => new { p.Successor, p.Witness }).AsEnumerable();
        return db.Set<Handover>()
            .Where(h => h.Id == id)
            .Select(h => h.TakenOverBy ?? h.Leaver)
            .AsEnumerable()
            .Concat(sides.SelectMany(s => new[] { s.Successor, s.Witness!.Value }))
            .Distinct()
            .ToList();
    }

    /// <summary>Whether something that he has until soon waits for its handover to be prepared.</summary>
    public bool HasUnprepared(PersonId leaver) => EndingAppointments.Ending(Db, now).Any(a => a.Person == leaver);

    public PersonId? LeaverOf(HandoverId id) =>
        Db.Set<Handover>().Where(h => h.Id == id).Select(h => (PersonId?)h.Leaver).FirstOrDefault();

    public IEnumerable<PersonId> HolderOf(CheckoutId id) =>
        Db.Set<Checkout>().Where(c => c.Id == id).Select(c => c.Requester).ToList();

    public IEnumerable<PersonId> WhoAskedBack(CheckoutId id) =>
        Db.Set<Checkout>().Where(c => c.Id == id && c.AskedBackBy != null).Select(c => c.AskedBackBy!.Value).ToList();

    /// <summary>Deciders who neither proposed it nor gain by it.</summary>
    public IEnumerable<PersonId> DecidersOf(ProposalId id)
    {
        var proposal = Db.Set<Proposal>().Where(p => p.Id == id);
        var concerned = proposal
            .Select(p => new
            {
                p.ProposedBy,
                p.Beneficiary,
                p.Fallback,
            })
            .AsEnumerable()
            .SelectMany(p => new[] { p.ProposedBy, p.Beneficiary, p.Fallback ?? p.Beneficiary });
        return Holding(OfficeRole.Registrar, OfficeRole.SecurityAdministrator).Except(concerned.ToList());
    }

    /// <summary>Who sent the newest scan in.</summary>
    public IEnumerable<PersonId> WhoFiled(FilingId id) =>
        Db.Set<FilingScan>()
            .Where(s => s.Filing == id)
            .OrderByDescending(s => s.UploadedAt)
            .Select(s => s.UploadedBy)
            .Take(1)
            .ToList();

    /// <summary>A month that is over has days that no signed review covers.</summary>
    public bool IsReviewOwed => ReviewCoverage.Read(Db, now).Owed.Count > 0;

    public IEnumerable<PersonId> WhoAsked(ExplanationId id) =>
        Db.Set<Explanation>().Where(e => e.Id == id).Select(e => e.AskedBy).ToList();

    public IEnumerable<PersonId> ProposerOf(ProposalId id) =>
        Db.Set<Proposal>().Where(p => p.Id == id).Select(p => p.ProposedBy).ToList();

    public IEnumerable<PersonId> DecidersOf(RegisterImportId id) =>
        Holding(OfficeRole.Registrar, OfficeRole.SecurityAdministrator).Except(ProposerOf(id));

    public IEnumerable<PersonId> ProposerOf(RegisterImportId id) =>
        Db.Set<RegisterImport>().Where(i => i.Id == id).Select(i => i.ProposedBy).ToList();

    private Checkout? Find(CheckoutId id) =>
        // One this command has touched is at hand: a checkout opened by its first use costs no query here.
        db.Set<Checkout>().Local.FirstOrDefault(c => c.Id == id)
        ?? Db.OneOfNow(Db.Set<Checkout>().Where(c => c.Id == id), id.ToString());
}
