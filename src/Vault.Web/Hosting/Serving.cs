using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Backups;
using Vault.Core.Rotations.Connectors;
using Vault.Core.Storage;
using Vault.Core.Witnesses;
using Vault.Web.Demo;

namespace Vault.Web.Hosting;

/// <summary>Opens a vault and serves it until it is stopped; a vault that does not open serves only the reason.</summary>
public static class Serving
{
    /// <returns>0 after an orderly stop; 1 if it refused to start.</returns>
    public static async Task<int> Serve(
        VaultFolders? folders,
        Listening listening,
        WitnessOptions witness,
        string? connectors,
        BackupPlan? backups,
        bool demo,
        CancellationToken cancellation
    )
    {
        var console = new StartReport(HostingTexts.Console());
        if (folders is null)
            return console.Refuse("Refusal.KeysInsideData");
        listening = demo ? listening.ForDemo() : listening;
        if (listening.Refusal is { } refusal)
            return console.Refuse($"Refusal.{refusal}");
        if (demo && DemoOpening.WouldUseForeignKeys(folders))
            return console.Refuse("Refusal.DemoKeys");

        var list = ConnectorList.None;
        if (connectors is not null)
            switch (ConnectorFile.Read(connectors))
            {
                case ConnectorFileOutcome.Read read:
                    list = read.List;
                    break;
                case ConnectorFileOutcome.Refused refused:
                    return console.Refuse($"Refusal.Connectors.{refused.Why}", connectors, refused.Connector ?? "");
            }

        if (backups?.LiesWithin(folders) == true)
            return console.Refuse("Refusal.BackupsInside");
        if (backups is not null && !Directory.Exists(backups.Folder))
            return console.Refuse("Refusal.BackupsMissing", backups.Folder);

        using var logging = LoggerFactory.Create(b => b.AddConsole().SetMinimumLevel(LogLevel.Warning));
        var options = new OpeningOptions(
            folders,
            db => db.Database.Migrate(),
            typeof(Serving).Assembly.GetName().Name,
            TimeProvider.System,
            logging
        )
        {
            Witness = witness,
            Connectors = list,
            Backups = backups,
        };
        // Once more after a verification that did not end well, or after two persons have led it out of a contradiction.
        while (true)
        {
            switch (demo ? await DemoOpening.Open(options, console.Seeding) : VaultOpening.Open(options))
            {
                case Opening.Opened { Vault: var vault }:
                    if (await ServeVault(vault, listening, console, cancellation) is { } ended)
                        return ended;
                    break;
                case Opening.Contradicted why:
                    if (await ServeContradicted(why, listening, console, cancellation) is { } exit)
                        return exit;
                    break;
                case Opening.Sealed why:
                    return await ServeSealed(why, listening, console, cancellation);
            }
        }
    }

    /// <returns>Null if the vault is to be opened again.</returns>
    private static async Task<int?> ServeVault(
        VaultInstance vault,
        Listening listening,
        StartReport console,
        CancellationToken cancellation
    )
    {
        await using (vault)
        {
            await using var app = VaultApp.Build(vault, listening);
            await app.StartAsync(cancellation);
            if (!listening.Covers(app.Urls))
                return console.Refuse($"Refusal.{ListeningRefusal.ListensElsewhere}");
            console.Serving(vault, app.Urls);
            await console.WaysIn(app);
            await app.WaitForShutdownAsync(cancellation);
            return app.Services.GetRequiredService<NightlyVerification>().AsksForReopening ? null : 0;
        }
    }

    /// <returns>Null if a new epoch began, and the vault is to be opened again.</returns>
    private static async Task<int?> ServeContradicted(
        Opening.Contradicted why,
        Listening listening,
        StartReport console,
        CancellationToken cancellation
    )
    {
        await using var vault = why.Vault;
        var code = new EpochCode();
        console.Contradicted(why, code.Offer());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var isBegun = false;
        await using var app = ContradictedApp.Build(
            why,
            code,
            () =>
            {
                isBegun = true;
                stop.Cancel();
            },
            listening
        );
        await app.StartAsync(cancellation);
        if (!listening.Covers(app.Urls))
            return console.Refuse($"Refusal.{ListeningRefusal.ListensElsewhere}");
        await app.WaitForShutdownAsync(stop.Token);
        return isBegun ? null : 0;
    }

    private static async Task<int> ServeSealed(
        Opening.Sealed why,
        Listening listening,
        StartReport console,
        CancellationToken cancellation
    )
    {
        console.Sealed(why);
        // Nothing can be served beside a process that already has it, and nothing that is not this vault.
        if (why.Reason is SealReason.AlreadyOpen or SealReason.DemoMismatch)
            return 1;
        await using var app = SealedApp.Build(why, listening);
        await app.StartAsync(cancellation);
        if (!listening.Covers(app.Urls))
            return console.Refuse($"Refusal.{ListeningRefusal.ListensElsewhere}");
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
}
