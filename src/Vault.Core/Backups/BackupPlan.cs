using System.Globalization;
using Vault.Core.Storage;

namespace Vault.Core.Backups;

/// <summary>Where backups are made by themselves, and how long they are kept. Pure.</summary>
/// <param name="Folder">A complete path.</param>
/// <param name="Days">After so many by the clock they are removed.</param>
public sealed record BackupPlan(string Folder, int Days)
{
    public const int UsualDays = 30;
    public const int FewestDays = 1;
    public const int MostDays = 3650;

    /// <summary>However old, so many are left.</summary>
    public const int Least = 3;

    /// <summary>Without one for so long somebody is told.</summary>
    public static readonly TimeSpan TooOld = TimeSpan.FromHours(48);

    /// <summary>On the organisation's clock: nobody is at work.</summary>
    public static readonly TimeOnly Hour = new(2, 0);

    private const string Prefix = "vault-";
    private const string Suffix = ".backup";
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";

    public static bool AreDays(int days) => days is >= FewestDays and <= MostDays;

    /// <summary>Whether one is to be made: none was since the hour struck last.</summary>
    /// <param name="last">When the newest one was made; null if there is none.</param>
    public static bool IsDue(DateTimeOffset? last, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, OrganisationTime.Zone);
        var struck = local.Date + Hour.ToTimeSpan();
        if (struck > local.DateTime)
            struck = struck.AddDays(-1);
        return last is not { } at || TimeZoneInfo.ConvertTime(at, OrganisationTime.Zone).DateTime < struck;
    }

    public string FileFor(DateTimeOffset now) =>
        Path.Combine(Folder, Prefix + now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture) + Suffix);

    /// <summary>Those that may go: of the plan's making by their names, and neither young nor among the last ones.</summary>
    public IReadOnlyList<string> Old(IEnumerable<string> files, DateTimeOffset now) =>
        [
            .. files
                .Select(f => (File: f, At: MadeAt(f)))
                .Where(f => f.At is not null)
                .OrderByDescending(f => f.At)
                .Skip(Least)
                .Where(f => now - f.At > TimeSpan.FromDays(Days))
                .Select(f => f.File),
        ];

    /// <summary>Whether it would be lost together with what it is a backup of.</summary>
    public bool LiesWithin(VaultFolders folders) => folders.Holds(Folder);

    private static DateTimeOffset? MadeAt(string file)
    {
        var name = Path.GetFileName(file);
        return
            name.StartsWith(Prefix, StringComparison.Ordinal)
            && name.EndsWith(Suffix, StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(
                name[Prefix.Length..^Suffix.Length],
                Stamp,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
            ? at
            : null;
    }
}
