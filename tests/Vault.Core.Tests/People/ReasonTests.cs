using FsCheck;
using FsCheck.Fluent;
using Vault.Core.People;
using Vault.Core.Text;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>R26, R55: a reason is one readable line of at least six characters, or it is refused with the reason why.</summary>
public sealed class ReasonTests
{
    [Theory]
    [InlineData("发布开学通知", "发布开学通知")]
    [InlineData("  发布开学通知  ", "发布开学通知")]
    [InlineData("\u3000发布开学通知\u3000", "发布开学通知")]
    [InlineData("发布\r\n开学通知", "发布 开学通知")]
    [InlineData("发布\n开学\u2028通知", "发布 开学 通知")]
    [InlineData("\nReply to a comment\n", "Reply to a comment")]
    [InlineData("cafe\u0301 notice", "café notice")]
    [InlineData("👩‍👩‍👧‍👦🇨🇳👍🏽活动照片", "👩‍👩‍👧‍👦🇨🇳👍🏽活动照片")]
    [InlineData("<b>=1+1</b>", "<b>=1+1</b>")]
    public void A_reason_is_taken_as_one_trimmed_line(string typed, string text)
    {
        Assert.True(Reason.TryParse(typed, out var reason, out _));
        Assert.Equal(text, reason.Text);
        Assert.Equal(text, reason.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("      ")]
    [InlineData("\n\n\n\n\n\n")]
    [InlineData("发布通知稿")]
    [InlineData("a         b")]
    [InlineData("e\u0301e\u0301e\u0301e\u0301e\u0301")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦")]
    [InlineData("\u3164\u00A0\u2003\u200D\u200D\u200Dabc")]
    public void Fewer_than_six_visible_characters_are_too_short(string? typed) =>
        AssertRefused(ReasonRefusal.TooShort, typed);

    [Theory]
    [InlineData("发布\0开学通知")]
    [InlineData("发布\t开学通知")]
    [InlineData("发布\u001B[31m开学通知")]
    [InlineData("发布\u007F开学通知")]
    [InlineData("发布\u009B开学通知")]
    [InlineData("发布\u202E开学通知")]
    [InlineData("发布\u2066开学通知")]
    [InlineData("发布\u200F开学通知")]
    [InlineData("发布\u200B开学通知")]
    [InlineData("发布\uFEFF开学通知")]
    [InlineData("发布\U000E0041开学通知")]
    [InlineData("发布\uFFFE开学通知")]
    public void What_hides_or_reorders_text_is_refused(string typed) =>
        AssertRefused(ReasonRefusal.CharacterNotAllowed, typed);

    // Not a row above: attributes are stored as UTF-8, which has no half surrogate pairs.
    [Fact]
    public void Half_a_character_is_refused() => AssertRefused(ReasonRefusal.CharacterNotAllowed, "发布\uD83D开学通知");

    [Theory]
    [InlineData("字")]
    [InlineData("👍🏽")]
    [InlineData("e\u0301")]
    public void Five_hundred_characters_are_the_most(string character)
    {
        Assert.True(Reason.TryParse(Repeat(character, 500), out _, out _));
        AssertRefused(ReasonRefusal.TooLong, Repeat(character, 501));
    }

    [Fact]
    public void Blanks_around_a_reason_do_not_make_it_too_long() =>
        Assert.True(Reason.TryParse($"   {Repeat("字", 500)}   ", out _, out _));

    [Fact]
    public void A_pile_of_marks_on_one_letter_is_too_long()
    {
        AssertRefused(ReasonRefusal.TooLong, "abcdef" + Repeat("\u0348", 2000));
        AssertRefused(ReasonRefusal.TooLong, Repeat("\u0348", 10_000_000));
    }

    [Fact]
    public void A_reason_once_parsed_parses_to_itself_and_is_inert()
    {
        string[] parts =
        [
            "发布",
            "通知",
            " ",
            "\n",
            "\r\n",
            "a",
            "e",
            "\u0301",
            "ﬁ",
            "😀",
            "\u200D",
            "\u3000",
            "\u202E",
        ];
        var texts = Gen.Elements(parts).ArrayOf().Select(string.Concat).ToArbitrary();

        Prop.ForAll(texts, IsStable).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

        static bool IsStable(string typed) =>
            !Reason.TryParse(typed, out var reason, out _)
            || (
                Reason.TryParse(reason.Text, out var again, out _) && again == reason && InertText.IsInert(reason.Text)
            );
    }

    private static void AssertRefused(ReasonRefusal expected, string? typed)
    {
        Assert.False(Reason.TryParse(typed, out var reason, out var refusal));
        Assert.Null(reason);
        Assert.Equal(expected, refusal);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
