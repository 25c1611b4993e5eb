using Vault.Core.Checkouts;
using Vault.Core.Holdings;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Tests.Calendar;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Holdings;
using Xunit;
using Matter = Vault.Core.Notices.NoticeMatter;

namespace Vault.Core.Tests.Notices;

/// <summary>
/// A year with holidays and make-up days (issue bar 7): overdue checkouts, silent approvers, requests that expire,
/// accounts taken in an emergency, holdings and verifications that end. Passes come at odd times, and some weeks there are none. What was told is
/// compared with a naive computation, notice by notice and to the very pass.
/// </summary>
public sealed class ReminderYearTests : IAsyncLifetime
{
    private static readonly Matter[] OfTime =
    [
        Matter.CheckoutTurn,
        Matter.CheckoutExpired,
        Matter.CheckoutOverdue,
        Matter.CheckoutLongOverdue,
        Matter.BreakGlassEnded,
        Matter.BreakGlassReviewDue,
        Matter.BreakGlassReviewOverdue,
        Matter.HoldingEnding,
        Matter.HoldingExpired,
        Matter.VerificationEnding,
        Matter.VerificationExpired,
    ];

    private readonly SortedList<(DateTimeOffset At, int Order), Func<Task>> _script = [];
    private readonly List<Told> _told = [];
    private ReminderScene _scene = null!;

    private CheckoutScene Checkouts => _scene.Checkouts;

    public async Task InitializeAsync() => _scene = await ReminderScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Over_a_year_everybody_is_told_what_he_should_be_when_somebody_looks_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        var calendar = new NaiveCalendar(seed);
        await _scene.Different(calendar.Different);
        var year = new NaiveYear(calendar);
        var end = _scene.Now.AddDays(365);
        await PlanChecks(year, random, end);
        await PlanRequests(year, random, end, calendar);
        await PlanBroken(year, random, end);
        PlanHoldings(year, random);
        await PlanVerifications(year);
        var looks = PlanLooks(random, end);

        foreach (var ((at, _), step) in _script)
        {
            _scene.Vault.Clock.Turn(at - _scene.Now);
            await step();
        }

        var office = new[] { _scene.Office.Registrar.Id, _scene.Office.OtherRegistrar.Id };
        PersonId[] takeBack = [Checkouts.Leader.Id, Checkouts.Responsible.Id, .. office];
        var expected = year.Of(looks, Checkouts.Responsible.Id, office, takeBack).ToList();
        Assert.All(OfTime, m => Assert.Contains(expected, t => t.Matter == m));
        Assert.Equal(Sorted(expected), Sorted(_told));
    }

    private static IEnumerable<Told> Sorted(IEnumerable<Told> told) =>
        told.OrderBy(t => t.At).ThenBy(t => t.Matter).ThenBy(t => t.Subject).ThenBy(t => t.Receiver.Value);

    /// <summary>After the last one of the year nobody asks again.</summary>
    private static DateTimeOffset NextOf(DateTimeOffset at, DateTimeOffset end) =>
        at < end.AddDays(-20) ? at : DateTimeOffset.MaxValue;

    /// <summary>Had by one of two, returned in time or up to five days later.</summary>
    private Task PlanChecks(NaiveYear year, Random random, DateTimeOffset end)
    {
        var at = _scene.Now.AddHours(1);
        while (at < end.AddDays(-20))
        {
            var holder = random.Next(2) == 0 ? Checkouts.Zhang : Checkouts.Li;
            var had = new NaiveYear.Had
            {
                Holder = holder.Id,
                From = at,
                Returned = at.AddMinutes(random.Next(60, 9000)),
            };
            year.Direct.Add(had);
            Checkout checkout = null!;
            var account = Checkouts.Account;
            Plan(
                had.From,
                async () =>
                {
                    var ask = _scene.Vault.Get<AskForCheckout>();
                    var actor = await _scene.Office.As(holder);
                    checkout = CheckoutScene.Done(await ask.Run(actor, account.Id, new(CheckoutScene.Reason(), null)));
                    had.Id = checkout.Id.Value;
                }
            );
            Plan(had.Returned, async () => CheckoutScene.Done(await Checkouts.Return(holder, checkout)));
            at = had.Returned.AddMinutes(random.Next(600, 20_000));
        }
        return Task.CompletedTask;
    }

    /// <summary>Of another account: approved by whoever's turn it is, withdrawn, or left to expire.</summary>
    private async Task PlanRequests(NaiveYear year, Random random, DateTimeOffset end, NaiveCalendar calendar)
    {
        var account = await _scene.Vault.AddAccount("示例大学团委");
        await _scene.Vault.Appoint(Checkouts.Zhang, account);
        await _scene.Vault.Appoint(Checkouts.Leader, account, AppointmentRole.SupervisingLeader);
        await _scene.Vault.Appoint(Checkouts.Responsible, account, AppointmentRole.ResponsiblePerson);
        var proof = await _scene.Office.Proof(_scene.Office.Security, ProofPurpose.Administer, account.Id.Value);
        await _scene
            .Vault.Get<DecideCheckoutPolicy>()
            .Run(await _scene.Office.As(_scene.Office.Security), proof, account.Id, new(CheckoutWay.Approval));
        var at = _scene.Now.AddHours(2);
        while (at < end.AddDays(-20))
        {
            var until = calendar.After(at, 1);
            var decided = at.AddMinutes(random.Next(30, 1300));
            var withdrawn = at.AddMinutes(random.Next(30, 1300));
            var what = random.Next(4);
            var wanted = new NaiveYear.Wanted
            {
                Requester = Checkouts.Zhang.Id,
                At = at,
                Decided = what == 0 ? decided : null,
                Withdrawn = what == 1 ? withdrawn : null,
                Next = NextOf(until.AddMinutes(random.Next(60, 8000)), end),
            };
            year.Approved.Add(wanted);
            PlanRequest(wanted, account.Id);
            at = wanted.Next;
        }
    }

    private void PlanRequest(NaiveYear.Wanted wanted, AccountId account)
    {
        Checkout checkout = null!;
        Plan(
            wanted.At,
            async () =>
            {
                var ask = _scene.Vault.Get<AskForCheckout>();
                var actor = await _scene.Office.As(Checkouts.Zhang);
                checkout = CheckoutScene.Done(await ask.Run(actor, account, new(CheckoutScene.Reason(), null)));
                wanted.Id = checkout.Id.Value;
            }
        );
        if (wanted.Decided is { } decided)
            Plan(decided, async () => CheckoutScene.Done(await Checkouts.Approve(Checkouts.Leader, checkout)));
        if (wanted.Withdrawn is { } withdrawn)
            Plan(withdrawn, async () => CheckoutScene.Done(await Checkouts.Withdraw(Checkouts.Zhang, checkout)));
    }

    /// <summary>Taken in an emergency every few days: returned or not, reviewed early, late or never.</summary>
    private async Task PlanBroken(NaiveYear year, Random random, DateTimeOffset end)
    {
        var account = await _scene.Vault.AddAccount("示例大学学生会");
        var taker = await Checkouts.Person("taker", "应急取用人甲");
        await _scene.Vault.Appoint(taker, account, AppointmentRole.BreakGlass);
        await _scene.Vault.Appoint(Checkouts.Leader, account, AppointmentRole.SupervisingLeader);
        await _scene.Vault.Appoint(Checkouts.Responsible, account, AppointmentRole.ResponsiblePerson);
        for (var at = _scene.Now.AddHours(3); at < end.AddDays(-20); )
        {
            var reviewed = at.AddMinutes(random.Next(241, 4000));
            var next = NextOf(at.AddMinutes(random.Next(5000, 30_000)), end);
            var glass = new NaiveYear.Broken
            {
                At = at,
                Returned = random.Next(2) == 0 ? at.AddMinutes(random.Next(10, 239)) : null,
                Reviewed = random.Next(3) > 0 ? reviewed : null,
                Next = next,
            };
            year.Glass.Add(glass);
            PlanBroken(glass, taker, account.Id);
            at = next;
        }
    }

    private void PlanBroken(NaiveYear.Broken glass, Person taker, AccountId account)
    {
        Checkout checkout = null!;
        Plan(
            glass.At,
            async () =>
            {
                var proof = await _scene.Office.Proof(taker, ProofPurpose.BreakGlass, account.Value);
                var (open, actor) = (_scene.Vault.Get<OpenBreakGlass>(), await _scene.Office.As(taker));
                checkout = CheckoutScene.Done(await open.Run(actor, proof, account, CheckoutScene.Reason()));
                glass.Id = checkout.Id.Value;
            }
        );
        if (glass.Returned is { } returned)
            Plan(returned, async () => CheckoutScene.Done(await Checkouts.Return(taker, checkout)));
        if (glass.Reviewed is { } reviewed)
            Plan(reviewed, async () => CheckoutScene.Done(await Checkouts.Review(Checkouts.Leader, checkout)));
    }

    private void PlanHoldings(NaiveYear year, Random random)
    {
        for (var i = 0; i < 24; i++)
        {
            var from = _scene.Now.AddMinutes(random.Next(60, 400_000));
            var last = OrganisationTime.DayOf(from).AddDays(random.Next(1, 60));
            var ended = random.Next(2) == 0 ? from.AddMinutes(random.Next(60, 100_000)) : (DateTimeOffset?)null;
            var bound = new NaiveYear.Bound
            {
                Keeper = Checkouts.Zhang.Id,
                From = from,
                Last = last,
                Ended = ended,
            };
            year.Holdings.Add(bound);
            Holding holding = null!;
            var account = Checkouts.Account;
            Plan(
                from,
                async () =>
                {
                    holding = await _scene.Holding(last, account);
                    bound.Id = holding.Id.Value;
                }
            );
            if (ended is { } at)
                Plan(at, () => End(holding));
        }
    }

    private async Task End(Holding holding)
    {
        var actor = await _scene.Office.As(_scene.Office.Registrar);
        var evidence = HoldingScene.Evidence("平台上已没有此人");
        HoldingScene.Done(await _scene.Vault.Get<EndHolding>().Run(actor, holding.Id, evidence));
    }

    private async Task PlanVerifications(NaiveYear year)
    {
        await _scene.Verified(Checkouts.Account, new(2025, 8, 31), null);
        year.Verifications.Add((Checkouts.Account.Id.Value, Checkouts.Zhang.Id, new(2026, 8, 31)));
        var other = await _scene.Vault.AddAccount("示例大学图书馆");
        await _scene.Vault.Appoint(Checkouts.Li, other);
        await _scene.Verified(other, null, new(2026, 10, 9));
        year.Verifications.Add((other.Id.Value, Checkouts.Li.Id, new(2026, 10, 9)));
    }

    /// <summary>Every few hours; every now and then nobody looks for days or weeks.</summary>
    private List<DateTimeOffset> PlanLooks(Random random, DateTimeOffset end)
    {
        var looks = new List<DateTimeOffset>();
        var at = _scene.Now.AddMinutes(30);
        while (at < end)
        {
            looks.Add(at);
            Plan(at, Look);
            at = at.AddMinutes(random.Next(60) == 0 ? random.Next(10_000, 40_000) : random.Next(120, 1300));
        }
        return looks;
    }

    /// <summary>What it has told is noted at once: over a year the first of it is removed again.</summary>
    private async Task Look()
    {
        await _scene.Pass();
        var now = _scene.Now;
        using var db = _scene.Vault.Read();
        var told = db.Set<Notice>().Where(n => n.At == now).AsEnumerable().Where(n => OfTime.Contains(n.Matter));
        _told.AddRange(told.Select(n => new Told(n.Receiver, n.Matter, n.Subject, n.Detail, n.At)));
    }

    private void Plan(DateTimeOffset at, Func<Task> step) => _script.Add((at, _script.Count), step);
}
