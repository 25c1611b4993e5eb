using Vault.Core;
using Vault.Core.SignIns;
using Vault.Web.Demo.Story;

namespace Vault.Web.Demo;

/// <summary>
/// Fills an empty demo vault by having its five months happen: every scene goes through the use cases a page would call,
/// in the order of time. What the rules do not allow stops the seed, so story and rules cannot part.
/// </summary>
internal static class DemoSeed
{
    public static IReadOnlyList<DemoScene> Scenes { get; } =
    [
        .. (
            (IEnumerable<IEnumerable<DemoScene>>)
                [
                    DemoBeginnings.Scenes,
                    DemoAccountsArrive.Scenes,
                    DemoRoutine.Scenes,
                    DemoTurns.Scenes,
                    DemoRegister.Scenes,
                    DemoSheets.Scenes,
                    DemoIncidents.Scenes,
                    DemoCheckouts.Scenes,
                    DemoDaysOff.Scenes,
                    DemoHoldings.Scenes,
                    DemoFilings.Scenes,
                    DemoHandover.Scenes,
                    DemoNotices.Scenes,
                ]
        )
            .SelectMany(s => s)
            .OrderBy(s => (s.Day, s.Hour, s.Minute)),
    ];

    /// <summary>Tells the whole story; returns what its persons sign in with at its end.</summary>
    public static async Task<IReadOnlyList<DemoPerson>> Run(VaultInstance vault, DemoClock clock, DemoCalendar calendar)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddVaultCore(vault)
            .AddSingleton(PasswordHashing.ForDemo(vault))
            // A refusal waits for nobody's watch here.
            .AddSingleton(new RefusalPace { Floor = TimeSpan.Zero })
            .BuildServiceProvider(validateScopes: true);
        var stage = new DemoStage(services, vault, clock);
        foreach (var scene in Scenes)
        {
            // A long scene may run into the next one, which then begins late.
            var begins = calendar.At(scene.Day, scene.Hour, scene.Minute);
            if (begins > clock.GetUtcNow())
                clock.Turn(begins);
            await scene.Play(stage);
        }
        return [.. stage.Enrolled];
    }
}
