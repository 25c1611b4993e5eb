namespace Vault.Core.Storage;

/// <summary>Files and folders for the vault's own user only: modes 0600 and 0700 where the system has modes.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>A new file, open for writing.</summary>
    /// <exception cref="IOException">It exists, or cannot be made.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnFile;
        return new FileStream(path, options);
    }

    /// <summary>The lock of a vault, held until it is disposed; null if another process holds it.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static FileStream? TakeLock(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnFile;
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    /// <summary>A folder for this user only; one that exists is taken from the group and from others.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        Directory.CreateDirectory(path, OwnFolder);
        if ((File.GetUnixFileMode(path) & ~OwnFolder) != UnixFileMode.None)
            File.SetUnixFileMode(path, OwnFolder);
    }

    /// <summary>Takes an existing file from the group and from others: a copy put back is often readable by all.</summary>
    /// <exception cref="UnauthorizedAccessException">It belongs to somebody else.</exception>
    public static void Close(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnFile) != UnixFileMode.None)
            File.SetUnixFileMode(path, OwnFile);
    }

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);
}
