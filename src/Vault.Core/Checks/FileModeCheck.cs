using Vault.Core.Storage;

namespace Vault.Core.Checks;

/// <summary>Folders 0700, files 0600, where the system has modes; elsewhere it is not checked.</summary>
internal static class FileModeCheck
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    public static CheckLine Run(VaultInstance vault)
    {
        if (OperatingSystem.IsWindows())
            return NotChecked;
        var line = new LineBuilder(Invariant.FileModes);
        foreach (var path in Paths(vault.Folders))
        {
            line.Looked++;
            if ((File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
                line.Find(FindingKind.ModeTooWide, path);
        }
        return line.Line();
    }

    /// <summary>What is said where files have no modes.</summary>
    internal static CheckLine NotChecked => new(Invariant.FileModes, 0, []) { WasChecked = false };

    private static IEnumerable<string> Paths(VaultFolders folders) =>
        new[] { folders.Data, folders.Keys }.SelectMany(folder =>
            Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder)
        );
}
