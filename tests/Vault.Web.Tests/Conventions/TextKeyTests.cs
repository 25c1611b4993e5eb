using System.Text.RegularExpressions;
using Xunit;

namespace Vault.Web.Tests.Conventions;

/// <summary>Every text that is asked for exists, and every text that exists is asked for.</summary>
public sealed partial class TextKeyTests
{
    public static TheoryData<string> EverySource =>
        [
            .. Repository
                .WebFiles("*.cshtml")
                .Concat(Repository.WebFiles("*.cs"))
                .Where(path => Localizer().IsMatch(File.ReadAllText(path)))
                .Select(Repository.Relative),
        ];

    [Theory, MemberData(nameof(EverySource))]
    public void Every_text_asked_for_exists(string path)
    {
        var missing = Asked(path).Where(a => !ResourceFile.Of(a.Marker).Chinese.ContainsKey(a.Key));

        Assert.Empty(missing.Select(a => $"{a.Key} in {a.Marker}"));
    }

    [Fact]
    public void Enough_is_found_to_be_believed() =>
        Assert.True(Repository.WebFiles("*.cshtml").Sum(path => Asked(Repository.Relative(path)).Count()) > 100);

    /// <summary>A key built at run time counts by the part that is written: <c>T[$"Step.{state}"]</c> uses all of <c>Step.</c></summary>
    [Fact]
    public void Every_text_that_exists_is_asked_for()
    {
        var sources = Repository
            .WebFiles("*.cshtml")
            .Concat(Repository.WebFiles("*.cs"))
            .Select(File.ReadAllText)
            .ToList();
        var written = sources.SelectMany(source => Whole().Matches(source).Select(m => m.Groups[1].Value)).ToHashSet();
        var begun = sources.SelectMany(source => Begun().Matches(source).Select(m => m.Groups[1].Value)).ToHashSet();

        var idle =
            from file in ResourceFile.All
            from key in file.Chinese.Keys
            where !written.Contains(key) && !begun.Any(key.StartsWith)
            select $"{key} in {file.Name}";
        Assert.Empty(idle);
    }

    private static IEnumerable<(string Marker, string Key)> Asked(string path)
    {
        var source = File.ReadAllText(Path.Combine(Repository.Web, path));
        foreach (Match localizer in Localizer().Matches(source))
        {
            var marker = localizer.Groups[1].Value;
            var name = Regex.Escape(localizer.Groups[2].Value);
            // A primary constructor's parameter may be handed on to a property of the same meaning.
            foreach (Match key in Regex.Matches(source, $@"\b{name}\[\s*""([^""]+)""", RegexOptions.IgnoreCase))
                yield return (marker, key.Groups[1].Value);
            foreach (
                Match key in Regex.Matches(
                    source,
                    $@"\b{name}\[[^\]""]*\?\s*""([^""]+)""\s*:\s*""([^""]+)""",
                    RegexOptions.IgnoreCase
                )
            )
            {
                yield return (marker, key.Groups[1].Value);
                yield return (marker, key.Groups[2].Value);
            }
        }
    }

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex("\"([A-Za-z0-9.]+)\"")]
    private static partial Regex Whole();

    [GeneratedRegex("[$]\"([A-Za-z0-9]+[._])(?:[A-Za-z0-9.]*)\\{")]
    private static partial Regex Begun();
}
