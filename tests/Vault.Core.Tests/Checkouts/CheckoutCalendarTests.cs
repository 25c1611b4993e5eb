using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.Checkouts;
using Vault.Core.Tests.Calendar;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>
/// Days of a checkout are working days of the calendar: due, overdue, expired; hours of patience are hours of the clock.
/// </summary>
public sealed class CheckoutCalendarTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CheckoutScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Through_a_year_with_holidays_everything_ends_when_a_naive_count_says(int seed)
    {
        var naive = new NaiveCalendar(seed);
        foreach (var year in new[] { 2026, 2027 })
            CalendarScene.Days(await _scene.Office.Import(naive.Csv(year)));
        var random = new Random(seed);
        var (begun, held) = (_scene.Now, new List<TimeSpan>());
        while (_scene.Now < begun.AddDays(365))
        {
            var (days, patience) = (random.Next(1, 9), random.Next(1, 20));
            var due = naive.After(_scene.Now, days);
            held.Add(due - _scene.Now);
            await (
                random.Next(3) switch
                {
                    0 => IsHadUntil(due, days),
                    1 => ExpiresAt(due, days, patience),
                    _ => IsApprovedByTheDeputyAndHadUntil(due, days, patience),
                }
            );
            Turn(_scene.Now.AddMinutes(random.Next(0, 4 * 24 * 60)));
        }
        // Weekends and holidays were among them, of one day and of many.
        Assert.True(held.Count > 20, $"{held.Count}");
        Assert.True(held.Distinct().Count() > 8);
    }

    [Fact]
    public async Task A_change_of_the_calendar_leaves_what_is_open_approved_and_asked_for_due_as_it_was()
    {
        await _scene.Decide(new(CheckoutWay.Approval, IsExclusive: false, Days: 2));
        var open = await _scene.Opened(_scene.Zhang);
        var extension = CheckoutScene.Done(await _scene.Extend(_scene.Zhang, open, open.Due.AddDays(7)));
        var approved = await _scene.Asked(_scene.Li);
        await _scene.Approve(_scene.Leader, approved);
        Assert.Equal(At(2026, 3, 4), open.Due);

        await _scene.Office.Enter(new(2026, 3, 3), new(2026, 3, 13));

        Assert.Equal(At(2026, 3, 4), _scene.Row(open).Due);
        Assert.Equal(At(2026, 3, 4), _scene.Row(approved).Due);
        Assert.Equal(At(2026, 3, 11), _scene.Row(extension).Due);
        CheckoutScene.Done(await _scene.Approve(_scene.Leader, extension));
        Assert.Equal(At(2026, 3, 11), _scene.Row(open).Due);
        Turn(At(2026, 3, 4));
        Assert.Equal(CheckoutState.Expired, _scene.State(approved));
        Turn(At(2026, 3, 11));
        Assert.Equal(CheckoutRefusal.Overdue, _scene.MayUse(_scene.Zhang));

        // What is asked for from now on goes by the calendar as it is now.
        Assert.Equal(At(2026, 3, 17), (await _scene.Asked(_scene.Li)).Due);
        await _scene.Office.Remove([new(2026, 3, 12), new(2026, 3, 13)]);
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, _scene.Row(open)));
        Assert.Equal(At(2026, 3, 13), (await _scene.Asked(_scene.Zhang)).Due);
    }

    [Fact]
    public async Task An_extension_lasts_working_days_from_now()
    {
        await _scene.Office.Enter(new(2026, 3, 3), new(2026, 3, 6));
        var checkout = await _scene.Asked(_scene.Zhang);
        Assert.Equal(At(2026, 3, 9), checkout.Due);
        Turn(At(2026, 3, 6));

        await _scene.Extend(_scene.Zhang, checkout, null);
        // Until Monday at nine it was anyhow.
        Assert.IsType<CheckoutStepRefused>(_scene.Vault.LastEvent());
        Turn(At(2026, 3, 9));
        CheckoutScene.Done(await _scene.Extend(_scene.Zhang, checkout));

        Assert.Equal(At(2026, 3, 10), _scene.Row(checkout).Due);
    }

    [Theory]
    [InlineData(CheckoutWay.Direct, 1, 7, null)]
    [InlineData(CheckoutWay.Direct, 1, 8, CheckoutRefusal.WindowTooLong)]
    [InlineData(CheckoutWay.Approval, 1, 30, null)]
    [InlineData(CheckoutWay.Approval, 1, 31, CheckoutRefusal.WindowTooLong)]
    [InlineData(CheckoutWay.Approval, 30, 46, null)]
    [InlineData(CheckoutWay.Approval, 30, 47, CheckoutRefusal.WindowTooLong)]
    public async Task The_latest_end_is_the_usual_one_or_with_approval_a_month(
        CheckoutWay way,
        int days,
        int until,
        CheckoutRefusal? why
    )
    {
        // A week off from tomorrow on: the first working day is the next Monday, the thirtieth six weeks after it.
        await _scene.Office.Enter(new(2026, 3, 3), new(2026, 3, 6));
        await _scene.Decide(new(way, Days: days, AsksReport: true));

        var outcome = await _scene.Ask(_scene.Zhang, until: _scene.Now.AddDays(until));

        if (why is { } refusal)
            _scene.AssertRefused(refusal, outcome);
        else
            CheckoutScene.Done(outcome);
    }

    [Fact]
    public async Task A_calendar_changed_past_the_vault_opens_nothing()
    {
        await _scene.Office.Enter(new(2026, 3, 3));
        _scene.Vault.Sql("DELETE FROM calendar_days");

        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Ask(_scene.Zhang));
        Assert.Equal(CheckoutRefusal.NotOpen, _scene.MayUse(_scene.Zhang));
    }

    private async Task IsHadUntil(DateTimeOffset due, int days)
    {
        await _scene.Decide(new(Days: days));
        var checkout = await _scene.Asked(_scene.Zhang);
        await IsUsedUntil(due, checkout);
    }

    private async Task IsUsedUntil(DateTimeOffset due, Checkout checkout)
    {
        Assert.Equal(due, _scene.Row(checkout).Due);
        Turn(due.AddMilliseconds(-1));
        Assert.Null(_scene.MayUse(_scene.Zhang));
        Turn(due);
        Assert.Equal(CheckoutRefusal.Overdue, _scene.MayUse(_scene.Zhang));
        Assert.True(_scene.Row(checkout).IsOverdue(_scene.Now));
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, checkout));
    }

    private async Task ExpiresAt(DateTimeOffset due, int days, int patience)
    {
        await _scene.Decide(new(CheckoutWay.Approval, Days: days, PatienceHours: patience));
        var checkout = await _scene.Asked(_scene.Li);
        Turn(due.AddMilliseconds(-1));
        Assert.Equal(CheckoutState.Requested, _scene.State(checkout));
        Turn(due);
        Assert.Equal(CheckoutState.Expired, _scene.State(checkout));
        _scene.AssertRefused(CheckoutRefusal.TooLate, await _scene.Approve(_scene.Leader, checkout));
    }

    private async Task IsApprovedByTheDeputyAndHadUntil(DateTimeOffset due, int days, int patience)
    {
        await _scene.Decide(new(CheckoutWay.Approval, Days: days, PatienceHours: patience));
        var checkout = await _scene.Asked(_scene.Zhang);
        var asked = _scene.Now;
        Turn(asked.AddHours(patience).AddMilliseconds(-1));
        _scene.AssertRefused(CheckoutRefusal.NotYourTurn, await _scene.Approve(_scene.Responsible, checkout));
        Turn(asked.AddHours(patience));
        CheckoutScene.Done(await _scene.Approve(_scene.Responsible, checkout));
        await IsUsedUntil(due, CheckoutScene.Done(await _scene.Open(_scene.Zhang, checkout)));
    }

    private void Turn(DateTimeOffset to) => _scene.Vault.Clock.Turn(to - _scene.Now);

    /// <summary>At nine, when the clock of the scene begins.</summary>
    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 1, 0, 0, TimeSpan.Zero);
}
