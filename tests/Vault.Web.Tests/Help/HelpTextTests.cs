using System.Net;
using System.Text.RegularExpressions;
using Vault.Web.Pages.Help;
using Vault.Web.Shell;
using Vault.Web.Tests.Conventions;
using Xunit;

namespace Vault.Web.Tests.Help;

/// <summary>The help is whole in both languages and calls things what the screen calls them.</summary>
public sealed partial class HelpTextTests
{
    private static readonly string Folder = Path.Combine(Repository.Web, "Pages", "Help", "Topics");

    /// <summary>Quoted and not on screen: what stands in sheets, or must not stand in a reason.</summary>
    private static readonly string[] NotOnScreen =
    [
        "工作需要",
        "主办单位",
        "合计",
        "填表日期",
        "（学生）",
        "无",
        "/",
        "暂无",
        "work",
        "none",
    ];

    public static TheoryData<string, string> EveryText
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var topic in HelpTopics.All)
            foreach (var language in Languages.All)
                data.Add(topic.Slug, language.Tag);
            return data;
        }
    }

    [Fact]
    public void Every_topic_has_a_text_in_each_language_and_there_is_no_other()
    {
        var expected = EveryText.Select(row => $"{row[0]}.{row[1]}.cshtml");

        var files = Directory.EnumerateFiles(Folder).Select(Path.GetFileName);

        Assert.Equal(expected.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_topic_has_a_title_and_says_what_it_is_about()
    {
        var texts = ResourceFile.Of(nameof(HelpTexts)).Chinese;

        var missing = HelpTopics
            .All.SelectMany(t => new[] { t.TextKey, $"About.{t.Slug}" })
            .Concat(HelpTopics.Groups.Select(g => $"Group.{g.Key}"))
            .Where(key => !texts.ContainsKey(key));
        Assert.Empty(missing);
        Assert.Distinct(HelpTopics.All.Select(t => t.Slug));
    }

    [Theory, MemberData(nameof(EveryText))]
    public void A_text_is_in_its_language(string slug, string language)
    {
        var text = RazorText.Read(Source(slug, language)).Text;

        if (language == "en")
            Assert.DoesNotMatch(Chinese(), text);
        else
            Assert.DoesNotMatch(LatinPunctuation(), text);
        Assert.True(text.Length > 200, $"{text.Length}");
    }

    [Theory, MemberData(nameof(EveryText))]
    public void What_a_text_quotes_stands_on_screen(string slug, string language)
    {
        var screen = ResourceFile
            .All.Where(f => !f.Name.StartsWith("Pages/Help/"))
            .SelectMany(f => (language == "en" ? f.English : f.Chinese).Values)
            .ToList();

        var unknown = Quoted()
            .Matches(WebUtility.HtmlDecode(RazorText.Read(Source(slug, language)).Text))
            .Select(m => m.Groups[1].Value)
            .Where(q =>
                !NotOnScreen.Contains(q) && !screen.Exists(t => t.Contains(q, StringComparison.OrdinalIgnoreCase))
            );
        Assert.Empty(unknown);
    }

    private static string Source(string slug, string language) =>
        File.ReadAllText(Path.Combine(Folder, $"{slug}.{language}.cshtml"));

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\u3000-\u303F\uFF00-\uFFEF]")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}([,;!?]|[.:](\s|$))")]
    private static partial Regex LatinPunctuation();

    [GeneratedRegex("“([^”]+)”")]
    private static partial Regex Quoted();
}
