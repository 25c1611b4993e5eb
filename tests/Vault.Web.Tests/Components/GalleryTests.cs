using System.Text.RegularExpressions;
using Vault.Web.Tests.Shell;
using Xunit;

namespace Vault.Web.Tests.Components;

/// <summary>The page of all components keeps what every page has to keep.</summary>
public sealed partial class GalleryTests(ShellHost host) : IClassFixture<ShellHost>
{
    [Fact]
    public async Task Nothing_is_left_to_inline_script_or_style()
    {
        var page = await Page("zh-CN");

        Assert.Empty(Inline().Matches(page).Select(m => m.Value));
    }

    [Fact]
    public async Task Every_id_is_used_once_and_every_reference_has_its_target()
    {
        var page = await Page("zh-CN");
        var ids = Id().Matches(page).Select(m => m.Groups[1].Value).ToList();

        Assert.Equal(ids.Distinct(), ids);
        var references = Reference().Matches(page).SelectMany(m => m.Groups[1].Value.Split(' '));
        Assert.Empty(references.Except(ids));
    }

    [Fact]
    public async Task Every_icon_exists_in_the_sprite()
    {
        var sprite = await File.ReadAllTextAsync(Path.Combine(Repository.Web, "wwwroot", "img", "icons.svg"));
        var used = Icon().Matches(await Page("zh-CN")).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.True(used.Count > 15);
        Assert.All(used, name => Assert.Contains($"<symbol id=\"{name}\"", sprite));
    }

    [Fact]
    public async Task The_English_page_holds_no_Chinese_but_the_languages_own_name()
    {
        var page = (await Page("en")).Replace(">中文</button>", "");

        Assert.Empty(Han().Matches(page).Select(m => m.Value));
    }

    [Fact]
    public async Task An_open_secret_is_text_and_no_input_holds_it()
    {
        var page = await Page("zh-CN");

        Assert.Contains("data-secret-text", page);
        Assert.DoesNotContain("482913", page);
        Assert.DoesNotMatch("<input[^>]*value=\"[^\"]*O0oQ", page);
    }

    [Theory]
    [InlineData("zh-CN", "保管人")]
    [InlineData("en", "Custodian")]
    public async Task A_part_of_a_table_says_what_it_is_and_a_cell_names_its_column(string language, string column)
    {
        var page = await Page(language);
        var table = page[page.IndexOf("<table", StringComparison.Ordinal)..page.IndexOf("</table>")];

        Assert.Contains("<table class=\"table\" role=\"table\"", table);
        Assert.Equal(2, Regex.Count(table, "<(thead|tbody)[^>]* role=\"rowgroup\""));
        Assert.Equal(Regex.Count(table, "<tr"), Regex.Count(table, "<tr[^>]* role=\"row\""));
        Assert.Equal(Regex.Count(table, "<th[^>]*scope=\"col\""), Regex.Count(table, "<th[^>]* role=\"columnheader\""));
        Assert.Equal(Regex.Count(table, "scope=\"row\""), Regex.Count(table, "<th[^>]* role=\"rowheader\""));
        Assert.Equal(Regex.Count(table, "<td"), Regex.Count(table, "<td[^>]* role=\"cell\""));
        // The first column heads the row, so the first cell belongs to the second.
        Assert.Equal(column, Regex.Match(table, "<td[^>]* data-label=\"([^\"]*)\"").Groups[1].Value);
    }

    [Fact]
    public async Task The_navigation_marks_where_the_reader_is()
    {
        using var browser = host.Browser(person: "Zhang San");
        var page = await new Visit(browser).Page("/components");

        Assert.Matches("<a href=\"/components\" aria-current=\"page\">", page);
    }

    [Fact]
    public async Task Somebody_not_signed_in_is_shown_no_navigation()
    {
        var page = await Page("zh-CN");

        Assert.DoesNotContain("id=\"navigation\"", page);
        Assert.DoesNotContain("/sign-out", page);
    }

    private async Task<string> Page(string language)
    {
        using var browser = host.Browser(language);
        return await new Visit(browser).Page("/components");
    }

    [GeneratedRegex("""\sstyle\s*=|\son[a-z]+\s*=|<style|<script(?![^>]*\ssrc=)[^>]*>|javascript:""")]
    private static partial Regex Inline();

    [GeneratedRegex("""\sid="([^"]+)""")]
    private static partial Regex Id();

    [GeneratedRegex("""\s(?:for|aria-describedby|aria-labelledby|list|popovertarget)="([^"]+)""")]
    private static partial Regex Reference();

    [GeneratedRegex("""<use href="[^"#]+#([^"]+)""")]
    private static partial Regex Icon();

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\u3000-\u303F\uFF00-\uFFEF]+")]
    private static partial Regex Han();
}
