using System.Text.Json;
using Vault.Core.Storage;

namespace Vault.Web.Demo;

/// <summary>What an invented person has in his head and in his authenticator.</summary>
internal sealed record DemoPerson(string UserName, string Password, byte[] Seed)
{
    /// <summary>Never the password or the seed.</summary>
    public override string ToString() => UserName;
}

/// <summary>
/// What the invented persons sign in with, in <c>demo-people.json</c> beside the demo's database: an array of objects
/// with <c>UserName</c>, <c>Password</c> and <c>Seed</c> (base64). The vault itself gives neither away, demo or not; this
/// is what the persons were shown when they enrolled. The file is written when the story is told to its end, so a demo
/// without it was interrupted.
/// </summary>
internal sealed class DemoPeople
{
    private readonly Lock _gate = new();
    private readonly string _file;
    private List<DemoPerson> _people;

    private DemoPeople(string file, List<DemoPerson> people) => (_file, _people) = (file, people);

    public IReadOnlyList<DemoPerson> All
    {
        get
        {
            lock (_gate)
                return _people;
        }
    }

    public DemoPerson? Find(string? userName) => All.FirstOrDefault(p => p.UserName == userName);

    public static bool Exist(VaultFolders folders) => File.Exists(FileOf(folders));

    /// <summary>Nobody, if there is no file: a demo that was founded by hand.</summary>
    public static DemoPeople Load(VaultFolders folders)
    {
        var file = FileOf(folders);
        return new(
            file,
            File.Exists(file) ? JsonSerializer.Deserialize<List<DemoPerson>>(File.ReadAllBytes(file))! : []
        );
    }

    public static void Save(VaultFolders folders, IEnumerable<DemoPerson> people) =>
        Write(FileOf(folders), [.. people]);

    /// <summary>Somebody has another authenticator now.</summary>
    public void Replace(DemoPerson person)
    {
        lock (_gate)
        {
            _people = [.. _people.Where(p => p.UserName != person.UserName), person];
            Write(_file, _people);
        }
    }

    private static string FileOf(VaultFolders folders) => Path.Combine(folders.Data, "demo-people.json");

    // In one step, and for nobody else to read: half a file would pass for a finished demo.
    private static void Write(string file, List<DemoPerson> people)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(file + ".new", options))
            JsonSerializer.Serialize(stream, people);
        File.Move(file + ".new", file, overwrite: true);
    }
}
