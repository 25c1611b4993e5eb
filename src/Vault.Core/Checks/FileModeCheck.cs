using Vault.Core.Storage;

namespace Vault.Core.Checks;

/// <summary>Folders 0700, files 0600, where the system has modes; elsewhere nothing is looked at.</summary>
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
        var line = new LineBuilder(Invariant.FileModes);
        if (OperatingSystem.IsWindows())
            return line.Line();
        foreach (var path in Paths(vault.Folders))
        {
            line.Looked++;
            if ((File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
                line.Find(FindingKind.ModeTooWide, path);
        }
        return line.Line();
    }

    private static IEnumerable<string> Paths(VaultFolders folders) =>
        new[] { folders.Data, folders.Keys }.SelectMany(folder =>
            Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder)
        );
}
