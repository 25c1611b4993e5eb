using System.Net;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Vault.Web.Components;
using Xunit;

namespace Vault.Web.Tests.Components;

/// <summary>R64: a shown secret is text, exactly the secret, and cannot be anything else to the browser.</summary>
public sealed partial class SecretGlyphsTests
{
    [Theory]
    [InlineData("abcdefgh", 2)]
    [InlineData("abcdefghi", 3)]
    [InlineData("", 0)]
    public void Groups_hold_four_characters(string secret, int groups) =>
        Assert.Equal(groups, Group().Count(Written(secret)));

    [Theory]
    [InlineData("482913", 2)]
    [InlineData("48291306", 2)]
    public void A_code_stands_in_two_groups(string code, int groups)
    {
        using var writer = new StringWriter();
        SecretGlyphs.Code(code).WriteTo(writer, HtmlEncoder.Default);

        Assert.Equal(groups, Group().Count(writer.ToString()));
        Assert.Equal(code, TextOf(writer.ToString()));
    }

    [Fact]
    public void Digits_are_marked_and_letters_are_not()
    {
        var written = Written("O0l1");

        Assert.Contains("O<span class=\"digit\">0</span>l<span class=\"digit\">1</span>", written);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"'&lt;&amp;")]
    [InlineData("密码 with spaces ")]
    [InlineData("a😀b😀c😀d😀e")]
    [InlineData("one\ntwo\nthree")]
    public void What_can_be_selected_is_the_secret_and_nothing_else(string secret) =>
        Assert.Equal(secret, TextOf(Written(secret)));

    [Fact]
    public void That_holds_for_every_text_of_whole_characters() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                text =>
                {
                    // Half a surrogate pair is no character; HTML turns a carriage return or a zero into something else.
                    var secret = string.Concat(
                        text.Get.EnumerateRunes().Where(r => r.Value is not ('\r' or '\0' or 0xFFFD))
                    );
                    return TextOf(Written(secret)) == secret && !TagsOtherThanSpans().IsMatch(Written(secret));
                }
            )
        );

    private static string Written(string secret)
    {
        using var writer = new StringWriter();
        SecretGlyphs.Write(writer, secret);
        return writer.ToString();
    }

    private static string TextOf(string markup) => WebUtility.HtmlDecode(Tag().Replace(markup, ""));

    [GeneratedRegex("<span class=\"group\">")]
    private static partial Regex Group();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(?!/?span\\b|wbr>)")]
    private static partial Regex TagsOtherThanSpans();
}
