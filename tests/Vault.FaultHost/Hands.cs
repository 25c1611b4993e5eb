using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Rotations;
using Vault.TestKit;

namespace Vault.FaultHost;

/// <summary>
/// Opens the scene in a folder and keeps so many hands revealing and depositing at once until the process is ended or
/// standard input closes. One line of output for each thing that a page would tell its reader, and only then:
/// "revealed SEQUENCE" when the receipt was durable and the secret opened; "deposited VERSION" when the outcome came back;
/// "verified VERSION" likewise; "unavailable" for 503.
/// </summary>
internal sealed class Hands(CustodyScene scene, CancellationToken stop)
{
    public static async Task Run(string root, int number)
    {
        var scene = await CustodyScene.At(root);
        using var stop = new CancellationTokenSource();
        _ = Task.Run(() =>
        {
            Console.In.ReadToEnd();
            stop.Cancel();
        });
        Say.Line("open");
        var hands = new Hands(scene, stop.Token);
        await Task.WhenAll(Enumerable.Range(0, number).Select(h => Task.Run(() => hands.Work(h))));
        await scene.Vault.Leave();
        Say.Line("closed");
    }

    private async Task Work(int hand)
    {
        for (var round = 0; !stop.IsCancellationRequested; round++)
        {
            try
            {
                if (hand == 0 && round % 4 == 0)
                    await Deposit($"value {Guid.NewGuid()}");
                else if (await scene.Reveal() is RevealOutcome.Granted granted)
                {
                    scene.Show(granted.Secret, granted.Receipt);
                    Say.Line($"revealed {granted.Receipt.Sequence}");
                }
            }
            catch (VaultUnavailableException)
            {
                Say.Line("unavailable");
                await Task.Delay(20);
            }
            catch (StaleReadException)
            {
                // Too many hands on one account: a page would answer 409.
            }
        }
    }

    private async Task Deposit(string value)
    {
        // A pending one may be left from the process before this.
        if (await scene.Deposit(value) is DepositOutcome.Deposited deposited)
            Say.Line($"deposited {deposited.Version}");
        if (await scene.Verify() is VerificationOutcome.Done)
            Say.Line($"verified {scene.Current().Version}");
    }
}
