using Vault.Core.Notices;

namespace Vault.Web.Hosting;

/// <summary>Runs a pass of reminders when the vault begins to serve, which catches up with what came due meanwhile, and regularly from then on.</summary>
public sealed class Reminding(Remind remind, TimeProvider clock, ILogger<Reminding> logger) : BackgroundService
{
    /// <summary>How late somebody may be told that his time is over.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Not on the thread that starts the server: it is to listen first.
            await Task.Yield();
            try
            {
                await remind.Run();
            }
            catch (Exception e)
            {
                // Storage that does not answer now is tried again in a few minutes.
                logger.LogError(e, "A pass of reminders did not end.");
            }
            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
