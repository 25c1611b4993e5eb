using Vault.Core.Custody;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>R43: what a platform takes, and what is wrong with a typed value, as values.</summary>
public sealed class PasswordRulesTests
{
    private static readonly PasswordRules Strict = PasswordRules.From(
        8,
        16,
        "-_",
        CharacterKinds.Lower | CharacterKinds.Upper | CharacterKinds.Digit | CharacterKinds.Symbol
    )!;

    [Theory]
    [InlineData("aB3-aB3-")]
    [InlineData("aB3-aB3-aB3-aB3-")]
    [InlineData("0Oo1lI-_")]
    public void What_fits_has_no_breach(string typed) => Assert.Empty(Strict.Check(typed));

    [Theory]
    [InlineData("aB3-aB3", PasswordBreach.TooShort)]
    [InlineData("aB3-aB3-aB3-aB3-a", PasswordBreach.TooLong)]
    [InlineData("aB3-aB3!", PasswordBreach.CharacterNotAllowed)]
    [InlineData("aB3-aB3 ", PasswordBreach.CharacterNotAllowed)]
    [InlineData("aB3-aB3密", PasswordBreach.CharacterNotAllowed)]
    [InlineData("aB3-aB3ｂ", PasswordBreach.CharacterNotAllowed)]
    [InlineData("AB3-AB3-", PasswordBreach.LowerMissing)]
    [InlineData("ab3-ab3-", PasswordBreach.UpperMissing)]
    [InlineData("aBc-aBc-", PasswordBreach.DigitMissing)]
    [InlineData("aB3aB3aB", PasswordBreach.SymbolMissing)]
    public void A_single_breach_is_named(string typed, PasswordBreach breach) =>
        Assert.Equal([breach], Strict.Check(typed));

    [Fact]
    public void All_breaches_are_named_at_once() =>
        Assert.Equal(
            [
                PasswordBreach.TooShort,
                PasswordBreach.CharacterNotAllowed,
                PasswordBreach.LowerMissing,
                PasswordBreach.UpperMissing,
                PasswordBreach.DigitMissing,
                PasswordBreach.SymbolMissing,
            ],
            Strict.Check("é")
        );

    [Theory]
    [InlineData("abcdefgh", false)]
    [InlineData("abcdefg1", true)]
    [InlineData("ABCDEFG1", true)]
    [InlineData("abcdefgA", true)]
    [InlineData("1234567-", true)]
    [InlineData("12345678", false)]
    public void Any_two_kinds_can_be_asked_for(string typed, bool enough)
    {
        var rules = PasswordRules.From(8, 16, "-_", leastKinds: 2)!;

        Assert.Equal(enough ? [] : [PasswordBreach.TooFewKinds], rules.Check(typed));
    }

    [Theory]
    [InlineData(0, 8, "", CharacterKinds.None, 0)]
    [InlineData(9, 8, "", CharacterKinds.None, 0)]
    [InlineData(8, 129, "", CharacterKinds.None, 0)]
    [InlineData(8, 16, "", CharacterKinds.Symbol, 0)]
    [InlineData(8, 16, "", CharacterKinds.None, 4)]
    [InlineData(8, 16, "-", CharacterKinds.None, 5)]
    [InlineData(8, 16, "-", CharacterKinds.None, -1)]
    [InlineData(8, 16, "--", CharacterKinds.None, 0)]
    [InlineData(8, 16, "a", CharacterKinds.None, 0)]
    [InlineData(8, 16, " ", CharacterKinds.None, 0)]
    [InlineData(8, 16, "！", CharacterKinds.None, 0)]
    [InlineData(2, 16, "", CharacterKinds.None, 3)]
    [InlineData(1, 16, "", CharacterKinds.Lower | CharacterKinds.Digit, 0)]
    public void Rules_nothing_could_satisfy_do_not_exist(
        int min,
        int max,
        string symbols,
        CharacterKinds required,
        int leastKinds
    ) => Assert.Null(PasswordRules.From(min, max, symbols, required, leastKinds));
}
