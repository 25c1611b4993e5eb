using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.Checkouts;
using Vault.Core.Filings;
using Vault.Core.Handovers;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Core.Rotations;

namespace Vault.Core.Notices;

/// <summary>A reminder that is to be given.</summary>
/// <param name="Account">Null for what is the whole office's; it has a day then.</param>
/// <param name="Mark">
/// Deadline and stage, the last stage the smallest: once a later one was given, the earlier ones are not. Empty where
/// the notices themselves say who was told.
/// </param>
internal sealed record DueReminder(ReminderKind Kind, AccountId? Account, Guid Subject, string Mark, DateOnly? Day)
{
    public AuditEvent Event =>
        Account is { } account
            ? new ReminderGiven(account, Kind, Subject, Day)
            : new OfficeReminderGiven(Kind, Day!.Value);

    public bool IsGivenBy(Reminder given)
    {
        var deadline = Mark.AsSpan(0, Mark.LastIndexOf('/') + 1);
        return given.Subject == Subject
            && given.Mark.AsSpan().StartsWith(deadline, StringComparison.Ordinal)
            && string.CompareOrdinal(given.Mark, Mark) <= 0;
    }
}

/// <summary>What is due at a moment and was not given. Reads columns: a reminder has no power.</summary>
/// <param name="only">Of one subject; null: of all.</param>
internal delegate IEnumerable<DueReminder> ReminderRule(VaultDb db, DateTimeOffset now, Guid? only);

/// <summary>When somebody is reminded of what.</summary>
internal static class DueReminders
{
    /// <summary>Working days before a holding's last day.</summary>
    private static readonly int[] HoldingStages = [3, 14];

    /// <summary>Working days before a verification's last day, after the two stages in months.</summary>
    private const int VerificationDays = 5;

    private static readonly int[] VerificationMonths = [1, 3];

    /// <summary>Working days before the last day of a handover.</summary>
    private const int HandoverDays = 2;

    /// <summary>Working days before the last day of an appointment whose handover nobody has prepared.</summary>
    private const int UnpreparedDays = 5;

    /// <summary>Working days before the last day of a review.</summary>
    private const int ReviewDays = 3;

    public static IReadOnlyList<ReminderRule> Rules { get; } =
    [
        Turns,
        Kept(ReminderKind.CheckoutOverdue, Overdue),
        Kept(ReminderKind.CheckoutLongOverdue, LongOverdue),
        Kept(ReminderKind.BreakGlassReviewDue, Unreviewed(ReminderKind.BreakGlassReviewDue)),
        Kept(ReminderKind.BreakGlassReviewOverdue, Unreviewed(ReminderKind.BreakGlassReviewOverdue)),
        Kept(ReminderKind.HoldingEnding, EndingHoldings),
        Kept(ReminderKind.HoldingExpired, ExpiredHoldings),
        Kept(ReminderKind.VerificationEnding, EndingVerifications),
        Kept(ReminderKind.VerificationExpired, ExpiredVerifications),
        Kept(ReminderKind.RotationEnding, EndingRotations),
        Kept(ReminderKind.RotationOverdue, OverdueRotations),
        Kept(ReminderKind.RotationLongOverdue, LongOverdueRotations),
        Kept(ReminderKind.FilingEnding, EndingFilings),
        Kept(ReminderKind.FilingOverdue, OverdueFilings),
        Kept(ReminderKind.FilingLongOverdue, LongOverdueFilings),
        Kept(ReminderKind.HandoverEnding, EndingHandovers),
        Kept(ReminderKind.HandoverOverdue, OverdueHandovers),
        Kept(ReminderKind.ReviewEnding, EndingReviews),
        Kept(ReminderKind.ReviewOverdue, OverdueReviews),
        Kept(ReminderKind.HandoverUnprepared, UnpreparedHandovers),
    ];

    /// <summary>Requests whose time has passed before they were opened, and what was had by breaking the glass.</summary>
    public static List<CheckoutId> Lapsed(VaultDb db, DateTimeOffset now) =>
        db.Set<Checkout>()
            .Where(c => c.Ending == null && (c.OpenedAt == null || c.IsBreakGlass) && c.Until <= now)
            .Select(c => c.Id)
            .ToList();

    /// <summary>A rule whose reminders are remembered, without those that were given.</summary>
    private static ReminderRule Kept(ReminderKind kind, ReminderRule all) =>
        (db, now, only) =>
        {
            var due = all(db, now, only).ToList();
            var subjects = due.Select(d => d.Subject).ToList();
            var given = db.Set<Reminder>()
                .Where(r => r.Kind == kind && subjects.Contains(r.Subject))
                .AsNoTracking()
                .ToLookup(r => r.Subject);
            return due.Where(d => !given[d.Subject].Any(d.IsGivenBy));
        };

    private static IEnumerable<DueReminder> Turns(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var to = new Receivers(db, null, now);
        return Of(db, only)
            .Where(c => c.Ending == null && c.OpenedAt == null && c.ApprovedAt == null && c.Until > now)
            .Select(c => new { c.Id, c.Account })
            .AsEnumerable()
            .Where(c => IsAnybodyAsked(to, c.Id))
            .Select(c => new DueReminder(ReminderKind.CheckoutTurn, c.Account, c.Id.Value, "", null));
    }

    private static bool IsAnybodyAsked(Receivers to, CheckoutId checkout)
    {
        try
        {
            return to.ApproversOf(checkout).Any();
        }
        catch (TamperedRowException)
        {
            // It has raised its own alarm; the others are reminded all the same.
            return false;
        }
    }

    private static IEnumerable<DueReminder> Overdue(VaultDb db, DateTimeOffset now, Guid? only) =>
        DueBy(db, now, only, ReminderKind.CheckoutOverdue, due => due);

    private static IEnumerable<DueReminder> LongOverdue(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var calendar = WorkingDays.Read(db);
        return DueBy(db, now, only, ReminderKind.CheckoutLongOverdue, due => calendar.After(due, 1));
    }

    private static IEnumerable<DueReminder> DueBy(
        VaultDb db,
        DateTimeOffset now,
        Guid? only,
        ReminderKind kind,
        Func<DateTimeOffset, DateTimeOffset> from
    ) =>
        Of(db, only)
            .Where(c => c.OpenedAt != null && !c.IsBreakGlass && c.Ending == null && c.Until <= now)
            .Select(c => new
            {
                c.Id,
                c.Account,
                c.Until,
                c.ExtendedUntil,
            })
            .AsEnumerable()
            .Select(c => (c.Id, c.Account, Due: c.ExtendedUntil ?? c.Until))
            .Where(c => from(c.Due) <= now)
            .Select(c => new DueReminder(kind, c.Account, c.Id.Value, Mark(c.Due), OrganisationTime.DayOf(c.Due)));

    /// <summary>Of one kind: for half of the time in which it has to be reviewed, and when that is over.</summary>
    private static ReminderRule Unreviewed(ReminderKind kind) =>
        (db, now, only) =>
            Of(db, only)
                .Where(c => c.IsBreakGlass && !db.Set<BreakGlassReview>().Any(r => r.Checkout == c.Id))
                .Select(c => new
                {
                    c.Id,
                    c.Account,
                    c.Until,
                    ReviewBy = c.ReviewBy!.Value,
                })
                .AsEnumerable()
                .Where(c => StageOf(c.Until, c.ReviewBy, now) == kind)
                .Select(c => new DueReminder(kind, c.Account, c.Id.Value, Mark(c.ReviewBy), null));

    private static ReminderKind? StageOf(DateTimeOffset until, DateTimeOffset reviewBy, DateTimeOffset now) =>
        now >= reviewBy ? ReminderKind.BreakGlassReviewOverdue
        : now >= until + (reviewBy - until) / 2 ? ReminderKind.BreakGlassReviewDue
        : null;

    private static IQueryable<Checkout> Of(VaultDb db, Guid? only)
    {
        var all = db.Set<Checkout>();
        return only is { } id ? all.Where(c => c.Id == new CheckoutId(id)) : all;
    }

    private static IEnumerable<DueReminder> EndingHoldings(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var (today, calendar) = (OrganisationTime.DayOf(now), WorkingDays.Read(db));
        var horizons = HoldingStages.Select(s => (Stage: s, Before: calendar.After(today, s + 1))).ToList();
        var last = horizons[^1].Before;
        return Holdings(db, only, h => h.Until >= today && h.Until < last)
            .Select(h =>
            {
                var stage = horizons.First(s => h.Until < s.Before).Stage;
                return Due(ReminderKind.HoldingEnding, h.Account, h.Id.Value, h.Until, stage);
            });
    }

    private static IEnumerable<DueReminder> ExpiredHoldings(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var today = OrganisationTime.DayOf(now);
        return Holdings(db, only, h => h.Until < today)
            .Select(h => Due(ReminderKind.HoldingExpired, h.Account, h.Id.Value, h.Until, 0));
    }

    private static IEnumerable<(HoldingId Id, AccountId Account, DateOnly Until)> Holdings(
        VaultDb db,
        Guid? only,
        System.Linq.Expressions.Expression<Func<Holding, bool>> which
    )
    {
        var running = db.Set<Holding>().Where(h => h.EndedAt == null && h.Until != null).Where(which);
        if (only is { } id)
            running = running.Where(h => h.Id == new HoldingId(id));
        return running
            .Where(h => db.Set<Account>().Any(a => a.Id == h.Account && a.Status != AccountStatus.Cancelled))
            .Select(h => new
            {
                h.Id,
                h.Account,
                h.Until,
            })
            .AsEnumerable()
            .Select(h => (h.Id, h.Account, h.Until!.Value));
    }

    private static IEnumerable<DueReminder> EndingVerifications(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var (today, calendar) = (OrganisationTime.DayOf(now), WorkingDays.Read(db));
        var soon = calendar.After(today, VerificationDays + 1);
        return Verified(db, today, only)
            .Where(a => a.Ends >= today)
            .Select(a => (a.Id, a.Ends, Stage: Stage(a.Ends)))
            .Where(a => a.Stage is not null)
            .Select(a => Due(ReminderKind.VerificationEnding, a.Id, a.Id.Value, a.Ends, a.Stage!.Value));

        int? Stage(DateOnly ends) =>
            ends < soon ? 0
            : VerificationMonths.FirstOrDefault(m => today >= ends.AddMonths(-m)) is > 0 and var months ? months
            : null;
    }

    private static IEnumerable<DueReminder> ExpiredVerifications(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var today = OrganisationTime.DayOf(now);
        return Verified(db, today, only)
            .Where(a => a.Ends < today)
            .Select(a => Due(ReminderKind.VerificationExpired, a.Id, a.Id.Value, a.Ends, 0));
    }

    /// <summary>Verified accounts that end within a hundred days or have ended. A verification lasts a year where its end is not known.</summary>
    private static IEnumerable<(AccountId Id, DateOnly Ends)> Verified(VaultDb db, DateOnly today, Guid? only)
    {
        var horizon = today.AddDays(100);
        var begun = horizon.AddYears(-1);
        var verified = db.Set<Account>().Where(a => a.IsVerified == true && a.Status != AccountStatus.Cancelled);
        if (only is { } id)
            verified = verified.Where(a => a.Id == new AccountId(id));
        return verified
            .Where(a => a.VerifiedUntil <= horizon || (a.VerifiedUntil == null && a.VerifiedOn <= begun))
            .Select(a => new
            {
                a.Id,
                a.VerifiedUntil,
                a.VerifiedOn,
            })
            .AsEnumerable()
            .Select(a => (a.Id, a.VerifiedUntil ?? a.VerifiedOn!.Value.AddYears(1)));
    }

    /// <summary>Not on the day it began to be owed, of which there is a notice already.</summary>
    private static IEnumerable<DueReminder> EndingRotations(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var today = OrganisationTime.DayOf(now);
        var (begun, afterNext) = (OrganisationTime.StartOf(today), WorkingDays.Read(db).After(today, 2));
        return Rotations(
            db,
            only,
            ReminderKind.RotationEnding,
            o => o.Since < begun && o.Due >= today && o.Due < afterNext
        );
    }

    private static IEnumerable<DueReminder> OverdueRotations(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var today = OrganisationTime.DayOf(now);
        return Rotations(db, only, ReminderKind.RotationOverdue, o => o.Due < today);
    }

    private static IEnumerable<DueReminder> LongOverdueRotations(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var (today, calendar) = (OrganisationTime.DayOf(now), WorkingDays.Read(db));
        return Rotations(db, only, ReminderKind.RotationLongOverdue, o => o.Due < today)
            .Where(d => calendar.After(d.Day!.Value, 1) < today);
    }

    /// <summary>One for each account and last day, however many of its secrets have to be changed by then.</summary>
    private static IEnumerable<DueReminder> Rotations(
        VaultDb db,
        Guid? only,
        ReminderKind kind,
        System.Linq.Expressions.Expression<Func<RotationObligation, bool>> which
    )
    {
        var owed = RotationObligation.Pressing(db).Where(which);
        if (only is { } id)
            owed = owed.Where(o => o.Account == new AccountId(id));
        return owed.Where(o => db.Set<Account>().Any(a => a.Id == o.Account && a.Status != AccountStatus.Cancelled))
            .Select(o => new { o.Account, o.Due })
            .Distinct()
            .AsEnumerable()
            .Select(o => Due(kind, o.Account, o.Account.Value, o.Due, 0));
    }

    /// <summary>Not on the day it was opened, of which there is a notice already.</summary>
    private static IEnumerable<DueReminder> EndingFilings(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var today = OrganisationTime.DayOf(now);
        var (begun, afterNext) = (OrganisationTime.StartOf(today), WorkingDays.Read(db).After(today, 2));
        return Filings(
            db,
            only,
            ReminderKind.FilingEnding,
            f => f.OpenedAt < begun && f.Deadline >= today && f.Deadline < afterNext
        );
    }

    private static IEnumerable<DueReminder> OverdueFilings(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var today = OrganisationTime.DayOf(now);
        return Filings(db, only, ReminderKind.FilingOverdue, f => f.Deadline < today);
    }

    private static IEnumerable<DueReminder> LongOverdueFilings(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var (today, calendar) = (OrganisationTime.DayOf(now), WorkingDays.Read(db));
        return Filings(db, only, ReminderKind.FilingLongOverdue, f => f.Deadline < today)
            .Where(d => calendar.After(d.Day!.Value, 1) < today);
    }

    /// <summary>Those that whoever keeps the account has to bring: none that waits for the office.</summary>
    private static IEnumerable<DueReminder> Filings(
        VaultDb db,
        Guid? only,
        ReminderKind kind,
        System.Linq.Expressions.Expression<Func<Filing, bool>> which
    )
    {
        var open = db.Set<Filing>().Where(f => f.AcceptedAt == null && f.Form == null).Where(which);
        if (only is { } id)
            open = open.Where(f => f.Id == new FilingId(id));
        return open.Select(f => new
            {
                f.Id,
                f.Account,
                f.Deadline,
            })
            .AsEnumerable()
            .Select(f => Due(kind, f.Account, f.Id.Value, f.Deadline, 0));
    }

    /// <summary>Not on the day it was opened, even where it has so few days.</summary>
    private static IEnumerable<DueReminder> EndingHandovers(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var today = OrganisationTime.DayOf(now);
        var (begun, last) = (OrganisationTime.StartOf(today), WorkingDays.Read(db).After(today, HandoverDays));
        return Handovers(
            db,
            only,
            ReminderKind.HandoverEnding,
            h => h.OpenedAt < begun && h.Deadline >= today && h.Deadline <= last
        );
    }

    private static IEnumerable<DueReminder> OverdueHandovers(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var today = OrganisationTime.DayOf(now);
        return Handovers(db, only, ReminderKind.HandoverOverdue, h => h.Deadline < today);
    }

    /// <summary>
    /// One for each person and last day, under the name of one of his accounts: when the vault could not prepare it, and again
    /// shortly before.
    /// </summary>
    private static IEnumerable<DueReminder> UnpreparedHandovers(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var ending = EndingAppointments.Ending(db, now);
        if (only is { } id)
            ending = ending.Where(a => a.Person == new PersonId(id));
        var near = WorkingDays.Read(db).After(OrganisationTime.DayOf(now), UnpreparedDays);
        return ending
            .AsNoTracking()
            .AsEnumerable()
            .GroupBy(a => (a.Person, Last: OrganisationTime.DayOf(a.Until!.Value.AddMilliseconds(-1))))
            .Select(of =>
            {
                var account = of.Min(a => a.Account!.Value.Value);
                var stage = of.Key.Last <= near ? 0 : EndingAppointments.DaysAhead;
                return Due(
                    ReminderKind.HandoverUnprepared,
                    new AccountId(account),
                    of.Key.Person.Value,
                    of.Key.Last,
                    stage
                );
            });
    }

    /// <summary>Those with accounts that three have to sign and have not, under the name of one of these.</summary>
    private static IEnumerable<DueReminder> Handovers(
        VaultDb db,
        Guid? only,
        ReminderKind kind,
        System.Linq.Expressions.Expression<Func<Handover, bool>> which
    )
    {
        var opened = db.Set<Handover>().Where(h => h.OpenedAt != null && h.CancelledAt == null).Where(which);
        if (only is { } id)
            opened = opened.Where(h => h.Id == new HandoverId(id));
        return opened
            .Join(
                db.Set<HandoverPart>().Where(p => p.Role != null && p.ClosedAt == null),
                h => h.Id,
                p => p.Handover,
                (h, p) =>
                    new
                    {
                        h.Id,
                        p.Account,
                        h.Deadline,
                    }
            )
            .AsEnumerable()
            .GroupBy(h => h.Id)
            .Select(h => h.MinBy(p => p.Account.Value)!)
            .Select(h => Due(kind, h.Account, h.Id.Value, h.Deadline!.Value, 0));
    }

    private static IEnumerable<DueReminder> EndingReviews(VaultDb db, DateTimeOffset now, Guid? only)
    {
        var last = WorkingDays.Read(db).After(OrganisationTime.DayOf(now), ReviewDays);
        return Reviews(db, now, ReminderKind.ReviewEnding, m => !m.IsOverdue && m.Deadline <= last);
    }

    private static IEnumerable<DueReminder> OverdueReviews(VaultDb db, DateTimeOffset now, Guid? only) =>
        Reviews(db, now, ReminderKind.ReviewOverdue, m => m.IsOverdue);

    /// <summary>One for each month: what they are about is told apart by the deadline.</summary>
    private static IEnumerable<DueReminder> Reviews(
        VaultDb db,
        DateTimeOffset now,
        ReminderKind kind,
        Func<OwedMonth, bool> which
    ) => ReviewCoverage.Read(db, now).Owed.Where(which).Select(m => Due(kind, null, Guid.Empty, m.Deadline, 0));

    private static DueReminder Due(ReminderKind kind, AccountId? account, Guid subject, DateOnly last, int stage) =>
        new(kind, account, subject, string.Create(CultureInfo.InvariantCulture, $"{last:yyyy-MM-dd}/{stage:D2}"), last);

    private static string Mark(DateTimeOffset due) => due.ToUnixTimeMilliseconds() + "/00";
}
