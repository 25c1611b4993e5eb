namespace Vault.Web.Tests;

/// <summary>Where the sources are, for tests that read them.</summary>
public static class Repository
{
    public static readonly string Root = Find();

    public static readonly string Web = Path.Combine(Root, "src", "Vault.Web");

    /// <summary>The files of the web project with this ending, without what the build left.</summary>
    public static IEnumerable<string> WebFiles(string pattern) =>
        Directory
            .EnumerateFiles(Web, pattern, SearchOption.AllDirectories)
            .Where(path => !Relative(path).StartsWith("bin/") && !Relative(path).StartsWith("obj/"));

    /// <summary>The path as a failing test should name it.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Web, path).Replace('\\', '/');

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CredentialVault.sln")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("CredentialVault.sln is not above the test's folder.");
    }
}
