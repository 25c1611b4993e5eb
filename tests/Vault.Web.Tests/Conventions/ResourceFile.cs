using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Vault.Web.Tests.Conventions;

/// <summary>The texts of a slice: the Chinese file, which is the neutral one, and the English beside it.</summary>
public sealed partial record ResourceFile(
    string Name,
    IReadOnlyDictionary<string, string> Chinese,
    IReadOnlyDictionary<string, string> English
)
{
    public static IReadOnlyList<ResourceFile> All { get; } =
    [.. Repository.WebFiles("*.resx").Where(path => !path.EndsWith(".en.resx")).Select(Read)];

    /// <summary>The file of the marker class with this name.</summary>
    public static ResourceFile Of(string marker) => All.Single(file => Path.GetFileName(file.Name) == marker);

    /// <summary><c>{0}</c>, <c>{1:N0}</c>: what a text expects to be filled with.</summary>
    public static IReadOnlyList<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private static ResourceFile Read(string path) =>
        new(Repository.Relative(path)[..^".resx".Length], Texts(path), Texts(Path.ChangeExtension(path, ".en.resx")));

    private static IReadOnlyDictionary<string, string> Texts(string path)
    {
        if (!File.Exists(path))
            return new Dictionary<string, string>();
        // A key that stands twice throws here: the build would keep one of them and say nothing.
        return XDocument
            .Load(path)
            .Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);
    }

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Placeholder();
}
