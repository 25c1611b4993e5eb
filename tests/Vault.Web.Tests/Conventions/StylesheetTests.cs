using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Vault.Web.Tests.Conventions;

/// <summary>The colours can be read by everybody, in light and in dark, and the page keeps to its four sizes.</summary>
public sealed partial class StylesheetTests
{
    private static readonly string Css = File.ReadAllText(Path.Combine(Repository.Web, "wwwroot", "css", "vault.css"));

    private static readonly IReadOnlyDictionary<string, string> Light = Tokens(":root {");
    private static readonly IReadOnlyDictionary<string, string> Dark = Tokens(":root[data-theme=\"dark\"] {");

    /// <summary>Each text with every ground it stands on.</summary>
    public static TheoryData<string, string> TextOnGround
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var ground in new[] { "paper", "surface", "sunken" })
            {
                foreach (var text in new[] { "text", "muted", "ink", "ink-strong", "seal" })
                    pairs.Add(text, ground);
            }
            foreach (var wash in new[] { "ink", "seal", "due", "verified" })
            {
                pairs.Add(wash, wash + "-wash");
                pairs.Add("text", wash + "-wash");
            }
            pairs.Add("on-ink", "ink");
            pairs.Add("on-ink", "ink-strong");
            pairs.Add("on-seal", "seal");
            pairs.Add("on-seal", "seal-strong");
            pairs.Add("digit", "surface");
            pairs.Add("verified", "surface");
            pairs.Add("due", "surface");
            return pairs;
        }
    }

    [Theory, MemberData(nameof(TextOnGround))]
    public void Text_stands_out_from_its_ground(string text, string ground)
    {
        Assert.True(Contrast(Light[text], Light[ground]) >= 4.5, $"light {Contrast(Light[text], Light[ground]):0.00}");
        Assert.True(Contrast(Dark[text], Dark[ground]) >= 4.5, $"dark {Contrast(Dark[text], Dark[ground]):0.00}");
    }

    [Theory]
    [InlineData("paper")]
    [InlineData("surface")]
    public void The_edge_of_a_field_and_the_focus_can_be_seen(string ground)
    {
        foreach (var theme in new[] { Light, Dark })
        {
            Assert.True(Contrast(theme["line-strong"], theme[ground]) >= 3);
            Assert.True(Contrast(theme["ink"], theme[ground]) >= 3);
        }
    }

    [Fact]
    public void The_device_and_the_reader_get_the_same_dark()
    {
        var device = Tokens(":root:not([data-theme=\"light\"]) {");

        Assert.True(Dark.Count > 15);
        Assert.Equal(
            Dark.OrderBy(t => t.Key, StringComparer.Ordinal),
            device.OrderBy(t => t.Key, StringComparer.Ordinal)
        );
        Assert.Empty(Dark.Keys.Except(Light.Keys));
    }

    [Fact]
    public void There_are_four_sizes_of_type_and_no_more()
    {
        var sizes = Size().Matches(Css).Select(m => m.Groups[1].Value).Distinct().Order();

        Assert.Equal(["14px", "16px", "20px", "26px"], sizes);
    }

    [Fact]
    public void Colours_are_named_once()
    {
        var rules = Css[
            Css.IndexOf("/* ---------- base", StringComparison.Ordinal)..Css.IndexOf(
                "/* ---------- print ---",
                StringComparison.Ordinal
            )
        ];

        Assert.Empty(Colour().Matches(rules).Select(m => m.Value));
    }

    [Fact]
    public void Every_token_used_is_defined()
    {
        var used = Use().Matches(Css).Select(m => m.Groups[1].Value).Distinct();

        Assert.Empty(used.Except(Definition().Matches(Css).Select(m => m.Groups[1].Value)));
    }

    [Fact]
    public void Nothing_is_fetched_from_elsewhere() => Assert.DoesNotMatch("url\\(|@import", Css);

    private static IReadOnlyDictionary<string, string> Tokens(string selector)
    {
        var begin = Css.IndexOf(selector, StringComparison.Ordinal) + selector.Length;
        var block = Css[begin..Css.IndexOf('}', begin)];
        return HexToken().Matches(block).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
    }

    /// <summary>WCAG 2.2, relative luminance and contrast ratio.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex) =>
        (0.2126 * Channel(hex, 0)) + (0.7152 * Channel(hex, 2)) + (0.0722 * Channel(hex, 4));

    private static double Channel(string hex, int at)
    {
        var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"--([a-z-]+): #([0-9a-f]{6});")]
    private static partial Regex HexToken();

    [GeneratedRegex(@"(?:font-size:|font:) ?(\d+px)")]
    private static partial Regex Size();

    [GeneratedRegex("#[0-9a-f]{3,8};")]
    private static partial Regex Colour();

    [GeneratedRegex(@"var\(--([a-z-]+)\)")]
    private static partial Regex Use();

    [GeneratedRegex("--([a-z-]+):")]
    private static partial Regex Definition();
}
