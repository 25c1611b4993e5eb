namespace Vault.Core.Tests;

/// <summary>Files that lie beside the tests and travel inside the test assembly.</summary>
internal static class TestData
{
    private const string Prefix = "Vault.Core.Tests.";

    public static IEnumerable<string> Lines(string name) =>
        Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string name)
    {
        using var content = new MemoryStream();
        using var stream = Open(name);
        stream.CopyTo(content);
        return content.ToArray();
    }

    public static byte[] Base64(string name) => Convert.FromBase64String(Text(name).Trim());

    /// <summary>The files whose names begin so.</summary>
    public static IEnumerable<string> Names(string beginning) =>
        typeof(TestData)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix + beginning, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..]);

    private static Stream Open(string name) =>
        typeof(TestData).Assembly.GetManifestResourceStream(Prefix + name) ?? throw new FileNotFoundException(name);
}
