using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>R73: a generated value is its setter's until the platform has it, and no value is lost on the way.</summary>
public sealed class PendingTests : IAsyncLifetime
{
    private const string Generated = "Generated-4Kd8!vault";

    private CustodyScene _setter = null!;
    private CustodyScene _colleague = null!;

    private TestVault Vault => _setter.Vault;

    public async Task InitializeAsync()
    {
        _setter = await CustodyScene.Set();
        _colleague = await _setter.Colleague();
        Assert.IsType<DepositOutcome.Deposited>(await _setter.Deposit(Generated, origin: ValueOrigin.Generated));
    }

    public async Task DisposeAsync() => await _setter.DisposeAsync();

    [Fact]
    public async Task Its_setter_says_that_the_platform_has_it_after_it_was_shown_to_him()
    {
        Assert.Equal(Generated, await _setter.RevealAndShow(which: WhichVersion.Pending));

        Assert.IsType<PendingOutcome.Done>(await _setter.Apply());

        Assert.IsType<SecretApplied>(Vault.Log()[^1].Event);
        Assert.Equal(CustodyRefusal.AppliedBefore, Why(await _setter.Apply()));
    }

    [Fact]
    public async Task What_was_never_shown_is_on_no_platform()
    {
        Assert.Equal(CustodyRefusal.NeverShown, Why(await _setter.Apply()));

        Assert.Equal(CustodyScene.Canary, await _setter.RevealAndShow());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_colleague_does_not_end_it(bool onPlatform)
    {
        await _setter.RevealAndShow(which: WhichVersion.Pending);

        Assert.Equal(CustodyRefusal.NotItsSetter, Why(await (onPlatform ? _colleague.Apply() : _colleague.GiveUp())));

        Assert.Equal(CustodyScene.Canary, await _colleague.RevealAndShow());
        Assert.IsType<PendingOutcome.Done>(await _setter.Apply());
    }

    [Fact]
    public async Task Once_its_setter_is_gone_a_colleague_gives_it_up_and_the_value_can_still_be_reached()
    {
        await _setter.RevealAndShow(which: WhichVersion.Pending);
        await EndAppointmentOfSetter();

        Assert.Equal(CustodyRefusal.NotItsSetter, Why(await _colleague.Apply()));
        Assert.IsType<PendingOutcome.Done>(await _colleague.GiveUp());

        Assert.Equal(Generated, await _colleague.RevealAndShow(which: WhichVersion.Retired));
        Assert.Equal(CustodyScene.Canary, await _colleague.RevealAndShow());
    }

    [Fact]
    public async Task What_was_replaced_can_still_be_revealed_and_is_known_then()
    {
        await _setter.RevealAndShow(which: WhichVersion.Pending);
        await _setter.Apply();
        await _setter.Verify();

        Assert.Equal(CustodyScene.Canary, await _colleague.RevealAndShow(which: WhichVersion.Retired));

        var line = Assert.IsType<SecretRevealed>(Vault.Log()[^1].Event);
        Assert.Equal(1, line.Version);
        using var db = Vault.Read();
        Assert.Contains(db.Set<Knowledge>(), k => k.Person == _colleague.Person.Id && k.Version == line.VersionId);
    }

    [Fact]
    public async Task Where_nothing_was_replaced_there_is_nothing_to_reveal()
    {
        var outcome = await _setter.Reveal(which: WhichVersion.Retired);

        Assert.Equal(CustodyRefusal.NothingInCustody, Assert.IsType<RevealOutcome.Refused>(outcome).Why);
    }

    /// <summary>The refusal, which must also be the newest line.</summary>
    private CustodyRefusal Why(PendingOutcome outcome)
    {
        var why = Assert.IsType<PendingOutcome.Refused>(outcome).Why;
        Assert.Equal(why, Assert.IsType<CustodyRefused>(Vault.Log()[^1].Event).Why);
        return why;
    }

    private Task EndAppointmentOfSetter() =>
        Vault.Write(scope =>
        {
            var appointment = scope.Db.Set<Appointment>().Single(a => a.Person == _setter.Person.Id);
            appointment.End(scope.Now);
            scope.Append(new AppointmentEnded(appointment.Account!.Value, appointment.Person, appointment.Role));
        });
}
