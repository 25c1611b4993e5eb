using Vault.TestKit;

namespace Vault.Core.Tests.Witnesses;

/// <summary>The database of a closed vault, copied aside and put back later: nothing else is touched.</summary>
internal sealed class DatabaseCopy(TestVault vault)
{
    private static readonly string[] Endings = ["", "-wal", "-shm"];

    private readonly Dictionary<string, byte[]> _files = [];
    private readonly string _file = vault.DatabaseFile;

    public void Take()
    {
        _files.Clear();
        foreach (var ending in Endings.Where(e => File.Exists(_file + e)))
            _files[ending] = File.ReadAllBytes(_file + ending);
    }

    public void PutBack()
    {
        foreach (var ending in Endings)
        {
            if (_files.TryGetValue(ending, out var content))
                File.WriteAllBytes(_file + ending, content);
            else
                File.Delete(_file + ending);
        }
    }
}
