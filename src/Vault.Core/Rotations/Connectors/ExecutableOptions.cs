namespace Vault.Core.Rotations.Connectors;

/// <summary>A program that changes a value, as the host configures it.</summary>
/// <param name="Path">Complete; the program gets no arguments.</param>
/// <param name="Limit">From start to end; then it is killed with what it has started.</param>
public sealed record ExecutableOptions(string Path, TimeSpan Limit)
{
    /// <summary>Bytes it may say at most.</summary>
    public const int OutputLimit = 64 * 1024;

    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>
    /// Whether it is there and nobody but its owner can put another in its place: neither the file nor a folder above it may
    /// be written to by others, folders aside in which each removes only what is his.
    /// </summary>
    internal bool IsAllowed()
    {
        if (!System.IO.Path.IsPathFullyQualified(Path) || !File.Exists(Path) || OperatingSystem.IsWindows())
            return false;
        // What it leads to is what runs.
        var file = new FileInfo(Path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path;
        if ((File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
            return false;
        return IsHeld(Path) && IsHeld(file);
    }

    private static bool IsHeld(string file)
    {
        for (var folder = Directory.GetParent(file); folder is not null; folder = folder.Parent)
        {
            var mode = folder.UnixFileMode;
            if ((mode & Others) != UnixFileMode.None && !mode.HasFlag(UnixFileMode.StickyBit))
                return false;
        }
        return true;
    }
}
