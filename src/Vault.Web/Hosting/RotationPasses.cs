using Vault.Core.Custody;

namespace Vault.Web.Hosting;

/// <summary>
/// Does what time brings about for secrets, when the vault begins to serve and every hour from then on: destroys what was
/// replaced long enough ago. What is counted in days may be an hour late.
/// </summary>
public sealed class RotationPasses(DestroyDue destroy, TimeProvider clock, ILogger<RotationPasses> logger)
    : BackgroundService
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
                await destroy.Run();
            }
            catch (Exception e)
            {
                // Storage that does not answer now is tried again in an hour.
                logger.LogError(e, "A pass over what was replaced did not end.");
            }
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
