using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Web.SignIn;

/// <summary>Has the refusals of anonymous callers written down once a minute, and when the server stops.</summary>
internal sealed class AnonymousRefusalsClock(
    AnonymousRefusals refusals,
    TimeProvider clock,
    ILogger<AnonymousRefusalsClock> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await Write();
        }
        catch (OperationCanceledException)
        {
            await Write();
        }
    }

    private async Task Write()
    {
        try
        {
            await refusals.WriteDown();
        }
        catch (VaultUnavailableException e)
        {
            logger.LogWarning(e, "The refusals of anonymous callers wait for the log.");
        }
    }
}
