namespace Vault.Core.Tests.Conventions;

/// <summary>The checked-out tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string[] Lines(string file) =>
        File.ReadAllLines(Path.Combine(Root, file)).Select(l => l.Trim()).Where(l => l.Length > 0).ToArray();

    /// <summary>The C# files of a folder, what the build made left out.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "CredentialVault.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No repository around here."));
}
