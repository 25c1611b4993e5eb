using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vault.Core.SignIns;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R08: one canonical spelling of a user name; everything else is refused.</summary>
public sealed class UserNameTests
{
    // Canonical letters, and what folds, composes or looks like them.
    private static readonly string[] Nearby =
    [
        .. "abiksz019.-_".Select(character => character.ToString()),
        "A",
        "I",
        "K",
        "S",
        "İ",
        "ı",
        "\u212A",
        "ſ",
        "ß",
        "ﬁ",
        "ａ",
        "１",
        "а",
        "é",
        "e\u0301",
        "²",
        "①",
        "\u00AD",
        "\u200B",
        " ",
        "．",
        "‐",
        "＿",
        "张",
        "\0",
        "\n",
        "\uD800",
    ];

    private static readonly Arbitrary<string> NearNames = Gen.Elements(Nearby)
        .ArrayOf()
        .Select(string.Concat)
        .ToArbitrary();

    private static readonly Arbitrary<string> GoodNames = Gen.Elements(Nearby.Take(12).ToArray())
        .ArrayOf()
        .Select(parts => $"a{string.Concat(parts.Take(UserName.MaxLength - 2))}z")
        .Where(text => text.Length >= UserName.MinLength)
        .ToArbitrary();

    // An accepted name, and the same with one character replaced by what may be taken for it.
    private static readonly Arbitrary<(string One, string Other)> NearPairs = (
        from name in GoodNames.Generator
        from place in Gen.Choose(0, name.Length - 1)
        from character in Gen.Elements(Nearby)
        select (name, name[..place] + character + name[(place + 1)..])
    ).ToArbitrary();

    [Theory]
    [InlineData("abc")]
    [InlineData("zhang.san")]
    [InlineData("20190001")]
    [InlineData("a-b_c.d")]
    [InlineData("a..b")]
    public void Canonical_names_are_taken(string typed)
    {
        Assert.True(UserName.TryParse(typed, out var name));
        Assert.Equal(typed, name.Text);
        Assert.Equal(typed, name.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Zhang.san")]
    [InlineData("zhang san")]
    [InlineData(" zhang")]
    [InlineData("zhang ")]
    [InlineData("zhang\n")]
    [InlineData("zhang\0")]
    [InlineData(".zhang")]
    [InlineData("zhang.")]
    [InlineData("-zhang")]
    [InlineData("zhang_")]
    [InlineData("zhang@example.edu.cn")]
    [InlineData("ｚｈａｎｇ")]
    [InlineData("张三丰")]
    [InlineData("zhаng")]
    [InlineData("zhang\u200B")]
    public void Everything_else_is_refused(string? typed)
    {
        Assert.False(UserName.TryParse(typed, out var name));
        Assert.Equal(default, name);
    }

    [Fact]
    public void Names_are_three_to_sixty_four_characters_long()
    {
        Assert.True(UserName.TryParse(new string('a', 3), out _));
        Assert.True(UserName.TryParse(new string('a', 64), out _));
        Assert.False(UserName.TryParse(new string('a', 65), out _));
    }

    [Fact]
    public void A_name_never_parsed_has_no_text() =>
        Assert.Throws<InvalidOperationException>(() => default(UserName).Text);

    [Fact]
    public void Parsing_what_was_formatted_gives_the_same_name() =>
        Prop.ForAll(
                GoodNames,
                text =>
                    UserName.TryParse(text, out var name)
                    && UserName.TryParse(name.Text, out var again)
                    && name == again
            )
            .Check(Thorough);

    [Fact]
    public void No_two_accepted_names_are_one_under_folding_or_normalisation() =>
        Prop.ForAll(NearPairs, pair => !AreRivals(pair.One, pair.Other)).Check(Thorough);

    [Fact]
    public void Of_all_characters_of_Unicode_only_the_listed_ones_are_taken()
    {
        var taken = Enumerable
            .Range(0, 0x110000)
            .Where(value => value is < 0xD800 or > 0xDFFF)
            .Select(char.ConvertFromUtf32)
            .Where(character => UserName.TryParse($"a{character}z", out _));

        Assert.Equal("-.0123456789_abcdefghijklmnopqrstuvwxyz", string.Concat(taken));
    }

    [Fact]
    public void No_accepted_name_changes_under_folding_or_normalisation() =>
        Prop.ForAll(
                Gen.OneOf(NearNames.Generator, GoodNames.Generator).ToArbitrary(),
                text => !UserName.TryParse(text, out _) || Spellings(text).All(spelling => spelling == text)
            )
            .Check(Thorough);

    private static Config Thorough => Config.QuickThrowOnFailure.WithMaxTest(20_000);

    private static bool AreRivals(string one, string other) =>
        one != other
        && UserName.TryParse(one, out _)
        && UserName.TryParse(other, out _)
        && Spellings(one).Intersect(Spellings(other), StringComparer.OrdinalIgnoreCase).Any();

    private static IEnumerable<string> Spellings(string text) =>
        [
            text.ToLowerInvariant(),
            text.Normalize(NormalizationForm.FormC),
            text.Normalize(NormalizationForm.FormD),
            text.Normalize(NormalizationForm.FormKC),
            text.Normalize(NormalizationForm.FormKD),
            text.Normalize(NormalizationForm.FormKC).ToLowerInvariant(),
            text.Trim(),
        ];
}
