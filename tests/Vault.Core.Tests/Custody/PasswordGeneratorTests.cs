using System.Security.Cryptography;
using Vault.Core.Custody;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>R43: generated passwords are uniform, satisfy the platform, and have 100 bits or say that they have not.</summary>
public sealed class PasswordGeneratorTests
{
    private const CharacterKinds All =
        CharacterKinds.Lower | CharacterKinds.Upper | CharacterKinds.Digit | CharacterKinds.Symbol;

    private static readonly PasswordRules[] ManyRules =
    [
        PasswordRules.Generic,
        Rules(12, 64, "!#$%*+-=?@_", All, 4, readable: false),
        PasswordRules.Narrow,
        Rules(8, 16, "!#$%*+-=?@_", All & ~CharacterKinds.Symbol, 3, readable: false),
        Rules(1, 1, ""),
        Rules(4, 4, "!", All),
        Rules(4, 4, "|", All),
        Rules(3, 8, "", CharacterKinds.None, 3),
        Rules(6, 20, "", CharacterKinds.Digit),
        Rules(128, 128, "-_"),
    ];

    [Fact]
    public void A_million_characters_are_spread_evenly()
    {
        var rules = Rules(100, 100, "!#$%*+-=?@_", readable: false);
        var counts = Count(10_000, () => PasswordGenerator.Generate(rules));

        Assert.Equal(62 + 11, counts.Count);
        Assert.True(ChiSquared(counts.Values, 1_000_000) < Limit(counts.Count - 1), "not uniform");
    }

    [Fact]
    public void The_same_measure_finds_modulo_bias()
    {
        var alphabet = string.Concat(Enumerable.Range('!', 73).Select(code => (char)code));
        var counts = Count(10_000, () => [.. RandomNumberGenerator.GetBytes(100).Select(each => alphabet[each % 73])]);

        Assert.True(ChiSquared(counts.Values, 1_000_000) > Limit(counts.Count - 1), "the measure is blind");
    }

    [Fact]
    public void Required_kinds_favour_no_place_in_the_password()
    {
        var rules = Rules(8, 8, "!#$%", All, readable: false);
        var digitsAt = new Dictionary<int, int>();
        for (var round = 0; round < 100_000; round++)
        {
            var password = PasswordGenerator.Generate(rules);
            for (var place = 0; place < password.Length; place++)
                if (char.IsAsciiDigit(password[place]))
                    digitsAt[place] = digitsAt.GetValueOrDefault(place) + 1;
        }

        Assert.Equal(8, digitsAt.Count);
        Assert.True(ChiSquared(digitsAt.Values, digitsAt.Values.Sum()) < Limit(7), "a place is favoured");
    }

    [Fact]
    public void Every_password_satisfies_the_rules_it_was_made_for()
    {
        foreach (var rules in ManyRules)
        {
            for (var round = 0; round < 500; round++)
            {
                var password = PasswordGenerator.Generate(rules);

                Assert.Empty(rules.Check(password));
                Assert.Equal(PasswordGenerator.StrengthOf(rules).Length, password.Length);
            }
        }
    }

    [Fact]
    public void Every_password_that_satisfies_small_rules_is_generated()
    {
        var rules = Rules(2, 2, "!", CharacterKinds.Symbol | CharacterKinds.Digit);
        var expected = Conforming(rules);

        var seen = Enumerable.Range(0, expected.Count * 30).Select(_ => new string(PasswordGenerator.Generate(rules)));

        Assert.Equal(2 * 8, expected.Count);
        Assert.Equal(expected.Order(StringComparer.Ordinal), seen.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(CharacterKinds.None, 0)]
    [InlineData(CharacterKinds.Symbol, 0)]
    [InlineData(CharacterKinds.Symbol | CharacterKinds.Digit, 0)]
    [InlineData(CharacterKinds.Symbol | CharacterKinds.Digit, 3)]
    [InlineData(CharacterKinds.None, 2)]
    [InlineData(CharacterKinds.None, 3)]
    [InlineData(CharacterKinds.Lower, 1)]
    public void Bits_are_the_logarithm_of_how_many_passwords_satisfy_the_rules(CharacterKinds required, int leastKinds)
    {
        var rules = Rules(3, 3, "!-", required, leastKinds);

        Assert.Equal(Math.Log2(Conforming(rules).Count), PasswordGenerator.StrengthOf(rules).Bits, 9);
    }

    [Fact]
    public void The_shortest_length_that_reaches_a_hundred_bits_is_taken()
    {
        var strength = PasswordGenerator.StrengthOf(PasswordRules.Generic);

        Assert.True(strength.ReachesTarget);
        Assert.InRange(strength.Bits, PasswordGenerator.TargetBits, PasswordGenerator.TargetBits + 7);
        Assert.InRange(strength.Length, 16, 18);
        Assert.Equal(strength.Length, PasswordGenerator.Generate(PasswordRules.Generic).Length);
    }

    [Fact]
    public void A_platform_too_narrow_for_a_hundred_bits_gets_its_longest_password_and_is_told_so()
    {
        var strength = PasswordGenerator.StrengthOf(PasswordRules.Narrow);

        Assert.Equal(16, strength.Length);
        Assert.False(strength.ReachesTarget);
        Assert.InRange(strength.Bits, 90, 100);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Bits_without_requirements_are_length_times_the_alphabets_logarithm(int length) =>
        Assert.Equal(
            length * Math.Log2(26 + 26 + 10),
            PasswordGenerator.StrengthOf(Rules(length, length, "", readable: false)).Bits,
            9
        );

    [Fact]
    public void Requirements_take_bits_away()
    {
        var free = PasswordGenerator.StrengthOf(Rules(8, 8, "!#$%")).Bits;
        var required = PasswordGenerator.StrengthOf(Rules(8, 8, "!#$%", All)).Bits;
        var threeKinds = PasswordGenerator.StrengthOf(Rules(8, 8, "!#$%", CharacterKinds.None, 3)).Bits;

        Assert.True(required < threeKinds && threeKinds < free);
    }

    [Fact]
    public void Readable_passwords_hold_no_look_alikes()
    {
        var rules = Rules(100, 100, "!#|'\"`.,:;", readable: true);
        var seen = Count(2_000, () => PasswordGenerator.Generate(rules)).Keys;

        Assert.DoesNotContain(seen, "0Oo1lI|'\"`.,:;".Contains);
        Assert.Equal(24 + 24 + 8 + 2, seen.Count);
    }

    [Fact]
    public void Two_passwords_are_never_the_same()
    {
        var passwords = Enumerable
            .Range(0, 10_000)
            .Select(_ => new string(PasswordGenerator.Generate(PasswordRules.Generic)));

        Assert.Equal(10_000, passwords.Distinct().Count());
    }

    [Fact]
    public void Filling_a_length_outside_the_rules_is_a_broken_invariant()
    {
        Assert.Throws<ArgumentException>(() => PasswordGenerator.Fill(PasswordRules.Narrow, new char[7]));
        Assert.Throws<ArgumentException>(() => PasswordGenerator.Fill(PasswordRules.Narrow, new char[17]));
    }

    private static PasswordRules Rules(
        int min,
        int max,
        string symbols,
        CharacterKinds required = CharacterKinds.None,
        int leastKinds = 0,
        bool readable = true
    )
    {
        var rules = PasswordRules.From(min, max, symbols, required, leastKinds, readable);
        Assert.NotNull(rules);
        return rules;
    }

    // All texts over the alphabet, tried one by one.
    private static HashSet<string> Conforming(PasswordRules rules)
    {
        CharacterKinds[] kinds =
        [
            CharacterKinds.Lower,
            CharacterKinds.Upper,
            CharacterKinds.Digit,
            CharacterKinds.Symbol,
        ];
        var alphabet = string.Concat(kinds.Select(rules.Alphabet));
        IEnumerable<string> texts = [""];
        for (var place = 0; place < rules.MaxLength; place++)
            texts = texts.SelectMany(_ => alphabet, (text, character) => text + character);
        return texts.Where(text => rules.Check(text).Count == 0).ToHashSet();
    }

    private static Dictionary<char, int> Count(int rounds, Func<char[]> draw)
    {
        var counts = new Dictionary<char, int>();
        for (var round = 0; round < rounds; round++)
            foreach (var character in draw())
                counts[character] = counts.GetValueOrDefault(character) + 1;
        return counts;
    }

    private static double ChiSquared(IReadOnlyCollection<int> counts, int total)
    {
        var expected = (double)total / counts.Count;
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }

    // Wilson and Hilferty's approximation of the quantile at 1 − 10⁻⁹ (z = 6): a sound generator does not fail by chance.
    private static double Limit(int degrees)
    {
        var spread = 2.0 / (9 * degrees);
        return degrees * Math.Pow(1 - spread + 6 * Math.Sqrt(spread), 3);
    }
}
