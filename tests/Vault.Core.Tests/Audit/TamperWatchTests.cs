using System.Diagnostics;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>
/// The running vault notices that somebody else wrote its database and looks through all of it (R42): what nobody reads
/// is alarmed as well, and its own work is no alarm.
/// </summary>
public sealed class TamperWatchTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    public async Task InitializeAsync() => _scene = await CustodyScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task An_idle_vault_alarms_an_edit_that_nobody_reads()
    {
        Vault.Sql("UPDATE persons SET DisplayName = '李四'");

        var alarm = await Alarm();

        Assert.Equal(("persons", _scene.Person.Id.ToString(), TamperKind.Differs), (alarm.Table, alarm.Row, alarm.How));
    }

    [Fact]
    public async Task An_edit_that_was_taken_back_before_the_vault_looked_is_no_alarm()
    {
        Vault.Sql("UPDATE persons SET DisplayName = '李四'; UPDATE persons SET DisplayName = '张三'");

        await Task.Delay(TimeSpan.FromSeconds(4));

        Assert.DoesNotContain(Vault.Log(), l => l.Event is TamperingDetected);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET Leaf = X'7B7D' WHERE Sequence = 2", "2")]
    [InlineData("UPDATE audit_entries SET Actor = NULL WHERE Kind = 'SecretDeposited'", "deposit")]
    [InlineData("UPDATE audit_entries SET At = At + 1 WHERE Sequence = 3", "3")]
    [InlineData("DELETE FROM audit_entries WHERE Sequence = 1", "1")]
    public async Task An_edit_of_the_log_is_alarmed_in_the_log(string sql, string entry)
    {
        if (entry == "deposit")
            entry = $"{Vault.Log().Single(l => l.Event is Core.Custody.SecretDeposited).Sequence}";
        Vault.Sql(sql);

        var alarm = await Alarm();

        Assert.Equal(("audit_entries", entry), (alarm.Table, alarm.Row));
    }

    [Fact]
    public async Task The_vault_at_work_does_not_alarm_itself()
    {
        var disturbed = 0;
        await Vault.LiftUses();
        Vault.Writer.Disturbed = () => disturbed++;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        while (!stop.IsCancellationRequested)
                        {
                            await _scene.RevealAndShow();
                            using var db = Vault.Read();
                            _ = db.AuditEntries.Count();
                        }
                    })
                )
        );

        Assert.Equal(0, disturbed);
        Assert.Empty(new RowCheck(Vault.Instance.Store, Vault.Instance.Log.Attestations).Compare());
    }

    [Fact]
    public async Task Rows_that_change_while_they_are_compared_are_no_finding()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
                await _scene.Change($"value number {i}");
        });
        var check = new RowCheck(Vault.Instance.Store, Vault.Instance.Log.Attestations);

        for (var i = 0; i < 200; i++)
            Assert.Empty(check.Compare());

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task The_same_forgery_is_alarmed_once_however_often_it_is_read()
    {
        Vault.Sql("UPDATE persons SET DisplayName = '李四'");
        for (var i = 0; i < 50; i++)
        {
            using var db = Vault.Read();
            Assert.Throws<TamperedRowException>(() => db.Set<Person>().ToList());
        }
        await Alarm();
        await Task.Delay(TimeSpan.FromSeconds(3));

        Assert.Single(Vault.Log(), l => l.Event is TamperingDetected);
    }

    [Fact]
    public async Task Another_forgery_of_the_same_row_is_another_alarm()
    {
        Vault.Writer.Disturbed = null;
        foreach (var name in new[] { "李四", "王五" })
        {
            Vault.Sql($"UPDATE persons SET DisplayName = '{name}'");
            using var db = Vault.Read();
            Assert.Throws<TamperedRowException>(() => db.Set<Person>().ToList());
        }
        await Vault.Write(_ => { });

        Assert.Equal(2, Vault.Log().Count(l => l.Event is TamperingDetected));
    }

    [Fact]
    public async Task An_alarm_that_could_not_be_written_is_raised_again_with_the_next_reading()
    {
        Vault.Writer.Disturbed = null;
        Vault.Sql("UPDATE persons SET DisplayName = '李四'");
        Vault.Instance.Store.Schema = null;
        Vault.Sql("CREATE TRIGGER fault BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'fault'); END");
        ReadForged();
        await Assert.ThrowsAsync<VaultUnavailableException>(() =>
            Vault.Write(scope => scope.Append(new AnonymousRefusalsCounted(1, scope.Now)))
        );
        Vault.Sql("DROP TRIGGER fault");
        Assert.DoesNotContain(Vault.Log(), l => l.Event is TamperingDetected);

        ReadForged();
        await Vault.Write(_ => { });

        Assert.Single(Vault.Log(), l => l.Event is TamperingDetected);
    }

    private void ReadForged()
    {
        using var db = Vault.Read();
        Assert.Throws<TamperedRowException>(() => db.Set<Person>().ToList());
    }

    /// <summary>The first alarm, waited for: the look is in the background.</summary>
    private async Task<TamperingDetected> Alarm()
    {
        var since = Stopwatch.StartNew();
        while (since.Elapsed < TimeSpan.FromSeconds(30))
        {
            if (Alarms() is [var alarm, ..])
                return alarm;
            await Task.Delay(50);
        }
        throw new InvalidOperationException("No alarm within half a minute.");
    }

    private List<TamperingDetected> Alarms()
    {
        // By their column and not by every leaf: some of these tests damage leaves.
        using var db = Vault.Read();
        return
        [
            .. db
                .AuditEntries.Where(e => e.Kind == nameof(TamperingDetected))
                .Select(e => e.Leaf)
                .AsEnumerable()
                .Select(l => (TamperingDetected)EventCodec.Read(l).Event),
        ];
    }
}
