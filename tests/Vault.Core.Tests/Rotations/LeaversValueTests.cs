using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Rotations;

/// <summary>R29: what somebody knows who has left is no new value, wherever he knows it from.</summary>
public sealed class LeaversValueTests : IAsyncLifetime
{
    private const string Elsewhere = "Elsewhere-6Xp1!vault";

    private RotationScene _scene = null!;
    private Person _wang = null!;
    private AppointmentId _appointment;

    public async Task InitializeAsync()
    {
        _scene = await RotationScene.Set();
        var own = _scene.Checkouts.Account;
        await _scene.Checkouts.Turn("示例大学图书馆");
        _wang = await _scene.Checkouts.Person("wang.wu", "王五");
        await _scene.Checkouts.Appoint(_wang, AppointmentRole.Custodian);
        RotationScene.Deposited(await _scene.Deposit(_wang, Elsewhere));
        _scene.Checkouts.TurnBack(own);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task Of_somebody_active_who_never_had_to_do_with_the_account_it_is_taken() =>
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, Elsewhere));

    [Fact]
    public async Task Of_somebody_appointed_it_is_taken()
    {
        await Appoint();

        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, Elsewhere));
    }

    [Fact]
    public async Task Of_somebody_no_longer_appointed_it_is_refused_typed_or_generated()
    {
        await Appoint();
        await _scene.Checkouts.End(_appointment);

        foreach (var origin in new[] { ValueOrigin.Typed, ValueOrigin.Generated })
            AssertNotNew(await _scene.Deposit(_scene.Zhang, Elsewhere, origin: origin));
        AssertNotNew(await _scene.Deposit(_scene.Zhang, Elsewhere, Component.AppSecret));
    }

    [Fact]
    public async Task Of_somebody_who_came_back_it_is_taken()
    {
        await Appoint();
        await _scene.Checkouts.End(_appointment);
        await Appoint();

        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, Elsewhere));
    }

    [Fact]
    public async Task Of_somebody_disabled_it_is_refused()
    {
        await _scene.Vault.Write(scope =>
        {
            scope.Db.Set<Person>().Single(p => p.Id == _wang.Id).Disable(scope.Now);
            scope.Append(new PersonDisabled(_wang.Id));
        });

        AssertNotNew(await _scene.Deposit(_scene.Zhang, Elsewhere));
        // What cannot be changed is no secret from anybody.
        RotationScene.Deposited(await _scene.Deposit(_scene.Zhang, Elsewhere, Component.Note));
    }

    [Fact]
    public async Task The_refusal_is_that_of_a_value_the_account_had_before()
    {
        await Appoint();
        await _scene.Checkouts.End(_appointment);

        var (known, had) = (
            await _scene.Deposit(_scene.Zhang, Elsewhere),
            await _scene.Deposit(_scene.Zhang, RotationScene.First)
        );

        Assert.Equal(had, known);
    }

    private async Task Appoint() => _appointment = await _scene.Checkouts.Appoint(_wang, AppointmentRole.Administrator);

    private void AssertNotNew(DepositOutcome outcome)
    {
        Assert.Equal(CustodyRefusal.NotNew, Assert.IsType<DepositOutcome.Refused>(outcome).Why);
        Assert.Equal(CustodyRefusal.NotNew, Assert.IsType<CustodyRefused>(_scene.Vault.LastEvent()).Why);
    }
}
