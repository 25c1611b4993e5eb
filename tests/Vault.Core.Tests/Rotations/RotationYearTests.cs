using System.Globalization;
using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Calendar;
using Vault.Core.Tests.Notices;
using Vault.TestKit;
using Xunit;
using Matter = Vault.Core.Notices.NoticeMatter;

namespace Vault.Core.Tests.Rotations;

/// <summary>
/// Deadlines over a year with holidays and make-up days (issue bar 8): changes begin to be owed for every reason, are done
/// in time, late or never, and passes come at odd times. What was told is compared with a naive computation, to the very
/// pass.
/// </summary>
public sealed class RotationYearTests : IAsyncLifetime
{
    private static readonly Matter[] OfTime =
    [
        Matter.RotationEnding,
        Matter.RotationOverdue,
        Matter.RotationLongOverdue,
    ];

    /// <summary>Working days, as the README has them.</summary>
    private static readonly Dictionary<RotationReason, int> Terms = new()
    {
        [RotationReason.BreakGlass] = 1,
        [RotationReason.ChangeOnReturn] = 1,
        [RotationReason.DeclaredKnown] = 3,
        [RotationReason.Handover] = 5,
        [RotationReason.LogLost] = 5,
        [RotationReason.Schedule] = 10,
        [RotationReason.PresumedKnown] = 20,
    };

    private readonly SortedList<(DateTimeOffset At, int Order), Func<Task>> _script = [];
    private readonly HashSet<Line> _told = [];
    private ReminderScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    private Person Zhang => _scene.Checkouts.Zhang;

    public async Task InitializeAsync() => _scene = await ReminderScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Over_a_year_it_is_reminded_of_when_it_is_due_and_of_nothing_else(int seed)
    {
        var random = new Random(seed);
        var calendar = new NaiveCalendar(seed);
        await _scene.Different(calendar.Different);
        var end = _scene.Now.AddDays(365);
        var changes = await Plan(random, end);
        var passes = PlanPasses(random, end);

        foreach (var ((at, _), step) in _script)
        {
            Vault.Clock.Turn(at - _scene.Now);
            await step();
        }

        var expected = changes.SelectMany(c => Expected(c, passes, calendar)).ToList();
        Assert.All(OfTime, m => Assert.Contains(expected, e => e.Matter == m));
        Assert.Equal(Sorted(expected), Sorted(_told));
        AssertSettled(changes);
        using var db = Vault.Read();
        Assert.All(
            db.Set<RotationObligation>(),
            o => Assert.Equal(calendar.After(OrganisationTime.DayOf(o.Since), Terms[o.Reason]), o.Due)
        );
    }

    [Fact]
    public async Task A_holiday_entered_later_moves_no_last_day_that_is_fixed()
    {
        var account = await NewAccount(0);
        await Vault.Write(s =>
            RotationObligation.Owe(s, account.Id, Component.Password, 1, RotationReason.DeclaredKnown)
        );
        var due = Obligation(account).Due;

        await _scene.Different([due, due.AddDays(-1)]);

        Assert.Equal(new DateOnly(2026, 3, 5), due);
        Assert.Equal(due, Obligation(account).Due);
        var left = Assert.Single(await Vault.Get<ListOwedRotations>().Run(account.Id));
        Assert.Equal((1, false), (left.DaysLeft, left.IsOverdue));
    }

    [Theory]
    [InlineData(23, 59, false)]
    [InlineData(24, 0, true)]
    public async Task It_is_overdue_when_its_last_day_is_over(int hour, int minute, bool isOverdue)
    {
        var account = await NewAccount(0);
        await Vault.Write(s => RotationObligation.Owe(s, account.Id, Component.Password, 1, RotationReason.BreakGlass));
        var due = Obligation(account).Due;
        Vault.Clock.Turn(OrganisationTime.StartOf(due).AddHours(hour).AddMinutes(minute) - _scene.Now);

        Assert.Equal(isOverdue, Assert.Single(await Vault.Get<ListOwedRotations>().Run(account.Id)).IsOverdue);
        await _scene.Pass();

        Assert.Equal(isOverdue, Told().Any(t => t.Matter == Matter.RotationOverdue));
    }

    [Fact]
    public async Task A_reminder_is_settled_when_nothing_of_the_account_is_owed_any_more()
    {
        var account = await NewAccount(0);
        await Deposit(account, "an app secret 1", Component.AppSecret);
        foreach (var component in new[] { Component.Password, Component.AppSecret })
            await Vault.Write(s => RotationObligation.Owe(s, account.Id, component, 1, RotationReason.BreakGlass));
        Vault.Clock.Turn(TimeSpan.FromDays(2));
        await _scene.Pass();

        await Done(account);
        Assert.Contains(Matter.RotationOverdue, Vault.OpenOf(Zhang));
        await Done(account, Component.AppSecret);

        Assert.DoesNotContain(Matter.RotationOverdue, Vault.OpenOf(Zhang));
    }

    [Fact]
    public async Task Of_a_cancelled_account_nobody_is_reminded()
    {
        var account = await NewAccount(0);
        await Vault.Write(s =>
        {
            RotationObligation.Owe(s, account.Id, Component.Password, 1, RotationReason.BreakGlass);
            s.AttestByLastLine();
            var row = s.Db.Set<Account>().Single(a => a.Id == account.Id);
            row.Change(AccountFacts.Of(row, AccountDetails.None) with { Status = AccountStatus.Cancelled }, null);
            s.Append(new AccountFactChanged(account.Id, AccountFact.Status, null, null));
        });
        Vault.Clock.Turn(TimeSpan.FromDays(30));

        await _scene.Pass();

        Assert.Empty(Told());
    }

    private sealed record Change(Account Account, RotationReason Reason, DateTimeOffset At, DateTimeOffset? Done);

    private sealed record Line(DateTimeOffset At, Matter Matter, AccountId? Account, PersonId Receiver, string Day);

    private static IEnumerable<Line> Sorted(IEnumerable<Line> lines) =>
        lines
            .OrderBy(l => l.At)
            .ThenBy(l => l.Matter)
            .ThenBy(l => l.Account!.Value.Value)
            .ThenBy(l => l.Receiver.Value);

    private async Task<List<Change>> Plan(Random random, DateTimeOffset end)
    {
        var changes = new List<Change>();
        for (var i = 0; i < 36; i++)
        {
            var at = _scene.Now.AddMinutes(random.Next(60, (int)(end - _scene.Now).TotalMinutes - 60_000));
            var reason = Terms.Keys.ElementAt(i % Terms.Count);
            DateTimeOffset? done =
                random.Next(5) == 0 ? null : at.AddMinutes(random.Next(30, 1440 * 2 * Terms[reason]));
            var account = await NewAccount(i);
            changes.Add(new(account, reason, at, done));
            Plan(at, () => Vault.Write(s => RotationObligation.Owe(s, account.Id, Component.Password, 1, reason)));
            if (done is { } then)
                Plan(then, () => Done(account));
        }
        return changes;
    }

    private List<DateTimeOffset> PlanPasses(Random random, DateTimeOffset end)
    {
        var passes = new List<DateTimeOffset>();
        for (var at = _scene.Now.AddMinutes(7); at < end; at = at.AddMinutes(random.Next(60, 4000)))
        {
            passes.Add(at);
            Plan(at, Pass);
        }
        return passes;
    }

    private async Task Pass()
    {
        await _scene.Pass();
        // At once: what was settled half a year ago is removed by a pass.
        _told.UnionWith(Told());
    }

    /// <summary>One day after the other, of one change.</summary>
    private IEnumerable<Line> Expected(Change change, List<DateTimeOffset> passes, NaiveCalendar calendar)
    {
        var begun = OrganisationTime.DayOf(change.At);
        var due = calendar.After(begun, Terms[change.Reason]);
        var told = new HashSet<Matter>();
        foreach (var at in passes.Where(p => p >= change.At && (change.Done is null || p < change.Done)))
        {
            var today = OrganisationTime.DayOf(at);
            if (today > begun && today <= due && calendar.Between(today, due) <= 1 && told.Add(Matter.RotationEnding))
                yield return Of(Matter.RotationEnding, Zhang);
            if (today > due && told.Add(Matter.RotationOverdue))
                yield return Of(Matter.RotationOverdue, Zhang);
            if (today <= calendar.After(due, 1) || !told.Add(Matter.RotationLongOverdue))
                continue;
            Person[] overseers = [_scene.Checkouts.Responsible, _scene.Office.Registrar, _scene.Office.OtherRegistrar];
            foreach (var overseer in overseers)
                yield return Of(Matter.RotationLongOverdue, overseer);

            Line Of(Matter matter, Person receiver) =>
                new(
                    at,
                    matter,
                    change.Account.Id,
                    receiver.Id,
                    due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                );
        }
    }

    private List<Line> Told()
    {
        using var db = Vault.Read();
        return
        [
            .. db.Set<Notice>()
                .Where(n => OfTime.Contains(n.Matter))
                .AsEnumerable()
                .Select(n => new Line(n.At, n.Matter, n.Account, n.Receiver, n.Detail!)),
        ];
    }

    private void AssertSettled(List<Change> changes)
    {
        var open = changes.Where(c => c.Done is null).Select(c => c.Account.Id).ToHashSet();
        using var db = Vault.Read();
        foreach (var notice in db.Set<Notice>().Where(n => OfTime.Contains(n.Matter)))
            Assert.Equal(open.Contains(notice.Account!.Value), notice.SettledAt is null);
    }

    private RotationObligation Obligation(Account account)
    {
        using var db = Vault.Read();
        return db.Set<RotationObligation>().Single(o => o.Account == account.Id);
    }

    private async Task<Account> NewAccount(int number)
    {
        var account = await Vault.AddAccount($"示例大学账号{number}");
        await Vault.Appoint(Zhang, account);
        await Vault.Appoint(_scene.Checkouts.Leader, account, AppointmentRole.SupervisingLeader);
        await Vault.Appoint(_scene.Checkouts.Responsible, account, AppointmentRole.ResponsiblePerson);
        await Deposit(account, "a first value 1");
        return account;
    }

    private async Task Done(Account account, Component component = Component.Password)
    {
        await Deposit(account, $"a second {component} 2", component);
        RotationScene.Done(await Vault.Verify(_scene.Checkouts.Leader, account.Id, component));
    }

    private async Task Deposit(Account account, string value, Component component = Component.Password)
    {
        var (actor, proof) = (
            await _scene.Office.As(Zhang),
            await _scene.Office.Proof(Zhang, ProofPurpose.UseSecrets, account.Id.Value)
        );
        var bytes = Encoding.UTF8.GetBytes(value);
        RotationScene.Deposited(
            await Vault.Get<Deposit>().Run(actor, proof, account.Id, component, bytes, ValueOrigin.Typed)
        );
    }

    private void Plan(DateTimeOffset at, Func<Task> step) => _script.Add((at, _script.Count), step);
}
