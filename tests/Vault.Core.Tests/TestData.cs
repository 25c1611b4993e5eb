namespace Vault.Core.Tests;

/// <summary>Files that lie beside the tests and travel inside the test assembly.</summary>
internal static class TestData
{
    public static IEnumerable<string> Lines(string name)
    {
        var stream = typeof(TestData).Assembly.GetManifestResourceStream($"Vault.Core.Tests.{name}");
        using var reader = new StreamReader(stream ?? throw new FileNotFoundException(name));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
