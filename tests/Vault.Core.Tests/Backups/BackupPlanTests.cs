using System.Globalization;
using Vault.Core.Backups;
using Vault.Core.Storage;
using Xunit;

namespace Vault.Core.Tests.Backups;

/// <summary>When a backup is due, which ones go, and where none may be put.</summary>
public sealed class BackupPlanTests
{
    private static readonly DateTimeOffset Now = At("2026-11-24T10:00:00+08:00");

    [Theory]
    [InlineData(null, "2026-11-24T10:00:00+08:00", true)]
    [InlineData("2026-11-24T02:00:00+08:00", "2026-11-24T10:00:00+08:00", false)]
    [InlineData("2026-11-24T01:59:59+08:00", "2026-11-24T10:00:00+08:00", true)]
    [InlineData("2026-11-23T02:00:01+08:00", "2026-11-24T01:59:59+08:00", false)]
    [InlineData("2026-11-23T02:00:01+08:00", "2026-11-24T02:00:00+08:00", true)]
    [InlineData("2026-11-23T18:00:00Z", "2026-11-24T10:00:00+08:00", false)]
    public void One_is_due_when_the_hour_has_struck_since_the_last(string? last, string now, bool due) =>
        Assert.Equal(due, BackupPlan.IsDue(last is null ? null : At(last), At(now)));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(3650, true)]
    [InlineData(3651, false)]
    public void Days_have_limits(int days, bool allowed) => Assert.Equal(allowed, BackupPlan.AreDays(days));

    [Fact]
    public void What_is_older_than_it_is_kept_goes_and_the_last_three_stay()
    {
        var plan = new BackupPlan("/backups", 30);
        string Made(double daysAgo) => plan.FileFor(Now.AddDays(-daysAgo));
        string[] files = [Made(1), Made(2), Made(29.99), Made(30), Made(30.01), Made(400)];

        Assert.Equal([files[4], files[5]], plan.Old(files, Now));
        Assert.Equal(files[3..].Skip(1), plan.Old(files.Skip(2), Now.AddSeconds(1)).Prepend(files[4]).Distinct());
        Assert.Empty(plan.Old(files[3..], Now.AddDays(4000)));
    }

    /// <summary>Whatever else lies in the folder is not the vault's to remove.</summary>
    [Theory]
    [InlineData("vault-20200101T000000Z.backup.part")]
    [InlineData("vault-20200101.backup")]
    [InlineData("before-upgrade-20200101T000000Z.backup")]
    [InlineData("thesis.docx")]
    public void Files_of_others_are_left(string name)
    {
        var plan = new BackupPlan("/backups", 1);
        string[] newer = [.. Enumerable.Range(0, 3).Select(n => plan.FileFor(Now.AddDays(-n)))];

        Assert.Empty(plan.Old([.. newer, Path.Combine("/backups", name)], Now));
        Assert.Single(plan.Old([.. newer, plan.FileFor(At("2020-01-01T00:00:00Z"))], Now));
    }

    [Theory]
    [InlineData("data", true)]
    [InlineData("data/backups", true)]
    [InlineData("data-keys/backups", true)]
    [InlineData("data-backups", false)]
    [InlineData("backups", false)]
    public void It_does_not_lie_within_data_or_keys(string folder, bool within)
    {
        var root = Path.Combine(Path.GetTempPath(), "vault-plan");
        var folders = VaultFolders.From(Path.Combine(root, "data"))!;

        Assert.Equal(within, new BackupPlan(Path.Combine(root, folder), 30).LiesWithin(folders));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
