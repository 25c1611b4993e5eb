using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Vault.Web.Tests.Shell;

/// <summary>R65, R22: an error says what happened, what is kept and what to do, in the reader's language, and nothing of the inside.</summary>
public sealed partial class ErrorPageTests(ShellHost host) : IClassFixture<ShellHost>
{
    public static TheoryData<int, string> EveryStatus
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var status in new[] { 400, 401, 403, 404, 405, 409, 413, 429, 500, 503 })
            {
                data.Add(status, "zh-CN");
                data.Add(status, "en");
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(EveryStatus))]
    public async Task Every_status_has_words_in_both_languages(int status, string language)
    {
        using var browser = host.Browser(language);
        using var response = await browser.GetAsync($"/test/status/{status}");
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains($"<html lang=\"{language}\"", page);
        var main = Body().Match(page).Value;
        Assert.Contains(status.ToString(), main);
        Assert.Equal(language == "zh-CN", Han().IsMatch(main));
        Assert.Equal(4, Paragraph().Count(main));
    }

    [Theory]
    [InlineData(402, "这次请求没有被接受")]
    [InlineData(502, "保管库出了故障")]
    public async Task A_status_without_words_of_its_own_borrows_the_nearest(int status, string title)
    {
        using var browser = host.Browser();
        using var response = await browser.GetAsync($"/test/status/{status}");
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(title, page);
        Assert.Contains(status.ToString(), page);
    }

    [Theory]
    [InlineData("/test/throw", 500)]
    [InlineData("/test/too-large", 413)]
    public async Task An_exception_shows_nothing_of_itself(string path, int status)
    {
        using var browser = host.Browser();
        using var page = await browser.GetAsync(path);
        browser.DefaultRequestHeaders.Remove("Accept");
        browser.DefaultRequestHeaders.Add("Accept", "application/json");
        using var json = await browser.GetAsync(path);

        foreach (var response in new[] { page, json })
        {
            var body = await response.Content.ReadAsStringAsync();
            Assert.Equal(status, (int)response.StatusCode);
            Assert.DoesNotContain(ShellHost.Canary, body);
            Assert.DoesNotContain("Exception", body);
            Assert.DoesNotContain("   at ", body);
        }
    }

    [Fact]
    public async Task A_broken_vault_answers_without_forms_for_which_it_would_need_its_keys()
    {
        using var browser = host.Browser(person: "Zhang San");
        using var response = await browser.GetAsync("/test/throw");
        var page = await response.Content.ReadAsStringAsync();

        Assert.DoesNotContain("<form", page);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/problem+json")]
    public async Task A_program_gets_problem_json_in_its_language(string accept)
    {
        using var browser = host.Browser("en");
        browser.DefaultRequestHeaders.Remove("Accept");
        browser.DefaultRequestHeaders.Add("Accept", accept);

        using var response = await browser.GetAsync("/no/such/page");
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(404, problem.GetProperty("status").GetInt32());
        Assert.Equal("Page not found", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task Somebody_signed_in_keeps_his_navigation_on_an_error()
    {
        using var browser = host.Browser(person: "Zhang San");
        var page = await new Visit(browser).Page("/no/such/page");

        Assert.Contains("<nav class=\"navigation\"", page);
        Assert.Contains("Zhang San", page);
    }

    [Fact]
    public async Task The_address_asked_for_is_not_repeated_as_markup()
    {
        using var browser = host.Browser();
        using var response = await browser.GetAsync("/no/%3Cscript%3Ealert(1)%3C/script%3E?q=%22%3E%3Cimg%20src=x%3E");
        var page = await response.Content.ReadAsStringAsync();

        Assert.DoesNotContain("<script>alert", page);
        Assert.DoesNotContain("<img", page);
    }

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Body();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex("<p[ >]")]
    private static partial Regex Paragraph();
}
