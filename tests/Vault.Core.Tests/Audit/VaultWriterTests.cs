using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>The one writer: neighbours, conflicts, waiting (R28, R72, R74).</summary>
public sealed class VaultWriterTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    public async Task InitializeAsync() => _scene = await CustodyScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    public static TheoryData<string> FailingCommands => [.. Failures.Keys];

    /// <summary>What a single command may do wrong, and what its caller is told.</summary>
    private static readonly Dictionary<string, (Action<WriteScope, CustodyScene> Command, Type Told)> Failures = new()
    {
        ["an exception"] = ((_, _) => throw new FormatException("of the command"), typeof(FormatException)),
        ["an exception after a change and a line"] = (
            (scope, scene) =>
            {
                AddAccount(scope, scene, "halfway");
                throw new FormatException("of the command");
            },
            typeof(FormatException)
        ),
        ["a change without a line"] = (
            (scope, scene) => scope.Db.Add(NewAccount(scene, "silent")),
            typeof(InvalidOperationException)
        ),
        ["a unique rule"] = (
            (scope, scene) => AddAccount(scope, scene, scene.Account.Name),
            typeof(WriteConflictException)
        ),
        ["a missing parent row"] = (
            (scope, scene) =>
            {
                scope.Db.Add(RegisterRows.Account("weibo", "orphan", UnitId.New(), scope.Now));
                scope.Append(Registered(scene, AccountId.New()));
            },
            typeof(DbUpdateException)
        ),
        ["a statement that is wrong"] = (
            (scope, _) => scope.Db.Database.ExecuteSqlRaw("SELECT no_such_function()"),
            typeof(Microsoft.Data.Sqlite.SqliteException)
        ),
        ["an event that cannot be encoded"] = (
            (scope, _) => scope.Append(new UnknownToTheLog()),
            typeof(KeyNotFoundException)
        ),
        ["a deleted row"] = (
            (scope, scene) => scope.Db.Remove(scope.Db.Set<Person>().Single(p => p.Id == scene.Person.Id)),
            typeof(InvalidOperationException)
        ),
    };

    [Theory]
    [MemberData(nameof(FailingCommands))]
    public async Task One_failing_command_among_32_fails_alone(string failure)
    {
        var (bad, told) = Failures[failure];
        var before = Vault.Log().Count;
        var good = new List<Task<AuditReceipt<AccountRegistered>>>();
        Task<bool> failing;
        await using (await HeldWriter.Hold(Vault.Writer))
        {
            good.AddRange(Enumerable.Range(0, 16).Select(Register));
            failing = Vault.Writer.Write(
                _scene.Actor,
                scope =>
                {
                    bad(scope, _scene);
                    return true;
                }
            );
            good.AddRange(Enumerable.Range(16, 15).Select(Register));
        }

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => failing);
        var receipts = await Task.WhenAll(good);

        Assert.IsType(told, thrown);
        Assert.Equal(Enumerable.Range(before, 31).Select(i => (long)i), receipts.Select(r => r.Sequence).Order());
        var log = Vault.Log();
        Assert.Equal(before + 31, log.Count);
        Assert.All(log.Skip(before), line => Assert.IsType<AccountRegistered>(line.Event));
        using var db = Vault.Read();
        Assert.Equal(32, await db.Set<Account>().CountAsync());
        Assert.IsType<Opening.Opened>(await Vault.Reopen());
    }

    [Fact]
    public async Task Of_sixteen_writers_of_one_name_one_wins_and_the_others_are_told_of_a_conflict()
    {
        var tasks = Enumerable.Range(0, 16).Select(_ => Task.Run(() => Register(7))).ToList();

        var thrown = new List<Exception?>();
        foreach (var task in tasks)
            thrown.Add(await Record.ExceptionAsync(() => task));

        Assert.Single(thrown, e => e is null);
        Assert.Equal(15, thrown.Count(e => e is WriteConflictException));
    }

    [Fact]
    public async Task When_too_many_wait_the_next_is_turned_away_at_once()
    {
        List<Task<bool>> waiting;
        await using (await HeldWriter.Hold(Vault.Writer))
        {
            waiting = [.. Enumerable.Range(0, VaultWriter.QueueLimit).Select(_ => Nothing())];

            var turnedAway = Nothing();

            Assert.True(turnedAway.IsCompleted);
            await Assert.ThrowsAsync<VaultUnavailableException>(() => turnedAway);
        }
        Assert.All(await Task.WhenAll(waiting), Assert.True);
    }

    [Fact]
    public async Task A_command_given_up_before_it_began_never_runs()
    {
        var ran = false;
        await using (await HeldWriter.Hold(Vault.Writer))
        {
            Vault.Writer.Patience = TimeSpan.FromMilliseconds(50);
            await Assert.ThrowsAsync<VaultUnavailableException>(() =>
                Vault.Writer.Write(_scene.Actor, _ => ran = true)
            );
            Vault.Writer.Patience = TimeSpan.FromSeconds(10);
        }

        Assert.True(await Nothing());
        Assert.False(ran);
    }

    [Fact]
    public async Task A_command_cancelled_before_it_began_never_runs()
    {
        var ran = false;
        using var cancelled = new CancellationTokenSource();
        await using (await HeldWriter.Hold(Vault.Writer))
        {
            var waiting = Vault.Writer.Write(_scene.Actor, _ => ran = true, cancellation: cancelled.Token);
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.True(await Nothing());
        Assert.False(ran);
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_his_command_runs_finds_it_in_the_log_at_worst()
    {
        AuditReceipt<SecretRevealed>? receipt = null;
        using var go = new ManualResetEventSlim();
        Vault.Writer.Patience = TimeSpan.FromMilliseconds(50);
        var slow = Vault.Writer.Write(
            _scene.Actor,
            scope =>
            {
                go.Wait();
                receipt = scope.Append(CustodyScene.LineOf(_scene.Current()));
                return true;
            }
        );
        await Assert.ThrowsAsync<VaultUnavailableException>(() => slow);
        Vault.Writer.Patience = TimeSpan.FromSeconds(10);
        go.Set();
        await Nothing();

        // Overstated, never understated: the line is there although its caller was turned away.
        Assert.Equal(receipt!.Sequence, Vault.Log().Single(l => l.Event is SecretRevealed).Sequence);
    }

    [Fact]
    public async Task What_is_saved_past_the_writer_throws()
    {
        using var db = Vault.Read();
        db.Add(NewAccount(_scene, "past the writer"));

        Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task A_reader_cannot_write_even_in_SQL()
    {
        using var db = Vault.Read();

        var e = await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("DELETE FROM knowledge"));

        Assert.Contains("readonly", (e.InnerException ?? e).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_command_that_hides_the_end_of_its_transaction_takes_the_batch_with_it_and_the_log_stays_whole()
    {
        Vault.Instance.Store.Schema = null;
        Vault.Sql(
            "CREATE TRIGGER fault BEFORE INSERT ON accounts WHEN new.Name = 'bomb'"
                + " BEGIN SELECT RAISE(ROLLBACK, 'the whole transaction'); END"
        );
        Task<bool> hiding;
        Task<AuditReceipt<AccountRegistered>> neighbour;
        await using (await HeldWriter.Hold(Vault.Writer))
        {
            hiding = Vault.Writer.Write(
                _scene.Actor,
                scope =>
                {
                    Assert.ThrowsAny<Exception>(() =>
                    {
                        scope.Db.Add(NewAccount(_scene, "bomb"));
                        scope.SaveSoFar();
                    });
                    scope.Db.ChangeTracker.Clear();
                    scope.Append(Registered(_scene, AccountId.New()));
                    return true;
                }
            );
            neighbour = Register(1);
        }

        await Assert.ThrowsAsync<VaultUnavailableException>(() => hiding);
        await Assert.ThrowsAsync<VaultUnavailableException>(() => neighbour);
        await Register(2);
        Assert.IsType<Opening.Opened>(await Vault.Reopen(() => Vault.Sql("DROP TRIGGER fault")));
    }

    private Task<bool> Nothing() => Vault.Writer.Write(_scene.Actor, _ => true);

    private Task<AuditReceipt<AccountRegistered>> Register(int number) =>
        Vault.Writer.Write(_scene.Actor, scope => AddAccount(scope, _scene, $"account {number}"));

    private static AuditReceipt<AccountRegistered> AddAccount(WriteScope scope, CustodyScene scene, string name)
    {
        var account = NewAccount(scene, name);
        scope.Db.Add(account);
        return scope.Append(Registered(scene, account.Id));
    }

    private static Account NewAccount(CustodyScene scene, string name) =>
        RegisterRows.Account(scene.Account.Platform, name, scene.Vault.Unit, scene.Vault.Clock.Now);

    private static AccountRegistered Registered(CustodyScene scene, AccountId id) =>
        new(id, scene.Account.Platform, PrivateText.Of("示例"), scene.Vault.Unit);

    private sealed record UnknownToTheLog : AuditEvent;
}
