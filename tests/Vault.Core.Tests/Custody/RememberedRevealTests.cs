using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>
/// What a reveal rests on is not read again while the log attests it unchanged (R41, R42): whatever changes it, through
/// the vault or past it, counts in the very next reveal.
/// </summary>
public sealed class RememberedRevealTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    public async Task InitializeAsync()
    {
        _scene = await CustodyScene.Set();
        // Nobody but the reveal itself shall meet what was changed.
        Vault.Writer.Disturbed = null;
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal());
        Assert.IsType<RevealOutcome.Granted>(await _scene.Reveal());
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task It_is_read_again_only_when_a_row_it_saw_has_changed()
    {
        using var db = Vault.Read();
        var readings = 0;
        int Read() =>
            db.Remembered(
                "appointments",
                () =>
                {
                    db.AllOfNow(
                        _scene.Account.Id.Value,
                        db.Set<Appointment>().Where(a => a.Account == _scene.Account.Id)
                    );
                    return ++readings;
                }
            );

        Assert.Equal(1, Read());
        await _scene.Reveal();
        Assert.Equal(1, Read());
        await Vault.AddPerson("wang.wu", "王五");
        Assert.Equal(1, Read());
        // A new row of the set counts as well.
        await Vault.Appoint(await Vault.AddPerson("li.si", "李四"), _scene.Account, AppointmentRole.Administrator);
        Assert.Equal(2, Read());
        Assert.Equal(2, Read());
    }

    [Theory]
    [InlineData("UPDATE appointments SET Until = 1")]
    [InlineData("DELETE FROM appointments")]
    [InlineData("UPDATE persons SET IsStudent = 1")]
    [InlineData("UPDATE secret_versions SET State = 'Retired'")]
    [InlineData("DELETE FROM secret_versions")]
    [InlineData("DELETE FROM knowledge")]
    [InlineData("UPDATE checkouts SET Until = Until + 86400000")]
    [InlineData("DELETE FROM checkouts")]
    public async Task A_row_changed_past_the_vault_refuses_the_next_reveal(string sql)
    {
        Vault.Sql(sql);

        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Reveal());
        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Reveal());
    }

    [Fact]
    public async Task An_appointment_that_ended_gives_nothing_in_the_next_reveal()
    {
        await Vault.Write(scope =>
        {
            scope.Db.Set<Appointment>().Single().End(scope.Now);
            scope.Append(new AppointmentEnded(_scene.Account.Id, _scene.Person.Id, AppointmentRole.Custodian));
        });

        Assert.IsType<RevealOutcome.NotFound>(await _scene.Reveal());
    }

    [Fact]
    public async Task A_value_deposited_since_is_the_one_that_is_shown()
    {
        await _scene.Change("another value 9");

        Assert.Equal("another value 9", await _scene.RevealAndShow());
    }

    [Fact]
    public async Task An_appointment_that_runs_out_by_itself_gives_nothing_afterwards()
    {
        await Vault.GiveBack(_scene.Actor, _scene.Account.Id);
        var colleague = await _scene.Colleague();
        var until = Vault.Clock.Now.AddMinutes(3);
        await Vault.Write(scope =>
        {
            scope.Db.Set<Appointment>().Single(a => a.Person == colleague.Person.Id).End(until);
            scope.Append(new AppointmentEnded(_scene.Account.Id, colleague.Person.Id, AppointmentRole.Administrator));
        });
        Assert.IsType<RevealOutcome.Granted>(await colleague.Reveal());

        Vault.Clock.Turn(TimeSpan.FromMinutes(3));

        Assert.IsType<RevealOutcome.NotFound>(await colleague.Reveal());
    }

    [Fact]
    public async Task No_more_is_remembered_than_there_is_room_for()
    {
        using var db = Vault.Read();
        for (var i = 0; i < RememberedReadings.Most + 10; i++)
            db.Remembered(i, () => i);
        var again = 0;

        db.Remembered(0, () => again = 1);
        Assert.Equal(1, again);
        db.Remembered(RememberedReadings.Most + 9, () => again = 2);
        Assert.Equal(1, again);
    }
}
