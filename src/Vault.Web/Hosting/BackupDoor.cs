using System.IO.Pipes;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vault.Core;
using Vault.Core.Backups;
using Vault.Core.People;
using Vault.Core.Storage;

namespace Vault.Web.Hosting;

/// <summary>What the served vault answers to whoever asks it for a backup.</summary>
/// <param name="Fault">Null if it was made.</param>
/// <param name="Detail">What the system said.</param>
public sealed record BackupAnswer(BackupFault? Fault, string Detail, long Entries, long Length)
{
    public static BackupAnswer Of(MakeBackupOutcome outcome) =>
        outcome switch
        {
            MakeBackupOutcome.Made made => new(null, "", made.Manifest.Entries, made.Event.Length),
            MakeBackupOutcome.Failed failed => new(failed.Why, failed.Detail, 0, 0),
            _ => throw new NotSupportedException(outcome.GetType().Name),
        };
}

/// <summary>
/// A door for this host's own user: the command <c>backup</c> asks the vault that is being served to make one, since only
/// the process that serves it may write its log. One line in, the path; one line out, the answer.
/// </summary>
public sealed class BackupDoor(VaultInstance vault, MakeBackup make, ILogger<BackupDoor> logger) : BackgroundService
{
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(2);

    /// <returns>Null if nobody serves the vault.</returns>
    public static async Task<BackupAnswer?> Ask(VaultFolders folders, string file)
    {
        if (NameFor(folders) is not { } name)
            return null;
        await using var pipe = new NamedPipeClientStream(
            ".",
            name,
            PipeDirection.InOut,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly
        );
        try
        {
            await pipe.ConnectAsync((int)AskLimit.TotalMilliseconds);
            await pipe.WriteAsync(Encoding.UTF8.GetBytes(Path.GetFullPath(file) + "\n"));
            using var reader = new StreamReader(pipe);
            // A door that closes without an answer: the console of whoever serves the vault says why.
            return await reader.ReadLineAsync() is { } line
                ? JsonSerializer.Deserialize<BackupAnswer>(line)
                : new BackupAnswer(BackupFault.StorageRefused, "", 0, 0);
        }
        catch (Exception e) when (e is TimeoutException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (NameFor(vault.Folders) is not { } name)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Answer(name, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e)
            {
                // Whoever asked hears nothing and looks here; the next one is answered.
                logger.LogError(e, "A backup that was asked for at the door did not end.");
                await Task.Delay(AskLimit, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Answer(string name, CancellationToken stopping)
    {
        await using var pipe = new NamedPipeServerStream(
            name,
            PipeDirection.InOut,
            maxNumberOfServerInstances: 1,
            PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly
        );
        await pipe.WaitForConnectionAsync(stopping);
        using var reader = new StreamReader(pipe, leaveOpen: true);
        if (await reader.ReadLineAsync(stopping) is not { } line || !Path.IsPathFullyQualified(line))
            return;
        var answer = BackupAnswer.Of(await make.Run(Actor.System, line));
        await pipe.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(answer) + "\n"), stopping);
    }

    /// <summary>A socket in the data folder; a name of the system where there are none. Null where the path is too long for one.</summary>
    private static string? NameFor(VaultFolders folders)
    {
        if (OperatingSystem.IsWindows())
            return "credential-vault-"
                + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folders.Data)));
        var path = Path.Combine(folders.Data, "backup.sock");
        // sun_path of sockaddr_un holds 108 bytes on Linux and 104 on macOS, its end among them.
        return Encoding.UTF8.GetByteCount(path) < 104 ? path : null;
    }
}
