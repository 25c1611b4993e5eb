using Vault.Core.Audit;
using Vault.Core.Backups;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Tests.Notices;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Backups;

/// <summary>Every night a backup, the old ones removed, and an alarm when there is none.</summary>
public sealed class KeepBackupsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vault-backups-").FullName;
    private Office _office = null!;

    private TestVault Vault => _office.Vault;

    public async Task InitializeAsync()
    {
        _office = await Office.Open(o => o with { Backups = new(_folder, 30) });
        await Vault.Forget();
    }

    public async Task DisposeAsync()
    {
        await _office.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task One_is_made_a_night_whatever_passes_there_are()
    {
        await Pass();
        await Pass();
        Assert.Single(Directory.GetFiles(_folder));

        Vault.Clock.Turn(TimeSpan.FromDays(1));
        await Pass();
        await Pass();

        Assert.Equal(2, Directory.GetFiles(_folder).Length);
        Assert.Equal(2, Lines<BackupMade>());
    }

    [Fact]
    public async Task Those_kept_no_longer_are_removed_with_a_line()
    {
        for (var day = 0; day < 33; day++)
        {
            await Pass();
            Vault.Clock.Turn(TimeSpan.FromDays(1));
        }

        Assert.Equal(31, Directory.GetFiles(_folder).Length);
        Assert.Equal(2, Lines<OldBackupsRemoved>());
    }

    [Fact]
    public async Task What_cannot_be_made_is_told_once_tried_again_and_settled_by_one_that_is()
    {
        Directory.Delete(_folder);
        await Pass();
        await Pass();
        Assert.Equal(2, Lines<BackupFailed>());
        Assert.Equal([NoticeMatter.BackupFailed], Vault.OpenOf(_office.System));

        Directory.CreateDirectory(_folder);
        await Pass();

        Assert.Empty(Vault.OpenOf(_office.System));
        Assert.Equal(1, Lines<BackupMade>());
    }

    [Fact]
    public async Task Without_one_for_two_days_the_alarm_is_raised_once()
    {
        await Pass();
        Directory.Delete(_folder, recursive: true);
        Vault.Clock.Turn(BackupPlan.TooOld);
        await Pass();
        Assert.Equal(0, Lines<BackupMissed>());
        Vault.Clock.Turn(TimeSpan.FromSeconds(1));
        await Pass();
        await Pass();

        Assert.Equal(1, Lines<BackupMissed>());
        Assert.Contains(NoticeMatter.BackupOverdue, Vault.OpenOf(_office.System));

        // Made by hand counts as well.
        Directory.CreateDirectory(_folder);
        await Vault.Get<MakeBackup>().Run(Actor.System, Path.Combine(_folder, "by-hand.backup"));
        Assert.Empty(Vault.OpenOf(_office.System));
        Vault.Clock.Turn(BackupPlan.TooOld);
        Assert.False(BackupStatus.Of(Vault.Instance).IsAlarmed);
    }

    [Fact]
    public async Task A_vault_that_never_had_one_is_alarmed_two_days_after_its_founding()
    {
        await using var without = await TestVault.Founded();
        without.Clock.Turn(BackupPlan.TooOld);
        await without.Get<KeepBackups>().Run();
        Assert.DoesNotContain(without.Log(), l => l.Event is BackupMissed);
        without.Clock.Turn(TimeSpan.FromSeconds(1));
        await without.Get<KeepBackups>().Run();

        Assert.Equal(new BackupMissed(null), without.LastEvent());
    }

    private Task Pass() => Vault.Get<KeepBackups>().Run();

    private int Lines<TEvent>()
        where TEvent : AuditEvent => Vault.Log().Count(l => l.Event is TEvent);
}
