using System.Text.RegularExpressions;
using Xunit;

namespace Vault.Web.Tests.Conventions;

/// <summary>No page says anything by itself: every text comes from a resource, and every resource asked for exists.</summary>
public sealed partial class PageTextTests
{
    /// <summary>Attributes whose value a reader sees or hears.</summary>
    private static readonly HashSet<string> Spoken =
    [
        "aria-label",
        "aria-description",
        "title",
        "placeholder",
        "alt",
        "label",
        "hint",
        "lead",
        "caption",
        "term",
        "empty",
        "number",
        "role-name",
        "who",
        "unit",
        "platform",
        "label-head",
        "value-head",
        "remaining",
        "content-label",
        "error",
    ];

    public static TheoryData<string> EveryPage => [.. Repository.WebFiles("*.cshtml").Select(Repository.Relative)];

    /// <summary>
    /// A topic of the help is a page of prose: it is written whole in each language, since cut into keys nobody could
    /// read or translate it. That both are there, and each in its own language, Help/HelpTextTests holds.
    /// </summary>
    public static TheoryData<string> EveryPageButHelp =>
        [
            .. Repository
                .WebFiles("*.cshtml")
                .Select(Repository.Relative)
                .Where(page => !page.StartsWith("Pages/Help/Topics/")),
        ];

    [Theory, MemberData(nameof(EveryPageButHelp))]
    public void A_page_holds_no_literal_text(string page)
    {
        var words = Word().Matches(RazorText.Read(Source(page)).Text).Select(m => m.Value);

        Assert.Empty(words);
    }

    [Theory, MemberData(nameof(EveryPage))]
    public void A_page_holds_no_literal_text_in_attributes(string page)
    {
        var literal = RazorText
            .Read(Source(page))
            .Attributes.Where(a => Spoken.Contains(a.Name) && !a.Value.Contains('@') && Word().IsMatch(a.Value));

        Assert.Empty(literal.Select(a => $"<{a.Tag} {a.Name}=\"{a.Value}\">"));
    }

    [Theory, MemberData(nameof(EveryPage))]
    public void A_page_holds_no_inline_style_or_script(string page)
    {
        var inline = RazorText
            .Read(Source(page))
            .Attributes.Where(a => a.Name == "style" || a.Name.StartsWith("on") || a.Value.StartsWith("javascript:"));

        Assert.Empty(inline.Select(a => $"<{a.Tag} {a.Name}>"));
        Assert.DoesNotMatch("<style|<script(?![^>]*src=)", Source(page));
    }

    [Fact]
    public void No_code_holds_Chinese_for_a_reader()
    {
        var found =
            from path in Repository.WebFiles("*.cs")
            // The names of the languages are written in the languages themselves.
            where !path.EndsWith("Languages.cs")
            // What the demo's invented persons are called and write is data; what its bar says is not exempt.
            where !Repository.Relative(path).StartsWith("Demo/Story/")
            from literal in Literal().Matches(WithoutComments(File.ReadAllText(path))).Select(m => m.Value)
            where Han().IsMatch(literal)
            select $"{Repository.Relative(path)}: {literal}";

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("<p>Text</p>", "Text")]
    [InlineData("<p>文</p>", "文")]
    [InlineData("@if (a) { <p>in @b.C[\"x\"] block</p> } else { <b>else</b> }", "in block else")]
    [InlineData(
        "@foreach (var x in y)\n{\n  var z = x.Name;\n  <li title=\"@T[\"k\"]\">item @z</li>\n}\nafter",
        "item after"
    )]
    [InlineData("@{ var a = \"no <b>text</b>\"; }<i>yes</i>", "yes")]
    [InlineData("<a href=\"@(x ? \"y\" : \"z\")\">link</a>@* comment *@", "link")]
    [InlineData("<p>@T[\"key\", a.B(\"c\")] tail</p>", "tail")]
    [InlineData("@if (a)\n{\n  @* note *@\n  <br>\n  <p>x1</p>\n}", "x1")]
    [InlineData("<input value=\"@a\"><p>mail@@host</p>", "mail host")]
    public void The_reader_of_pages_tells_text_from_code(string source, string words) =>
        Assert.Equal(words, string.Join(' ', Word().Matches(RazorText.Read(source).Text).Select(m => m.Value)));

    private static string Source(string page) => File.ReadAllText(Path.Combine(Repository.Web, page));

    private static string WithoutComments(string code) => Comment().Replace(code, "");

    [GeneratedRegex(@"\p{L}[\p{L}\p{N}]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex("\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
