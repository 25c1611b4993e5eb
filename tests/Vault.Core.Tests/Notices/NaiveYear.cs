using System.Globalization;
using Vault.Core.Tests.Calendar;
using Matter = Vault.Core.Notices.NoticeMatter;

namespace Vault.Core.Tests.Notices;

/// <summary>One notice as the naive year expects it.</summary>
internal sealed record Told(PersonId Receiver, Matter Matter, Guid Subject, string? Detail, DateTimeOffset At);

/// <summary>
/// What should have been told over a year, found from what happened and from when somebody looked: for every matter one
/// look after the other, by counting days. Shares nothing with the vault but the words.
/// </summary>
internal sealed class NaiveYear(NaiveCalendar calendar)
{
    public List<Had> Direct { get; } = [];

    public List<Wanted> Approved { get; } = [];

    public List<Bound> Holdings { get; } = [];

    public List<Broken> Glass { get; } = [];

    public List<(Guid Account, PersonId Keeper, DateOnly Ends)> Verifications { get; } = [];

    /// <summary>An account had from then on; due one working day later.</summary>
    public sealed class Had
    {
        public Guid Id { get; set; }
        public PersonId Holder { get; init; }
        public DateTimeOffset From { get; init; }
        public DateTimeOffset Returned { get; init; }
    }

    /// <summary>An account asked for, and what became of it.</summary>
    public sealed class Wanted
    {
        public Guid Id { get; set; }
        public PersonId Requester { get; init; }
        public DateTimeOffset At { get; init; }
        public DateTimeOffset? Decided { get; init; }
        public DateTimeOffset? Withdrawn { get; init; }

        /// <summary>When he asks for it again, which ends one that has expired unseen.</summary>
        public DateTimeOffset Next { get; init; }
    }

    /// <summary>Taken in an emergency: over after four hours, to be reviewed within a day more.</summary>
    public sealed class Broken
    {
        public Guid Id { get; set; }
        public DateTimeOffset At { get; init; }
        public DateTimeOffset? Returned { get; init; }
        public DateTimeOffset? Reviewed { get; init; }

        /// <summary>When it is taken again, which ends one that is over unseen.</summary>
        public DateTimeOffset Next { get; init; }
    }

    public sealed class Bound
    {
        public Guid Id { get; set; }
        public PersonId Keeper { get; init; }
        public DateTimeOffset From { get; init; }
        public DateOnly Last { get; init; }
        public DateTimeOffset? Ended { get; init; }
    }

    public IEnumerable<Told> Of(
        IReadOnlyList<DateTimeOffset> looks,
        PersonId responsible,
        PersonId[] office,
        PersonId[] takeBack
    )
    {
        foreach (var had in Direct)
        {
            var due = calendar.After(had.From, 1);
            var day = Text(DayOf(due));
            var open = looks.Where(l => l >= had.From && l < had.Returned).ToList();
            foreach (var look in open.Where(l => l >= due).Take(1))
                yield return new(had.Holder, Matter.CheckoutOverdue, had.Id, day, look);
            foreach (var look in open.Where(l => l >= calendar.After(due, 1)).Take(1))
            {
                foreach (var person in takeBack)
                    yield return new(person, Matter.CheckoutLongOverdue, had.Id, day, look);
            }
        }
        foreach (var told in Approved.SelectMany(w => OfWanted(w, looks, responsible, office)))
            yield return told;
        foreach (var (glass, matter, look) in Glass.SelectMany(g => OfBroken(g, looks)))
        {
            foreach (var person in takeBack)
                yield return new(person, matter, glass.Id, null, look);
        }
        foreach (var bound in Holdings)
        {
            var seen = looks.Where(l => l >= bound.From && (bound.Ended is not { } end || l < end)).ToList();
            foreach (
                var told in Stages(
                    seen,
                    day =>
                        day > bound.Last ? 0
                        : calendar.Between(day, bound.Last) <= 3 ? 1
                        : calendar.Between(day, bound.Last) <= 14 ? 2
                        : 3
                )
            )
                yield return new(
                    bound.Keeper,
                    told.Stage == 0 ? Matter.HoldingExpired : Matter.HoldingEnding,
                    bound.Id,
                    Text(bound.Last),
                    told.Look
                );
        }
        foreach (var (account, keeper, ends) in Verifications)
        {
            foreach (
                var told in Stages(
                    looks,
                    day =>
                        day > ends ? 0
                        : calendar.Between(day, ends) <= 5 ? 1
                        : day >= ends.AddMonths(-1) ? 2
                        : day >= ends.AddMonths(-3) ? 3
                        : 4,
                    farthest: 4
                )
            )
                yield return new(
                    keeper,
                    told.Stage == 0 ? Matter.VerificationExpired : Matter.VerificationEnding,
                    account,
                    Text(ends),
                    told.Look
                );
        }
    }

    private IEnumerable<Told> OfWanted(
        Wanted wanted,
        IReadOnlyList<DateTimeOffset> looks,
        PersonId responsible,
        PersonId[] office
    )
    {
        var until = calendar.After(wanted.At, 1);
        var decided = new[] { wanted.Decided, wanted.Withdrawn, until }.OfType<DateTimeOffset>().Min();
        var waits = looks.Where(l => l >= wanted.At && l < decided).ToList();
        foreach (var look in waits.Where(l => l >= wanted.At.AddHours(4)).Take(1))
            yield return new(responsible, Matter.CheckoutTurn, wanted.Id, null, look);
        foreach (var look in waits.Where(l => l >= wanted.At.AddHours(8)).Take(1))
        {
            foreach (var person in office)
                yield return new(person, Matter.CheckoutTurn, wanted.Id, null, look);
        }
        if (wanted.Withdrawn is { } withdrawn && withdrawn < until)
            yield break;
        foreach (var look in looks.Where(l => l >= until && l < wanted.Next).Take(1))
            yield return new(wanted.Requester, Matter.CheckoutExpired, wanted.Id, null, look);
    }

    private static IEnumerable<(Broken, Matter, DateTimeOffset)> OfBroken(
        Broken broken,
        IReadOnlyList<DateTimeOffset> looks
    )
    {
        var over = broken.At.AddHours(4);
        var waits = looks.Where(l => l >= over && !(l >= broken.Reviewed)).ToList();
        if (broken.Returned is null)
        {
            foreach (var look in waits.Where(l => l < broken.Next).Take(1))
                yield return (broken, Matter.BreakGlassEnded, look);
        }
        foreach (var look in waits.Where(l => l >= over.AddHours(12) && l < over.AddHours(24)).Take(1))
            yield return (broken, Matter.BreakGlassReviewDue, look);
        foreach (var look in waits.Where(l => l >= over.AddHours(24)).Take(1))
            yield return (broken, Matter.BreakGlassReviewOverdue, look);
    }

    /// <summary>Each look at which a stage nearer to the end is reached than any before.</summary>
    private static IEnumerable<(int Stage, DateTimeOffset Look)> Stages(
        IEnumerable<DateTimeOffset> looks,
        Func<DateOnly, int> stageOn,
        int farthest = 3
    )
    {
        var reached = farthest;
        foreach (var look in looks)
        {
            var stage = stageOn(DayOf(look));
            if (stage >= reached)
                continue;
            reached = stage;
            yield return (stage, look);
        }
    }

    private static DateOnly DayOf(DateTimeOffset at) =>
        DateOnly.FromDateTime(at.ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
