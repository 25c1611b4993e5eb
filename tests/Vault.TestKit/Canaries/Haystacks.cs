namespace Vault.TestKit.Canaries;

/// <summary>Files as they lie on the disk, be they open or not, to search for canaries.</summary>
public static class Haystacks
{
    /// <summary>
    /// Every file under the folder that holds anything. Sockets, pipes and locks hold nothing; what is gone by the time it
    /// is opened stands nowhere any more.
    /// </summary>
    /// <param name="name">What the folder is, in front of the path within it.</param>
    public static IEnumerable<Haystack> Under(string folder, string name) =>
        new DirectoryInfo(folder)
            .EnumerateFiles(
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }
            )
            .Where(file => file is { Exists: true, LinkTarget: null, Length: > 0 })
            .Select(file => Of(file.FullName, $"{name} {Path.GetRelativePath(folder, file.FullName)}"))
            .OfType<Haystack>();

    private static Haystack? Of(string file, string name)
    {
        try
        {
            return new Haystack(name, Read(file));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a file that its owner may keep open.</summary>
    public static byte[] Read(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        open.CopyTo(copy);
        return copy.ToArray();
    }
}
