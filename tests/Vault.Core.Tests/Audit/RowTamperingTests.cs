using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Vault.Core.Audit;
using Vault.Core.Notices;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>
/// Raw SQL against every table with power and each of its columns (R41, R42): an edited, removed, inserted or put back
/// row is refused where it is read and alarmed in the log, while the vault runs and after a restart. The tables come
/// from the model, so a new one is attacked from its first day.
/// </summary>
public sealed class RowTamperingTests
{
    private static readonly List<string> Names = ReadNames();

    public static TheoryData<string> Tables => [.. Names];

    [Fact]
    public void Every_table_has_power_is_the_log_itself_or_tells_of_it()
    {
        using var db = NewModel();

        var others = db
            .Model.GetEntityTypes()
            .Select(t => t.ClrType)
            .Where(t => !t.IsAssignableTo(typeof(IAttestedRow)));

        // The log attests; it cannot attest itself. Notices give nobody anything, see their README. Whoever adds a table
        // here says why it needs no attestation.
        Type[] expected =
        [
            typeof(AuditDetail),
            typeof(AuditEntry),
            typeof(LogHead),
            typeof(Notice),
            typeof(OutboxMessage),
            typeof(Reminder),
        ];
        Assert.Equal(expected, others.OrderBy(t => t.Name));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task While_the_vault_runs_it_is_refused_and_alarmed(string table)
    {
        await using var attacked = await AttackedTable.New(table);
        // Only the reader that meets the row shall raise the alarm here.
        attacked.Vault.Writer.Disturbed = null;
        foreach (var attack in await attacked.Attacks())
        {
            attack.Do();

            var refused = attacked.Read(attack.Row);

            Assert.True(
                refused is TamperedRowException,
                $"{attack.Name}: {refused?.ToString() ?? "read as if nothing were"}"
            );
            await attacked.AssertAlarmed(attack);
            attack.Undo();
            Assert.Null(attacked.Read(attack.Row));
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task After_a_restart_it_is_refused_and_alarmed(string table)
    {
        await using var attacked = await AttackedTable.New(table);
        var attacks = await attacked.Attacks();
        // Each attack has a row of its own, so one restart serves them all; a table of one row takes them one by one.
        foreach (var together in attacked.IsSingle ? attacks.Chunk(1) : [attacks.ToArray()])
        {
            TestVault.Opened(await attacked.Vault.Reopen(() => Array.ForEach(together, a => a.Do())));
            foreach (var attack in together)
            {
                await attacked.AssertAlarmed(attack);
                Assert.IsType<TamperedRowException>(attacked.Read(attack.Row));
            }
            Array.ForEach(together, a => a.Undo());
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Rows_as_the_vault_wrote_them_are_neither_refused_nor_alarmed(string table)
    {
        await using var attacked = await AttackedTable.New(table);
        var attacks = await attacked.Attacks();

        Assert.IsType<Opening.Opened>(await attacked.Vault.Reopen());

        Assert.All(attacks, a => Assert.Null(attacked.Read(a.Row)));
        Assert.DoesNotContain(attacked.Vault.Log(), l => l.Event is TamperingDetected);
    }

    private static List<string> ReadNames()
    {
        using var db = NewModel();
        return [.. AnyRow.Types(db).Select(t => t.ClrType.Name)];
    }

    private static VaultDb NewModel() =>
        new(new DbContextOptionsBuilder<VaultDb>().UseSqlite("Data Source=:memory:").Options, new Attestations());
}
