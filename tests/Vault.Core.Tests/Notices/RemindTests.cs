using Vault.Core.Checkouts;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;
using Matter = Vault.Core.Notices.NoticeMatter;

namespace Vault.Core.Tests.Notices;

/// <summary>What a pass gives when, that it gives it once, and that it catches up.</summary>
public sealed class RemindTests : IAsyncLifetime
{
    private ReminderScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    private CheckoutScene Checkouts => _scene.Checkouts;

    private Person Zhang => Checkouts.Zhang;

    public async Task InitializeAsync() => _scene = await ReminderScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Where_nothing_is_due_a_pass_leaves_no_line()
    {
        var before = Vault.Instance.Log.Size;
        Assert.Equal(0, await _scene.Pass());
        Assert.Equal(before, Vault.Instance.Log.Size);
    }

    [Fact]
    public async Task Silence_is_told_to_the_next_approver_when_his_time_comes_and_to_each_once()
    {
        await Checkouts.Decide(new(CheckoutWay.Approval));
        await Vault.Forget();
        var checkout = await Checkouts.Asked(Zhang);
        Vault.Clock.Turn(TimeSpan.FromHours(4) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await _scene.Pass());
        Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await _scene.Pass());

        var told = Assert.Single(Vault.NoticesOf(Checkouts.Responsible), n => n.IsOpen);
        Assert.Equal((Matter.CheckoutTurn, Zhang.Id), (told.Matter, told.Other!.Value));
        Assert.Equal(ReminderKind.CheckoutTurn, Assert.IsType<ReminderGiven>(Vault.LineOf(told)).Kind);
        Assert.Empty(Vault.OpenOf(_scene.Office.Registrar));
        Vault.Clock.Turn(TimeSpan.FromHours(4));
        Assert.Equal(1, await _scene.Pass());
        Assert.Equal(0, await _scene.Pass());
        Assert.Equal([Matter.CheckoutTurn], Vault.OpenOf(_scene.Office.Registrar));
        Assert.Equal([Matter.CheckoutTurn], Vault.OpenOf(_scene.Office.OtherRegistrar));
        Assert.Equal([Matter.CheckoutTurn], Vault.OpenOf(Checkouts.Responsible));

        CheckoutScene.Done(await Checkouts.Approve(_scene.Office.Registrar, checkout));
        Person[] all = [Checkouts.Leader, Checkouts.Responsible, _scene.Office.OtherRegistrar];
        Assert.All(all, p => Assert.Empty(Vault.OpenOf(p)));
    }

    [Fact]
    public async Task Whoever_begins_to_stand_in_while_a_request_waits_is_told_then()
    {
        await Checkouts.Decide(new(CheckoutWay.Approval, Days: 3, PatienceHours: 240));
        var deputy = await Checkouts.Person("deputy", "代理领导");
        await Checkouts.Appoint(
            deputy,
            AppointmentRole.SupervisingLeader,
            Checkouts.Leader,
            _scene.Now.AddDays(1),
            _scene.Now.AddDays(8)
        );
        await Vault.Forget();
        await Checkouts.Asked(Zhang);
        Assert.Equal(0, await _scene.Pass());
        Vault.Clock.Turn(TimeSpan.FromDays(1));
        Assert.Equal(1, await _scene.Pass());

        Assert.Equal([Matter.CheckoutTurn], Vault.OpenOf(deputy));
    }

    [Fact]
    public async Task A_request_whose_time_passes_is_ended_and_its_requester_told()
    {
        await Checkouts.Decide(new(CheckoutWay.Approval));
        await Vault.Forget();
        var checkout = await Checkouts.Asked(Zhang);
        Vault.Clock.Turn(checkout.Until - _scene.Now - TimeSpan.FromMilliseconds(1));
        await _scene.Pass();
        Assert.DoesNotContain(Matter.CheckoutExpired, Vault.OpenOf(Zhang));
        Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await _scene.Pass());

        Assert.Equal([Matter.CheckoutExpired], Vault.OpenOf(Zhang));
        Assert.Empty(Vault.OpenOf(Checkouts.Leader));
        Assert.Equal(CheckoutEnd.Expired, Checkouts.Row(checkout).Ending);
        Assert.IsType<CheckoutExpired>(Vault.LastEvent());
        Assert.Equal(0, await _scene.Pass());
    }

    [Fact]
    public async Task Overdue_is_told_to_the_holder_and_a_working_day_later_to_whoever_may_take_it_back()
    {
        // Monday 9:00; due Tuesday 9:00, a holiday follows, so the working day after is Thursday.
        await _scene.Different([new(2026, 3, 4)]);
        var checkout = await Checkouts.Opened(Zhang);
        Vault.Clock.Turn(checkout.Due - _scene.Now - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await _scene.Pass());
        Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await _scene.Pass());
        Assert.Equal([Matter.CheckoutOverdue], Vault.OpenOf(Zhang));
        Vault.Clock.Turn(TimeSpan.FromDays(2) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await _scene.Pass());
        Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await _scene.Pass());

        Person[] told =
        [
            Checkouts.Leader,
            Checkouts.Responsible,
            _scene.Office.Registrar,
            _scene.Office.OtherRegistrar,
        ];
        Assert.All(told, p => Assert.Equal([Matter.CheckoutLongOverdue], Vault.OpenOf(p)));
        Assert.Equal(0, await _scene.Pass());
        CheckoutScene.Done(await Checkouts.Return(Zhang, checkout));
        Assert.All([.. told, Zhang], p => Assert.Empty(Vault.OpenOf(p)));
    }

    [Fact]
    public async Task A_longer_time_is_a_new_deadline_and_reminded_anew()
    {
        var checkout = await Checkouts.Opened(Zhang);
        Vault.Clock.Turn(TimeSpan.FromDays(1));
        Assert.Equal(1, await _scene.Pass());
        CheckoutScene.Done(await Checkouts.Extend(Zhang, checkout));
        Assert.DoesNotContain(Matter.CheckoutOverdue, Vault.OpenOf(Zhang));
        Assert.Equal(0, await _scene.Pass());
        Vault.Clock.Turn(TimeSpan.FromDays(1));

        Assert.Equal(1, await _scene.Pass());
        Assert.Contains(Matter.CheckoutOverdue, Vault.OpenOf(Zhang));
    }

    [Fact]
    public async Task A_holding_is_told_fourteen_and_three_working_days_before_its_last_day_and_after_it()
    {
        // Friday 27 March; 14 working days before it is Monday the 9th, three before it Tuesday the 24th.
        var holding = await _scene.Holding(new(2026, 3, 27));
        await Given((new(2026, 3, 8), 0), (new(2026, 3, 9), 1), (new(2026, 3, 23), 0), (new(2026, 3, 24), 1));
        await Given((new(2026, 3, 27), 0), (new(2026, 3, 28), 1), (new(2026, 4, 30), 0));

        Assert.Equal([Matter.HoldingEnding, Matter.HoldingExpired], Vault.OpenOf(Zhang));
        Assert.Equal(3, Checkouts.Lines<ReminderGiven>());
        Assert.All(
            Vault.NoticesOf(Zhang).Where(n => n.IsOpen),
            n => Assert.Equal((holding.Id.Value, "2026-03-27"), (n.Subject, n.Detail))
        );
    }

    [Fact]
    public async Task Where_the_custodian_cannot_sign_in_the_office_is_told()
    {
        var account = await Vault.AddAccount("示例大学校友会");
        await Vault.Appoint(await _scene.Office.Newcomer(), account);
        await Vault.FileEverything();
        await _scene.Holding(new(2026, 3, 4), account);

        Assert.Equal(1, await _scene.Pass());
        Assert.Equal([Matter.HoldingEnding], Vault.OpenOf(_scene.Office.Registrar));
        Assert.Equal([Matter.HoldingEnding], Vault.OpenOf(_scene.Office.OtherRegistrar));
        Assert.Empty(Vault.OpenOf(Zhang));
    }

    [Fact]
    public async Task A_verification_is_told_three_months_one_month_and_five_working_days_before_and_after()
    {
        // Nobody knows its end: it lasts a year.
        await _scene.Verified(Checkouts.Account, new(2025, 9, 30), null);
        await Given((new(2026, 6, 29), 0), (new(2026, 6, 30), 1), (new(2026, 8, 29), 0), (new(2026, 8, 30), 1));
        await Given((new(2026, 9, 22), 0), (new(2026, 9, 23), 1), (new(2026, 9, 30), 0), (new(2026, 10, 1), 1));
        Assert.Equal([Matter.VerificationEnding, Matter.VerificationExpired], Vault.OpenOf(Zhang));

        await _scene.Verified(Checkouts.Account, new(2026, 10, 8), new(2027, 10, 7));
        Assert.Empty(Vault.OpenOf(Zhang));
        await Given((new(2026, 12, 1), 0));
    }

    [Fact]
    public async Task After_a_stop_what_has_come_due_is_given_and_what_it_has_overtaken_is_not()
    {
        await _scene.Holding(new(2026, 3, 27));
        await _scene.Holding(new(2026, 6, 1));
        _scene.TurnTo(new(2026, 5, 20));
        TestVault.Opened(await Vault.Reopen());

        Assert.Equal(2, await _scene.Pass());
        Assert.Equal([Matter.HoldingExpired, Matter.HoldingEnding], Vault.OpenOf(Zhang).OrderDescending());
        TestVault.Opened(await Vault.Reopen());
        Assert.Equal(0, await _scene.Pass());
    }

    [Fact]
    public async Task Many_passes_at_once_give_every_reminder_once()
    {
        foreach (var day in Enumerable.Range(3, 8))
            await _scene.Holding(new(2026, 3, day));
        await Checkouts.Opened(Zhang);
        Vault.Clock.Turn(TimeSpan.FromDays(2));

        var given = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(_scene.Pass)));

        Assert.Equal(8 + 2, given.Sum());
        Assert.Equal(8 + 2, Checkouts.Lines<ReminderGiven>());
    }

    [Fact]
    public async Task A_row_that_was_tampered_with_keeps_nobody_else_from_being_reminded()
    {
        await Checkouts.Opened(Zhang);
        await _scene.Holding(new(2026, 3, 5));
        Vault.Clock.Turn(TimeSpan.FromDays(4));
        Vault.Sql("UPDATE checkouts SET Until = Until - 1");

        await _scene.Pass();

        Assert.Contains(Matter.HoldingExpired, Vault.OpenOf(Zhang));
    }

    [Fact]
    public async Task Read_or_settled_ones_are_removed_after_half_a_year_and_others_after_two()
    {
        await Vault.Give(Zhang, OfficeRole.Reviewer);
        await Vault.Get<MarkNoticesRead>().Run(await _scene.Office.As(Zhang));
        await Vault.Give(Checkouts.Li, OfficeRole.Reviewer);
        var today = OrganisationTime.DayOf(_scene.Now);
        // The scene's own are of the same day and read.
        Assert.NotEmpty(Vault.NoticesOf(Zhang));
        await Gone(today.AddDays(Remind.KeptDays), false, Zhang);
        await Gone(today.AddDays(Remind.KeptDays + 1), true, Zhang);
        Assert.IsType<OldNoticesRemoved>(Vault.LastEvent());
        await Gone(today.AddDays(Remind.LongestDays), false, Checkouts.Li);
        await Gone(today.AddDays(Remind.LongestDays + 1), true, Checkouts.Li);
        Assert.Equal(0, Vault.CountOf(Checkouts.Li));
        using var db = Vault.Read();
        Assert.Empty(db.Set<OutboxMessage>());
    }

    private async Task Gone(DateOnly day, bool gone, Person person)
    {
        _scene.TurnTo(day);
        await _scene.Pass();
        Assert.Equal(gone, Vault.NoticesOf(person).Count == 0);
    }

    private async Task Given(params (DateOnly Day, int Count)[] days)
    {
        foreach (var (day, count) in days)
        {
            _scene.TurnTo(day, 0);
            Assert.Equal((day, count), (day, await _scene.Pass()));
        }
    }
}
