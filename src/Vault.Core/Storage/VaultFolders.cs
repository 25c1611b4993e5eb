namespace Vault.Core.Storage;

/// <summary>
/// Where things lie: the database in one folder, the keys in another, so that a copy of the data alone opens nothing.
/// Both are mode 0700 where files have modes, see <see cref="AreClosed"/>.
/// </summary>
public sealed class VaultFolders
{
    private VaultFolders(string data, string keys, string witness, string rootKeyFile)
    {
        Data = data;
        Keys = keys;
        WitnessFile = witness;
        RootKeyFile = rootKeyFile;
    }

    public string Data { get; }

    public string Keys { get; }

    /// <summary>The embedded database; write-ahead log and shared memory lie beside it.</summary>
    public string Database => Path.Combine(Data, DatabaseName);

    internal const string DatabaseName = "vault.db";

    public string RootKeyFile { get; }

    public string Ring => Path.Combine(Keys, "ring");

    /// <summary>The key that signs checkpoints, wrapped under the root key.</summary>
    public string SigningKeyFile => Path.Combine(Keys, "log.key");

    /// <summary>Where checkpoints are kept out of the database's reach; best on another machine.</summary>
    public string WitnessFile { get; }

    public string LockFile => Path.Combine(Data, "vault.lock");

    /// <summary>
    /// Null if the keys or the witness file would lie inside the data folder (or the data inside theirs), be it through a
    /// link: a backup would then hold both, and who puts an old one back would put back the witness with it.
    /// </summary>
    public static VaultFolders? From(string data, string? keys = null, string? witness = null)
    {
        data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(data));
        keys = Path.TrimEndingDirectorySeparator(Path.GetFullPath(keys ?? data + "-keys"));
        witness = Path.GetFullPath(witness ?? Path.Combine(data + "-witness", "checkpoints.txt"));
        var (realData, realKeys) = (Real(data), Real(keys));
        return Inside(realKeys, realData) || Inside(realData, realKeys) || Inside(Real(witness), realData)
            ? null
            : new(data, keys, witness, Path.Combine(keys, "root.key"));
    }

    /// <summary>A vault of the same root key, all of it in one folder, to be looked at.</summary>
    internal VaultFolders Under(string folder) =>
        new(
            Path.Combine(folder, "data"),
            Path.Combine(folder, "keys"),
            Path.Combine(folder, "witness", "checkpoints.txt"),
            RootKeyFile
        );

    /// <summary>Whether a folder lies inside the one of the data or of the keys, be it through a link.</summary>
    internal bool Holds(string folder) =>
        Inside(Real(Path.GetFullPath(folder)), Real(Data)) || Inside(Real(Path.GetFullPath(folder)), Real(Keys));

    /// <summary>Whether this system lets the vault close its folders to others; where not, whoever installs it has to.</summary>
    public static bool AreClosed => !OperatingSystem.IsWindows();

    public void Create()
    {
        PrivateFile.CreateFolder(Data);
        PrivateFile.CreateFolder(Keys);
        PrivateFile.CreateFolder(Ring);
    }

    /// <summary>The path with every link on the way followed, as far as it exists.</summary>
    private static string Real(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var folder = new DirectoryInfo(Path.Combine(Real(parent), Path.GetFileName(path)));
        return folder.LinkTarget is null
            ? folder.FullName
            : folder.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    // Without regard to case: on some systems DATA is data.
    private static bool Inside(string inner, string outer) =>
        AsPrefix(inner).StartsWith(AsPrefix(outer), StringComparison.OrdinalIgnoreCase);

    // The root of a drive ends in its separator already.
    private static string AsPrefix(string folder) =>
        Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
}
