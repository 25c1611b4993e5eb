using FsCheck;
using FsCheck.Fluent;
using Vault.Core.Text;
using Xunit;

namespace Vault.Core.Tests.Text;

/// <summary>R55: other people's text moves no cursor, starts no line, turns no direction and hides nothing.</summary>
public sealed class InertTextTests
{
    [Theory]
    [InlineData("发布开学通知 <b>&amp; =1+1")]
    [InlineData("👩‍👩‍👧‍👦 🇨🇳 ❤️")]
    [InlineData("می‌خواهم")]
    [InlineData("")]
    public void Inert_text_stays_as_it_is(string text) => Assert.Same(text, InertText.Of(text));

    [Theory]
    [InlineData("a\nb", "a␊b")]
    [InlineData("a\r\nb", "a␍␊b")]
    [InlineData("a\tb", "a␉b")]
    [InlineData("a\0b", "a␀b")]
    [InlineData("\u001B[2Jx", "␛[2Jx")]
    [InlineData("\u001B]8;;http://example.org\u0007x", "␛]8;;http://example.org␇x")]
    [InlineData("a\u007Fb", "a␡b")]
    [InlineData("a\u009B31mb", "a�31mb")]
    [InlineData("a\u0085b\u2028c\u2029d", "a�b�c�d")]
    [InlineData("\u202Etxt.exe", "�txt.exe")]
    [InlineData("\u2066a\u2069\u200E\u200F\u061C", "�a����")]
    [InlineData("a\u200Bb\uFEFFc\u2060d\u00ADe", "a�b�c�d�e")]
    [InlineData("a\U000E0041b", "a�b")]
    [InlineData("a\uFFFEb\U0010FFFFc\uFDD0", "a�b�c�")]
    public void What_acts_or_hides_becomes_a_visible_picture(string text, string inert)
    {
        Assert.Equal(inert, InertText.Of(text));
        Assert.False(InertText.IsInert(text));
    }

    // Not a row above: attributes are stored as UTF-8, which has no half surrogate pairs.
    [Fact]
    public void Half_a_character_becomes_a_replacement() => Assert.Equal("a�b�", InertText.Of("a\uD800b\uDC00"));

    [Fact]
    public void The_result_is_inert_and_no_longer_than_the_text()
    {
        char[] nasty = [.. "a字\u001B\n\r\0\u009B\u202E\u2066\u200B\u200D\uFEFF\uD83D\uDE00\uDB40\uDC41\uFFFE"];
        var texts = Gen.Elements(nasty).ArrayOf().Select(each => new string(each)).ToArbitrary();

        Prop.ForAll(texts, IsTamed).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

        static bool IsTamed(string text)
        {
            var inert = InertText.Of(text);
            return InertText.IsInert(inert)
                && InertText.Of(inert) == inert
                && inert.Length <= text.Length
                && !inert.Any(char.IsControl);
        }
    }
}
