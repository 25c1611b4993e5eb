using Vault.Core.Backups;

namespace Vault.Web.Hosting;

/// <summary>
/// Looks after the backups when the vault begins to serve and every quarter of an hour from then on, so that one that was
/// missed is made soon and one that failed is tried again.
/// </summary>
public sealed class BackupPasses(KeepBackups keep, TimeProvider clock, ILogger<BackupPasses> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Not on the thread that starts the server: it is to listen first.
            await Task.Yield();
            try
            {
                await keep.Run();
            }
            catch (Exception e)
            {
                // What is damaged is found out at the next verification; storage that does not answer is tried again.
                logger.LogError(e, "A pass over the backups did not end.");
            }
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
