using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.TestKit.Faults;

/// <summary>
/// Something people do in many steps. Which is next is found out from the vault and the platform alone, so whoever comes
/// after a restart goes on where it was broken off.
/// </summary>
/// <param name="say">Called with the kind of the line whenever a page would tell somebody that something was done.</param>
public abstract class FaultTask(Office office, Action<string> say)
{
    public Office Office { get; } = office;

    protected TestVault Vault => Office.Vault;

    /// <summary>Takes the next step.</summary>
    /// <returns>False if there was none left.</returns>
    public abstract Task<bool> Step();

    /// <summary>Takes every step that is left.</summary>
    public async Task Finish()
    {
        bool isLeft;
        do
        {
            isLeft = await Step();
        } while (isLeft);
    }

    protected void Say(string kind) => say(kind);

    protected static Reason Why(string text) =>
        Reason.TryParse(text, out var reason, out _) ? reason : throw new ArgumentException(text, nameof(text));

    /// <summary>The step came to what it should.</summary>
    protected static void Require<TDone>(object outcome)
    {
        if (outcome is not TDone)
            throw new InvalidOperationException(outcome.ToString());
    }

    /// <summary>The task of this name, over what an earlier process left in the folder.</summary>
    public static FaultTask At(string root, string name, Action<string> say)
    {
        var platform = new SimulatedPlatform(root);
        var office = Office.At(root, o => o with { Connectors = platform.Connectors });
        return name switch
        {
            nameof(RotationTask) => new RotationTask(office, platform, say),
            nameof(HandoverTask) => new HandoverTask(office, say),
            _ => throw new ArgumentException(name, nameof(name)),
        };
    }

    /// <summary>The folder that the task of this name begins with; nobody has it open.</summary>
    public static async Task<string> Prepare(string name)
    {
        var office = await Office.Open();
        await office.Vault.LiftUses();
        var platform = new SimulatedPlatform(office.Vault.Root);
        if (name == nameof(RotationTask))
            await RotationTask.Prepare(office, platform);
        else
            await HandoverTask.Prepare(office);
        await office.Vault.Leave();
        return office.Vault.Root;
    }
}
