using Vault.Core;
using Vault.Core.People;
using Vault.Core.Witnesses;

namespace Vault.Web.Hosting;

/// <summary>
/// Recomputes the log every night, and has the vault opened anew whenever a verification does not end well: opening finds
/// the same and keeps it sealed.
/// </summary>
public sealed class NightlyVerification(
    LogVerification verification,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<NightlyVerification> logger
) : BackgroundService
{
    /// <summary>On the organisation's clock: nobody is at work.</summary>
    public static readonly TimeOnly Hour = new(3, 0);

    /// <summary>The vault is to be opened anew once this server has stopped.</summary>
    public bool AsksForReopening { get; private set; }

    /// <summary>How long it is from a moment to the next time the hour strikes.</summary>
    internal static TimeSpan UntilNext(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, OrganisationTime.Zone);
        var next = local.Date + Hour.ToTimeSpan();
        return (next > local.DateTime ? next : next.AddDays(1)) - local.DateTime;
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        verification.Unsound = Reopen;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            // A server that ends is not a failure.
            await Task.Delay(UntilNext(clock.GetUtcNow()), clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                await verification.Start(Actor.System);
            }
            catch (Exception e)
            {
                // Storage that does not answer tonight is tried again tomorrow; the log of the process says so.
                logger.LogError(e, "The nightly verification did not end.");
            }
        }
    }

    private void Reopen()
    {
        AsksForReopening = true;
        lifetime.StopApplication();
    }
}
