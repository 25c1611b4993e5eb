using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>
/// No log, no secret (R47, R74): the log write fails in every way a database can fail, and each time the caller is told
/// that the vault is unavailable, no receipt counts, nothing is half done, and the vault serves again without a restart.
/// The sixth way, a killed process, is in <see cref="KilledProcessTests"/>; a failing disk in <see cref="FailingDiskTests"/>.
/// </summary>
public sealed class WriteFaultTests : IAsyncLifetime
{
    /// <summary>Lines of the first reveal of an account that nobody has: asked for, opened, shown.</summary>
    private const int FirstReveal = 3;

    private CustodyScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CustodyScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    /// <summary>Faults that last until they are taken away, however often the writer tries a fresh connection.</summary>
    private static readonly Dictionary<string, Func<TestVault, IDisposable>> Lasting = new()
    {
        ["the database is locked by another connection"] = Lock,
        ["an exception before the line is inserted"] = v => Trigger(v, "BEFORE INSERT ON audit_entries"),
        ["an exception after the line is inserted"] = v => Trigger(v, "AFTER INSERT ON audit_entries"),
        ["an exception after all lines are inserted"] = v => Trigger(v, "BEFORE UPDATE ON log_head"),
        ["the head of the log takes no line"] = v => Trigger(v, "BEFORE UPDATE ON log_head", "IGNORE"),
    };

    /// <summary>Faults of the writer's own connection: a fresh one is free of them.</summary>
    private static readonly Dictionary<string, Action<VaultDb>> Passing = new()
    {
        ["the database is read-only"] = db => db.Database.ExecuteSqlRaw("PRAGMA query_only = ON"),
        ["the database is full"] = db => db.Database.ExecuteSqlRaw("PRAGMA max_page_count = 1"),
        ["the commit fails"] = FailNextChange,
    };

    public static TheoryData<string> LastingFaults => [.. Lasting.Keys];

    public static TheoryData<string> PassingFaults => [.. Passing.Keys];

    [Theory]
    [MemberData(nameof(LastingFaults))]
    public async Task While_the_fault_lasts_nothing_is_shown_and_afterwards_all_is_well(string fault)
    {
        var before = _scene.Vault.Log().Count;
        var receipts = new List<AuditReceipt<SecretRevealed>>();
        using (Lasting[fault](_scene.Vault))
        {
            await Assert.ThrowsAsync<VaultUnavailableException>(() => _scene.Reveal());
            await Assert.ThrowsAsync<VaultUnavailableException>(() => _scene.Deposit("never kept 1"));
            await Assert.ThrowsAsync<VaultUnavailableException>(() => Append(receipts));
        }

        await HoldsAfter(before, receipts);
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_of_the_connection_costs_one_batch(string fault)
    {
        // A line of this size needs pages the database does not have yet.
        var reason = new string('长', 400);
        var before = _scene.Vault.Log().Count;
        var receipts = new List<AuditReceipt<SecretRevealed>>();
        await Break(Passing[fault]);
        var written = 0;
        await Assert.ThrowsAsync<VaultUnavailableException>(async () =>
        {
            for (; written < 20; written++)
                await Append(receipts, reason);
        });

        await HoldsAfter(before + written, receipts[written..]);
    }

    [Fact]
    public async Task All_who_wait_for_a_commit_that_fails_are_turned_away()
    {
        var before = _scene.Vault.Log().Count;
        List<Task<RevealOutcome>> reveals;
        await Break(Passing["the commit fails"]);
        await using (await HeldWriter.Hold(_scene.Vault.Writer))
            reveals = [.. Enumerable.Range(0, 32).Select(_ => _scene.Reveal())];

        foreach (var reveal in reveals)
            await Assert.ThrowsAsync<VaultUnavailableException>(() => reveal);
        await HoldsAfter(before, []);
    }

    [Fact]
    public async Task A_commit_that_reached_the_disk_although_it_failed_is_taken_over_without_a_false_alarm()
    {
        // What the disk may do when the report of a commit gets lost: the transaction is there after all.
        var version = _scene.Current();
        var before = _scene.Vault.Log().Count;
        AuditReceipt<SecretRevealed>? receipt = null;
        await Break(db => SqliteFaults.LoseTheReportOfCommits(db.Database.GetDbConnection()));
        await Assert.ThrowsAsync<VaultUnavailableException>(() =>
            _scene.Vault.Writer.Write(
                _scene.Actor,
                scope =>
                {
                    scope.Db.Add(
                        Knowledge.Of(_scene.Person.Id, version.Id, version.Account, KnowledgeSource.Declared, scope.Now)
                    );
                    return receipt = scope.Append(CustodyScene.LineOf(version));
                }
            )
        );
        using (var db = _scene.Vault.Read())
            Assert.Equal(2, await db.Set<Knowledge>().CountAsync());

        Assert.Throws<InvalidOperationException>(() => _scene.Show(version.Sealed!, receipt!));
        await HoldsAfter(before + 1, []);
    }

    [Fact]
    public async Task A_reader_whose_database_does_not_answer_says_unavailable()
    {
        _scene.Vault.Instance.Store.CloseReaders();
        var moved = _scene.Vault.DatabaseFile + ".moved";
        File.Move(_scene.Vault.DatabaseFile, moved);
        try
        {
            await Assert.ThrowsAsync<VaultUnavailableException>(() => _scene.Reveal());
        }
        finally
        {
            File.Move(moved, _scene.Vault.DatabaseFile);
        }

        Assert.Equal(CustodyScene.Canary, await _scene.RevealAndShow());
    }

    /// <summary>Nothing of the failure is left: no line, no receipt, no alarm, and the next reveal is served.</summary>
    private async Task HoldsAfter(int entries, IEnumerable<AuditReceipt<SecretRevealed>> receipts)
    {
        Assert.Equal(CustodyScene.Canary, await _scene.RevealAndShow());
        Assert.All(
            receipts,
            r => Assert.Throws<InvalidOperationException>(() => _scene.Show(_scene.Current().Sealed!, r))
        );
        await SoundAfter(entries + FirstReveal);
        Assert.IsType<Opening.Opened>(await _scene.Vault.Reopen());
        await SoundAfter(entries + FirstReveal);
    }

    private async Task SoundAfter(int entries)
    {
        // Whatever alarm a background look could raise is queued before this is answered.
        await _scene.Vault.Writer.Write(_scene.Actor, _ => true);
        var log = _scene.Vault.Log();
        Assert.Equal(entries, log.Count);
        Assert.DoesNotContain(log, l => l.Event is TamperingDetected);
        Assert.Empty(new RowCheck(_scene.Vault.Instance.Store, _scene.Vault.Instance.Log.Attestations).Compare());
    }

    private Task Append(List<AuditReceipt<SecretRevealed>> receipts, string reason = "发布今天的招生通知") =>
        _scene.Vault.Writer.Write(
            _scene.Actor,
            scope =>
            {
                var line = CustodyScene.LineOf(_scene.Current()) with { Reason = PrivateText.Of(reason) };
                receipts.Add(scope.Append(line));
                return true;
            }
        );

    /// <summary>Does something to the writer's own connection from within a command, which is the only way to it.</summary>
    private Task Break(Action<VaultDb> fault) =>
        _scene.Vault.Writer.Write(
            _scene.Actor,
            scope =>
            {
                fault(scope.Db);
                return true;
            }
        );

    private static void FailNextChange(VaultDb db)
    {
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle;
        var changes = raw.sqlite3_total_changes(handle);
        raw.sqlite3_commit_hook(handle, _ => raw.sqlite3_total_changes(handle) > changes ? 1 : 0, null);
    }

    private static Releasing Lock(TestVault vault)
    {
        var connection = new SqliteConnection($"Data Source={vault.DatabaseFile};Pooling=False");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return new Releasing(connection.Dispose);
    }

    private static Releasing Trigger(TestVault vault, string when, string how = "ABORT, 'fault'")
    {
        // The fault stands for one of the disk, so it must not be noticed as a trigger.
        vault.Instance.Store.Schema = null;
        vault.Sql($"CREATE TRIGGER fault {when} BEGIN SELECT RAISE({how}); END");
        return new Releasing(() => vault.Sql("DROP TRIGGER fault"));
    }

    private sealed class Releasing(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
