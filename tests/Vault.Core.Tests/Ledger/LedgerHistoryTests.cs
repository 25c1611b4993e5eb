using Vault.Core.Accounts;
using Vault.Core.Checks;
using Vault.Core.Custody;
using Vault.Core.Ledger;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Ledger;

/// <summary>
/// Random histories of reveals, changes, imports, declarations and values used twice: what the ledger says equals what a
/// naive reading of the log says, and rebuilding its rows from the log gives the rows that are there.
/// </summary>
public sealed class LedgerHistoryTests
{
    private const int Steps = 45;

    private static readonly Component[] Components = [Component.Password, Component.AppSecret];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task It_equals_a_naive_recomputation_from_the_log(int seed)
    {
        await using var scene = await LedgerScene.Set();
        var random = new Random(seed);
        var outsider = await scene.Vault.AddPerson("wang.wu", "王五");
        for (var step = 0; step < Steps; step++)
        {
            scene.Vault.Clock.Turn(TimeSpan.FromSeconds(random.Next(1, 90)));
            await Step(scene, random, outsider);
        }

        var naive = NaiveLedger.Of(scene);

        Assert.True(naive.Known.Count > 3, $"Only {naive.Known.Count} are known: nothing was tried.");
        Assert.Equal(
            naive.Known,
            scene.Accounts.SelectMany(scene.Of).Select(k => (k.Person, k.Version.Id)).ToHashSet()
        );
        using var db = scene.Vault.Read();
        var persons = db.Set<Person>().ToList();
        Assert.Equal(naive.Known, persons.SelectMany(scene.Of).Select(k => (k.Person, k.Version.Id)).ToHashSet());
        Assert.Equal(
            CustodyReplay.Of(db).Knowledge.Order(StringComparer.Ordinal),
            db.Set<Knowledge>().AsEnumerable().Select(k => k.RowId).Order(StringComparer.Ordinal)
        );
    }

    private static async Task Step(LedgerScene scene, Random random, Person outsider)
    {
        var account = scene.Accounts[random.Next(scene.Accounts.Count)];
        var by = random.Next(3) == 0 ? scene.Li : scene.Zhang;
        var component = Components[random.Next(Components.Length)];
        switch (random.Next(10))
        {
            // Few values, so that many are used twice.
            case 0 or 1:
                await scene.Deposit(by, account, $"Canary-{random.Next(12)}!vault", component);
                break;
            case 2:
                await scene.Deposit(by, account, $"Canary-{random.Next(12)}!vault", component, ValueOrigin.Generated);
                await scene.Reveal(by, account, component, WhichVersion.Pending);
                break;
            case 3:
                await scene.Apply(by, account, component);
                break;
            case 4:
                if (random.Next(3) == 0)
                    await scene.GiveUp(by, account, component);
                else
                    await scene.Verify(random.Next(2) == 0 ? scene.Li : scene.Zhang, account, component);
                break;
            case 5:
                await scene.Declare(scene.Office.Registrar, account, random.Next(2) == 0 ? outsider : by, component);
                break;
            case 6:
                await scene.Reveal(by, account, component, WhichVersion.Retired);
                break;
            default:
                await scene.Reveal(by, account, component);
                break;
        }
    }
}
