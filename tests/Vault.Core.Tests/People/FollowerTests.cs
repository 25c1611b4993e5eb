using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>A custodian with an end is followed by somebody the moment he ends: an account is never without one (R24).</summary>
public sealed class FollowerTests : IAsyncLifetime
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private Office _office = null!;

    private DateTimeOffset Now => _office.Vault.Clock.Now;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task The_follower_takes_over_at_the_very_moment()
    {
        var until = Now.AddDays(120);
        await _office.Grant(Custodian(_office.Zhang, until, _office.Li));

        Assert.Equal(_office.Zhang.Id, _office.Custodian(until - Instant));
        Assert.Equal(_office.Li.Id, _office.Custodian(until));
        Assert.Equal(_office.Li.Id, _office.Custodian(until.AddYears(10)));
        var lines = _office.Vault.Log().Select(l => l.Event).OfType<PersonAppointed>().ToList();
        Assert.Equal(((DateTimeOffset?)null, (DateTimeOffset?)until), (lines[0].From, lines[0].Until));
        Assert.Equal(((DateTimeOffset?)until, (DateTimeOffset?)null), (lines[1].From, lines[1].Until));
    }

    [Fact]
    public async Task A_new_custodian_cancels_the_follower_of_the_former()
    {
        var until = Now.AddDays(120);
        await _office.Grant(Custodian(_office.Zhang, until, _office.Li));
        _office.Vault.Clock.Turn(TimeSpan.FromDays(3));
        var wang = await _office.Newcomer();

        await _office.Grant(Custodian(wang, null, null));

        Assert.Equal(_office.Zhang.Id, _office.Custodian(Now - Instant));
        foreach (var at in new[] { Now, until, until.AddDays(1) })
            Assert.Equal(wang.Id, _office.Custodian(at));
        var never = _office.Appointments().Single(a => a.Person == _office.Li.Id);
        Assert.Equal(never.From, never.Until);
    }

    [Fact]
    public async Task A_custodian_with_an_end_stays_longer_and_who_follows_waits_as_long()
    {
        var (first, later) = (Now.AddDays(120), Now.AddDays(300));
        await _office.Grant(Custodian(_office.Zhang, first, _office.Li));
        var wang = await _office.Newcomer();
        var held = _office.Appointments().Single(a => a.Person == _office.Zhang.Id);
        Assert.True(Reason.TryParse("赴外地挂职三周", out var why, out _));
        var window = Now.AddDays(20);
        await _office.Grant(new GrantRequest.ForActing(wang.Id, held.Id, null, window, why));
        _office.Vault.Clock.Turn(TimeSpan.FromDays(3));

        Assert.Equal(GrantRefusal.AlreadyHeld, await Refusal(Custodian(_office.Zhang, first, _office.Li)));
        Assert.Equal(GrantRefusal.AlreadyHeld, await Refusal(Custodian(_office.Zhang, first.AddDays(-9), _office.Li)));
        await _office.Grant(Custodian(_office.Zhang, later, _office.Li));

        foreach (var at in new[] { Now - Instant, Now, first - Instant, first, later - Instant })
            Assert.Equal(_office.Zhang.Id, _office.Custodian(at));
        Assert.Equal(_office.Li.Id, _office.Custodian(later));
        // Whoever stands in for him still does.
        Assert.Equal(window, _office.Appointments().Single(a => a.Person == wang.Id).Until);
        Assert.Equal(GrantRefusal.FallbackNeeded, await Refusal(Custodian(_office.Zhang, null, _office.Li)));

        await _office.Grant(Custodian(_office.Zhang, null, null));
        Assert.Equal(_office.Zhang.Id, _office.Custodian(later.AddYears(5)));
        Assert.Equal(GrantRefusal.AlreadyHeld, await Refusal(Custodian(_office.Zhang, null, null)));
    }

    [Fact]
    public async Task The_follower_may_become_custodian_before_his_time()
    {
        await _office.Grant(Custodian(_office.Zhang, Now.AddDays(120), _office.Li));

        await _office.Grant(Custodian(_office.Li, null, null));

        Assert.Equal(_office.Li.Id, _office.Custodian(Now));
        Assert.Equal(_office.Li.Id, _office.Custodian(Now.AddDays(200)));
    }

    [Fact]
    public async Task A_follower_is_needed_with_an_end_and_only_then()
    {
        var end = Now.AddDays(9);
        Assert.Equal(GrantRefusal.FallbackNeeded, await Refusal(Custodian(_office.Zhang, end, null)));
        Assert.Equal(GrantRefusal.FallbackNeeded, await Refusal(Custodian(_office.Zhang, null, _office.Li)));
        var administrator = new GrantRequest.ForAppointment(
            _office.Zhang.Id,
            _office.Account.Id,
            AppointmentRole.Administrator,
            end
        )
        {
            Fallback = _office.Li.Id,
        };
        Assert.Equal(GrantRefusal.FallbackNeeded, await Refusal(administrator));
        Assert.Null(await Refusal(administrator with { Fallback = null }));
    }

    [Fact]
    public async Task Who_follows_is_an_active_teacher_without_office_and_somebody_else()
    {
        var student = await _office.Student();
        var gone = await _office.Newcomer();
        await _office.Vault.Write(scope =>
        {
            scope.Db.Set<Person>().Single(p => p.Id == gone.Id).Disable(scope.Now);
            scope.Append(new PersonDisabled(gone.Id));
        });
        foreach (var allowed in new[] { false, true })
        {
            await _office.LetStudentsReveal(allowed);
            foreach (
                var unfit in new[]
                {
                    _office.Zhang,
                    student,
                    gone,
                    _office.OtherRegistrar,
                    _office.System,
                    _office.Reviewer,
                }
            )
                Assert.Equal(
                    GrantRefusal.FallbackUnfit,
                    await Refusal(Custodian(_office.Zhang, Now.AddDays(9), unfit))
                );
        }
        Assert.Null(await Refusal(Custodian(_office.Zhang, Now.AddDays(9), _office.Li)));
    }

    [Fact]
    public async Task A_follower_who_became_unfit_is_noticed_when_confirming()
    {
        var id = await _office.Proposed(_office.Registrar, Custodian(_office.Zhang, Now.AddDays(9), _office.Li));
        await _office.Vault.Give(_office.Li, OfficeRole.Reviewer);

        var refused = Assert.IsType<DecideOutcome.Refused>(await _office.Confirm(_office.Security, id));

        Assert.Equal(GrantRefusal.FallbackUnfit, refused.Why);
        Assert.Empty(_office.Appointments());
    }

    [Fact]
    public async Task Who_will_follow_takes_no_office()
    {
        await _office.Grant(Custodian(_office.Zhang, Now.AddDays(9), _office.Li));

        var role = new GrantRequest.ForRole(_office.Li.Id, OfficeRole.Reviewer);
        var refused = Assert.IsType<ProposeOutcome.Refused>(await _office.Propose(_office.Security, role));

        Assert.Equal(GrantRefusal.RevealerMayNotHoldOffice, refused.Why);
    }

    private GrantRequest.ForAppointment Custodian(Person who, DateTimeOffset? until, Person? follower) =>
        new(who.Id, _office.Account.Id, AppointmentRole.Custodian, until) { Fallback = follower?.Id };

    private Task<GrantRefusal?> Refusal(GrantRequest request) => _office.Refusal(request);
}
