namespace Vault.Core.Storage;

/// <summary>
/// Where things lie: the database in one folder, the keys in another, so that a copy of the data alone opens nothing.
/// Both are mode 0700.
/// </summary>
public sealed class VaultFolders
{
    private VaultFolders(string data, string keys)
    {
        Data = data;
        Keys = keys;
    }

    public string Data { get; }

    public string Keys { get; }

    public string RootKeyFile => Path.Combine(Keys, "root.key");

    public string Ring => Path.Combine(Keys, "ring");

    public string LockFile => Path.Combine(Data, "vault.lock");

    /// <summary>Null if the keys would lie inside the data folder (or the other way round): a backup would then hold both.</summary>
    public static VaultFolders? From(string data, string? keys = null)
    {
        data = Path.GetFullPath(data).TrimEnd(Path.DirectorySeparatorChar);
        keys = Path.GetFullPath(keys ?? data + "-keys").TrimEnd(Path.DirectorySeparatorChar);
        return Inside(keys, data) || Inside(data, keys) ? null : new(data, keys);
    }

    public void Create()
    {
        PrivateFile.CreateFolder(Data);
        PrivateFile.CreateFolder(Keys);
        PrivateFile.CreateFolder(Ring);
    }

    private static bool Inside(string inner, string outer) =>
        inner == outer || inner.StartsWith(outer + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
