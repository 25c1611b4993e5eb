using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Backups;

/// <summary>
/// One pass: makes a backup where the plan wants one, removes those it keeps no longer, and raises the alarm when the
/// newest is too old, by whatever way it was made. What did not succeed is tried again in the next pass.
/// </summary>
public sealed class KeepBackups(VaultInstance vault, MakeBackup make)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; the next pass goes on from there.</exception>
    /// <exception cref="LogDamagedException">The stored log is not the one this vault wrote.</exception>
    public async Task Run()
    {
        var status = BackupStatus.Of(vault);
        // Nobody's passwords: neither an invented vault nor one that has not been founded.
        if (vault.Demo || status.Since is null)
            return;
        if (vault.Backups is { } plan && BackupPlan.IsDue(status.Last?.At, vault.Clock.GetUtcNow()))
        {
            if (await make.Run(Actor.System, plan.FileFor(vault.Clock.GetUtcNow())) is MakeBackupOutcome.Made)
                await RemoveOld(plan);
            status = BackupStatus.Of(vault);
        }
        if (status.IsTooOld(vault.Clock.GetUtcNow()) && !status.IsAlarmed)
            await vault.Writer.Write(Actor.System, scope => scope.Append(new BackupMissed(status.Last?.At)));
    }

    private async Task RemoveOld(BackupPlan plan)
    {
        var removed = 0;
        foreach (var file in plan.Old(Directory.EnumerateFiles(plan.Folder), vault.Clock.GetUtcNow()))
        {
            try
            {
                File.Delete(file);
                removed++;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It may not be this user's to remove; the others go all the same.
            }
        }
        if (removed > 0)
            await vault.Writer.Write(Actor.System, scope => scope.Append(new OldBackupsRemoved(removed)));
    }
}
