using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>代理: who stands in for whom, from when until when, and never longer than he holds it (R23, R24).</summary>
public sealed class ActingTests : IAsyncLifetime
{
    private Office _office = null!;

    private DateTimeOffset Now => _office.Vault.Clock.Now;

    public async Task InitializeAsync()
    {
        _office = await Office.Open();
        await _office.Appoint(_office.Zhang);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_stand_in_is_live_inside_his_window_and_only_there()
    {
        var (from, until) = (Now.AddDays(2), Now.AddDays(9));
        await _office.Grant(Acting(_office.Li, Held(_office.Zhang), from, until));

        foreach (var (at, live) in new[] { (from.AddMilliseconds(-1), false), (from, true), (until, false) })
        {
            Assert.Equal(live, _office.Holders(AppointmentRole.Custodian, at).Contains(_office.Li.Id));
            Assert.Contains(_office.Zhang.Id, _office.Holders(AppointmentRole.Custodian, at));
            _office.Vault.Clock.Turn(at - Now);
            Assert.Equal(live, await Sees(_office.Li));
        }
        Assert.Contains(_office.Li.Id, _office.Holders(AppointmentRole.Custodian, until.AddMilliseconds(-1)));
    }

    [Fact]
    public async Task Without_a_beginning_the_window_begins_with_the_confirmation()
    {
        var id = await _office.Proposed(
            _office.Registrar,
            Acting(_office.Li, Held(_office.Zhang), null, Now.AddDays(9))
        );
        _office.Vault.Clock.Turn(TimeSpan.FromHours(3));
        await _office.Confirm(_office.Security, id);

        Assert.Equal(Now, Held(_office.Li).From);
    }

    [Fact]
    public async Task A_stand_in_of_the_custodian_is_not_the_custodian()
    {
        await _office.Grant(Acting(_office.Li, Held(_office.Zhang), null, Now.AddDays(9)));

        Assert.Equal(_office.Zhang.Id, _office.Custodian(Now));
        using var db = _office.Vault.Read();
        var standing = Standing.Read(db, _office.Registrar.Id, Now)!;
        var seen = await AccountAccess.Find(db, _office.Account.Id, standing, Now);
        Assert.Equal(_office.Zhang.Id, seen!.Custodian(Now)!.Person);
        // A custodian's appointment is not ended without a successor; that of somebody who stands in for him is.
        Assert.IsType<EndOutcome.Ended>(await End(Held(_office.Li)));
        Assert.Equal([_office.Zhang.Id], _office.Holders(AppointmentRole.Custodian, Now));
    }

    [Fact]
    public async Task A_stand_in_does_not_outlast_whom_he_stands_in_for()
    {
        var until = Now.AddDays(5);
        var wang = await _office.Newcomer();
        await _office.Appoint(wang, AppointmentRole.Administrator, until);

        Assert.Equal(
            GrantRefusal.NothingToActFor,
            await _office.Refusal(Acting(_office.Li, Held(wang), null, until.AddMilliseconds(1)))
        );
        Assert.Null(await _office.Refusal(Acting(_office.Li, Held(wang), null, until)));
    }

    [Fact]
    public async Task A_stand_in_ends_with_the_appointment_he_stands_in_for()
    {
        var wang = await _office.Newcomer();
        await _office.Appoint(wang, AppointmentRole.Administrator);
        await _office.Grant(Acting(_office.Li, Held(wang), null, Now.AddDays(9)));
        _office.Vault.Clock.Turn(TimeSpan.FromDays(1));

        Assert.IsType<EndOutcome.Ended>(await End(Held(wang)));

        Assert.Empty(_office.Holders(AppointmentRole.Administrator, Now));
        Assert.Equal(2, _office.Vault.Log().Count(l => l.Event is AppointmentEnded && l.At == Now));
    }

    [Fact]
    public async Task A_new_custodian_ends_who_stood_in_for_the_former_even_before_he_began()
    {
        await _office.Grant(Acting(_office.Li, Held(_office.Zhang), Now.AddDays(2), Now.AddDays(9)));
        var wang = await _office.Newcomer();

        await _office.Appoint(wang);

        Assert.Equal([wang.Id], _office.Holders(AppointmentRole.Custodian, Now.AddDays(3)));
    }

    [Fact]
    public async Task Nobody_stands_in_for_himself_nor_for_somebody_who_stands_in()
    {
        var own = Acting(_office.Zhang, Held(_office.Zhang), null, Now.AddDays(9));
        Assert.Equal(GrantRefusal.ActingForOneself, await _office.Refusal(own));
        await _office.Grant(Acting(_office.Li, Held(_office.Zhang), null, Now.AddDays(9)));
        var wang = await _office.Newcomer();

        var second = Acting(wang, Held(_office.Li), null, Now.AddDays(8));

        Assert.Equal(GrantRefusal.NothingToActFor, await _office.Refusal(second));
    }

    [Fact]
    public async Task Two_windows_of_one_stand_in_do_not_overlap()
    {
        await _office.Grant(Acting(_office.Li, Held(_office.Zhang), Now.AddDays(2), Now.AddDays(4)));
        var custodian = Held(_office.Zhang);

        var overlapping = Acting(_office.Li, custodian, Now.AddDays(3), Now.AddDays(6));
        Assert.Equal(GrantRefusal.AlreadyHeld, await _office.Refusal(overlapping));
        Assert.Null(await _office.Refusal(Acting(_office.Li, custodian, Now.AddDays(4), Now.AddDays(6))));
    }

    [Fact]
    public async Task A_window_does_not_end_before_it_begins_or_now()
    {
        var custodian = Held(_office.Zhang);
        var backwards = Acting(_office.Li, custodian, Now.AddDays(4), Now.AddDays(3));
        Assert.Equal(GrantRefusal.UntilPassed, await _office.Refusal(backwards));
        Assert.Equal(GrantRefusal.UntilPassed, await _office.Refusal(Acting(_office.Li, custodian, null, Now)));
    }

    [Fact]
    public async Task Why_somebody_stands_in_is_sealed_and_read_by_those_who_decide()
    {
        var id = await _office.Proposed(
            _office.Registrar,
            Acting(_office.Li, Held(_office.Zhang), null, Now.AddDays(9))
        );
        using var db = _office.Vault.Read();
        var reader = Standing.Read(db, _office.Security.Id, Now)!;

        var file = await _office.Vault.Get<ReadProposal>().Run(reader, id);

        Assert.Equal("张三赴外地挂职", file!.Reason);
        Assert.Equal(_office.Zhang.Id, file.Line.ActingFor!.Id);
        Assert.Null(file.FormerCustodian);
    }

    private Appointment Held(Person person) =>
        _office.Appointments().Last(a => a.Person == person.Id && a.Account == _office.Account.Id);

    private static GrantRequest.ForActing Acting(
        Person who,
        Appointment absent,
        DateTimeOffset? from,
        DateTimeOffset until
    )
    {
        Assert.True(Reason.TryParse("张三赴外地挂职", out var why, out _));
        return new(who.Id, absent.Id, from, until, why);
    }

    private async Task<EndOutcome> End(Appointment appointment)
    {
        var proof = await _office.Proof(_office.Registrar, ProofPurpose.Administer, appointment.Id.Value);
        return await _office
            .Vault.Get<EndAppointment>()
            .Run(await _office.As(_office.Registrar), proof, appointment.Id);
    }

    private async Task<bool> Sees(Person person)
    {
        using var db = _office.Vault.Read();
        var standing = Standing.Read(db, person.Id, Now)!;
        return await AccountAccess.Find(db, _office.Account.Id, standing, Now) is not null;
    }
}
