using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>
/// What somebody with the database may try in order to be shown a secret, or to hide that it was shown (R41, R42):
/// every reveal over such rows is refused, and the log says so.
/// </summary>
public sealed class TamperedRevealTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    public async Task InitializeAsync()
    {
        _scene = await CustodyScene.Set();
        // The reader that meets the forgery shall raise the alarm, not the look in the background.
        Vault.Writer.Disturbed = null;
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task An_appointment_written_by_SQL_gives_nothing()
    {
        var thief = await Vault.AddPerson("li.si", "李四");
        Vault.Sql("CREATE TABLE copy AS SELECT * FROM appointments");
        Vault.Sql(
            "UPDATE copy SET Id = @id, Person = @thief; INSERT INTO appointments SELECT * FROM copy",
            ("@id", AppointmentId.New().ToString()),
            ("@thief", thief.Id.ToString())
        );
        await RefusedAndAlarmed(TamperKind.Unknown);
    }

    [Fact]
    public async Task An_appointment_turned_to_another_person_gives_nothing()
    {
        var thief = await Vault.AddPerson("li.si", "李四");
        Vault.Sql("UPDATE appointments SET Person = @thief", ("@thief", thief.Id.ToString()));
        await RefusedAndAlarmed(TamperKind.Differs);
    }

    [Fact]
    public async Task An_ended_appointment_made_endless_again_gives_nothing()
    {
        await Vault.Write(scope =>
        {
            scope.Db.Set<Appointment>().Single().End(scope.Now);
            scope.Append(new AppointmentEnded(_scene.Account.Id, _scene.Person.Id, AppointmentRole.Custodian));
        });
        Assert.IsType<RevealOutcome.NotFound>(await _scene.Reveal());

        Vault.Sql("UPDATE appointments SET Until = NULL");

        await RefusedAndAlarmed(TamperKind.Differs);
    }

    [Fact]
    public async Task A_retired_value_put_back_as_current_is_not_shown()
    {
        await _scene.Change("another value 9");
        Vault.Sql("UPDATE secret_versions SET State = 'Retired' WHERE Version = 2");
        Vault.Sql("UPDATE secret_versions SET State = 'Current' WHERE Version = 1");
        await RefusedAndAlarmed(TamperKind.Differs);
    }

    [Fact]
    public async Task Yesterdays_database_put_back_for_one_secret_is_not_shown()
    {
        Vault.Sql("CREATE TABLE yesterday AS SELECT * FROM secret_versions");
        await _scene.Change("another value 9");
        Vault.Sql("DELETE FROM secret_versions; INSERT INTO secret_versions SELECT * FROM yesterday");
        await RefusedAndAlarmed(TamperKind.Differs);
    }

    [Fact]
    public async Task A_newest_version_removed_does_not_bring_back_the_one_before()
    {
        await _scene.Change("another value 9");
        Vault.Sql("DELETE FROM secret_versions WHERE Version = 2");
        await RefusedAndAlarmed(TamperKind.Differs, TamperKind.Missing);
    }

    [Fact]
    public async Task A_retired_version_removed_is_missed_by_the_next_reveal_and_the_next_deposit()
    {
        await _scene.Change("another value 9");
        Vault.Sql("DELETE FROM secret_versions WHERE Version = 1");
        await RefusedAndAlarmed(TamperKind.Missing);
        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Deposit(CustodyScene.Canary));
    }

    [Fact]
    public async Task That_somebody_was_shown_it_cannot_be_erased()
    {
        await _scene.RevealAndShow();
        Vault.Sql("DELETE FROM knowledge WHERE Source = 'Revealed'");
        await RefusedAndAlarmed(TamperKind.Missing);
    }

    [Fact]
    public async Task An_account_that_was_removed_is_missed()
    {
        Vault.Sql("DELETE FROM accounts");
        await RefusedAndAlarmed(TamperKind.Missing);
    }

    [Fact]
    public async Task What_was_read_before_the_forgery_does_not_help()
    {
        // The decision was made over true rows; the forgery comes before the writer runs it, which changes nothing.
        Task<RevealOutcome> reveal;
        await using (await Tests.Audit.HeldWriter.Hold(Vault.Writer))
        {
            reveal = _scene.Reveal();
            await Task.Delay(100);
        }
        var granted = Assert.IsType<RevealOutcome.Granted>(await reveal);
        Vault.Sql("UPDATE secret_versions SET Ciphertext = X'00'");

        Assert.Equal(CustodyScene.Canary, _scene.Show(granted.Secret, granted.Receipt));
        await RefusedAndAlarmed(TamperKind.Differs);
    }

    private async Task RefusedAndAlarmed(params TamperKind[] kinds)
    {
        var before = Vault.Log().Count(l => l.Event is SecretRevealed);

        var refused = await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Reveal());

        Assert.Contains(refused.How, kinds);
        await Vault.Write(_ => { });
        var log = Vault.Log();
        Assert.Equal(before, log.Count(l => l.Event is SecretRevealed));
        Assert.Contains(log, l => l.Event is TamperingDetected t && t.Row == refused.Row.Id && t.How == refused.How);
    }
}
