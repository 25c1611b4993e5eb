using System.Text.RegularExpressions;
using Xunit;

namespace Vault.Web.Tests.Conventions;

/// <summary>Both languages are complete and neither holds the other.</summary>
public sealed partial class ResourceTests
{
    /// <summary>Chinese that may stand in an English text: the platform's or the form's own word, given in parentheses.</summary>
    private static readonly string[] ChineseInEnglish = [];

    public static TheoryData<string> EveryFile => [.. ResourceFile.All.Select(file => file.Name)];

    [Fact]
    public void There_are_texts_to_look_at() => Assert.True(ResourceFile.All.Count >= 3);

    [Theory, MemberData(nameof(EveryFile))]
    public void Both_languages_have_the_same_keys(string name)
    {
        var file = Find(name);

        Assert.Empty(file.Chinese.Keys.Except(file.English.Keys).Select(key => key + " has no English"));
        Assert.Empty(file.English.Keys.Except(file.Chinese.Keys).Select(key => key + " has no Chinese"));
    }

    [Theory, MemberData(nameof(EveryFile))]
    public void Both_languages_are_filled_with_the_same_values(string name)
    {
        var file = Find(name);

        var different = file.Chinese.Where(text =>
            file.English.TryGetValue(text.Key, out var english)
            && !ResourceFile.Placeholders(text.Value).SequenceEqual(ResourceFile.Placeholders(english))
        );
        Assert.Empty(different.Select(text => text.Key));
    }

    [Theory, MemberData(nameof(EveryFile))]
    public void No_text_is_empty_or_has_loose_ends(string name)
    {
        var file = Find(name);

        var loose = file
            .Chinese.Concat(file.English)
            .Where(text => text.Value.Length == 0 || text.Value != text.Value.Trim());
        Assert.Empty(loose.Select(text => text.Key));
    }

    [Theory, MemberData(nameof(EveryFile))]
    public void An_English_text_holds_no_Chinese(string name)
    {
        var mixed = Find(name)
            .English.Where(text => Chinese().IsMatch(ChineseInEnglish.Aggregate(text.Value, Without)));

        Assert.Empty(mixed.Select(text => $"{text.Key}: {text.Value}"));
    }

    [Theory, MemberData(nameof(EveryFile))]
    public void A_Chinese_sentence_ends_as_Chinese_does(string name)
    {
        var foreign = Find(name).Chinese.Where(text => LatinPunctuation().IsMatch(text.Value));

        Assert.Empty(foreign.Select(text => $"{text.Key}: {text.Value}"));
    }

    private static ResourceFile Find(string name) => ResourceFile.All.Single(file => file.Name == name);

    private static string Without(string text, string word) => text.Replace($"({word})", "");

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\u3000-\u303F\uFF00-\uFFEF]")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}([,;!?]|[.:](\s|$))")]
    private static partial Regex LatinPunctuation();
}
