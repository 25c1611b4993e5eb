using Vault.Core.Custody;
using Vault.Core.Rotations;

namespace Vault.Web.Hosting;

/// <summary>
/// Does what time brings about for secrets, when the vault begins to serve and every hour from then on: what has been
/// in use long enough is owed a change, and what was replaced long enough ago is destroyed. What is counted in days may be
/// an hour late.
/// </summary>
public sealed class RotationPasses(
    OweScheduled owe,
    DestroyDue destroy,
    TimeProvider clock,
    ILogger<RotationPasses> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Not on the thread that starts the server: it is to listen first.
            await Task.Yield();
            try
            {
                await owe.Run();
                await destroy.Run();
            }
            catch (Exception e)
            {
                // Storage that does not answer now is tried again in an hour.
                logger.LogError(e, "A pass over what is to be changed or destroyed did not end.");
            }
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
