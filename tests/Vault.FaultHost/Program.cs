using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Rotations;
using Vault.TestKit;

// FOLDER HANDS: opens the scene in the folder and keeps so many hands revealing and depositing at once until the process
// is ended or standard input closes. One line of output for each thing that a page would tell its reader, and only then:
//   revealed SEQUENCE     the receipt was durable and the secret opened
//   deposited VERSION     the outcome came back
//   verified VERSION      likewise; the version is in use
//   unavailable           503
var root = args[0];
var hands = int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture);
var scene = await CustodyScene.At(root);
var stop = new CancellationTokenSource();
_ = Task.Run(() =>
{
    Console.In.ReadToEnd();
    stop.Cancel();
});
Say("open");
await Task.WhenAll(Enumerable.Range(0, hands).Select(h => Task.Run(() => Work(h))));
await scene.Vault.Leave();
Say("closed");

async Task Work(int hand)
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
                Say($"revealed {granted.Receipt.Sequence}");
            }
        }
        catch (VaultUnavailableException)
        {
            Say("unavailable");
            await Task.Delay(20);
        }
        catch (StaleReadException)
        {
            // Too many hands on one account: a page would answer 409.
        }
    }
}

async Task Deposit(string value)
{
    // A pending one may be left from the process before this.
    if (await scene.Deposit(value) is DepositOutcome.Deposited deposited)
        Say($"deposited {deposited.Version}");
    if (await scene.Verify() is VerificationOutcome.Done)
        Say($"verified {scene.Current().Version}");
}

void Say(string line)
{
    // One write a line: a killed process leaves whole lines.
    lock (stop)
    {
        Console.Out.Write(line + "\n");
        Console.Out.Flush();
    }
}
