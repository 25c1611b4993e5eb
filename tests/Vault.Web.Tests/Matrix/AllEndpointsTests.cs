using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>
/// What holds for every endpoint there is, whoever adds the next: R20 (a policy), R26 and R83 (no other methods), R59 and
/// R60 (headers), R62 (antiforgery token, no foreign site).
/// </summary>
public sealed partial class AllEndpointsTests(MatrixScene scene) : IClassFixture<MatrixScene>
{
    // Whoever adds to these opens something to people who have not signed in.
    private static readonly string[] OpenToEverybody =
    [
        "/help",
        // A topic that is not needed for getting in leads to the sign-in: Help/HelpPageTests.
        "/help/{topic}",
        "/invitations/{token}",
        "/preferences/language",
        "/preferences/theme",
        "/set-up",
        "/set-up/{token}",
        "/set-up/{token}/persons",
        "/set-up/{token}/summary",
        "/sign-in",
        "/sign-in/challenge",
    ];

    private static readonly string[] Posting =
    [
        .. Requests.Known.Where(r => r.StartsWith("POST ", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Everything_that_is_not_listed_as_open_wants_somebody_signed_in()
    {
        var open = Endpoints
            .All(scene.Web.App.Services)
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Distinct();

        Assert.Equal(OpenToEverybody, open.Order(StringComparer.Ordinal));
        var fallback = scene
            .Web.Get<Microsoft.Extensions.Options.IOptions<AuthorizationOptions>>()
            .Value.FallbackPolicy;
        Assert.NotNull(fallback);
        Assert.Contains(
            fallback.Requirements,
            r => r is Microsoft.AspNetCore.Authorization.Infrastructure.DenyAnonymousAuthorizationRequirement
        );
    }

    [Fact]
    public async Task Without_the_token_of_a_form_nothing_is_done()
    {
        foreach (var row in Posting)
        {
            var (who, ask) = await Permitted(row);
            var browser = await scene.As(who);
            var (state, size) = (scene.State(), scene.Vault.Instance.Log.Size);
            var page = await browser.Send(Form(ask, who));

            Assert.True(page.Status == HttpStatusCode.BadRequest, $"{row}: {page.Status}");
            Assert.True(state.AsSpan().SequenceEqual(scene.State()), row);
            Assert.Empty(scene.EventsSince(size));
        }
    }

    [Fact]
    public async Task What_another_site_makes_a_browser_send_is_refused()
    {
        foreach (var row in Posting)
        {
            var (who, ask) = await Permitted(row);
            var browser = await scene.As(who);
            var size = scene.Vault.Instance.Log.Size;
            using var request = Form(ask, who);
            request.Headers.Add("Origin", "https://evil.example");
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            var page = await browser.Send(request);

            Assert.True(page.Status == HttpStatusCode.Forbidden, $"{row}: {page.Status}");
            Assert.DoesNotContain(scene.EventsSince(size), e => e != "AccessRefused");
        }
    }

    public static TheoryData<string, string> OtherMethods
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var route in Requests.Known.Select(r => r.Split(' ')[1].Split('?')[0]).Distinct())
            {
                var known = Requests
                    .Known.Where(r => r.Split(' ')[1].Split('?')[0] == route)
                    .Select(r => r.Split(' ')[0]);
                data.Add(
                    route,
                    string.Join(' ', new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" }.Except(known))
                );
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(OtherMethods))]
    public async Task A_method_that_an_address_has_no_use_for_is_answered_405(string route, string methods)
    {
        var row = Requests.Known.First(r => r.Split(' ')[1].Split('?')[0] == route);
        var (who, ask) = await Permitted(row);
        var browser = await scene.As(who);
        foreach (var method in methods.Split(' '))
        {
            var size = scene.Vault.Instance.Log.Size;
            var page = await browser.Send(method, ask.Path.Split('?')[0]);

            Assert.True(page.Status == HttpStatusCode.MethodNotAllowed, $"{method} {ask.Path}: {page.Status}");
            Assert.Empty(scene.EventsSince(size));
        }
    }

    [Fact]
    public async Task A_handler_that_a_page_does_not_have_is_answered_405()
    {
        var pages = Requests.Known.Where(r => r.StartsWith("GET ", StringComparison.Ordinal));
        foreach (var row in pages.Where(r => !r.Contains("?handler=", StringComparison.Ordinal)))
        {
            var (who, ask) = await Permitted(row);
            var browser = await scene.As(who);
            var mark = ask.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var get = await browser.Get($"{ask.Path}{mark}handler=Nothing");
            var post = await browser.Post($"{ask.Path}{mark}handler=Nothing");

            Assert.True(get.Status == HttpStatusCode.MethodNotAllowed, $"GET {row}: {get.Status}");
            Assert.True(post.Status == HttpStatusCode.MethodNotAllowed, $"POST {row}: {post.Status}");
        }
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_and_none_is_kept()
    {
        foreach (var row in Requests.Known)
        foreach (var who in new[] { Principal.Anonymous, Principal.Own, Principal.Registrar })
        {
            var ask = await Requests.For(scene, who, row);
            var browser = await scene.As(who);
            var page = row.StartsWith("GET ", StringComparison.Ordinal)
                ? await browser.Get(ask.Path)
                : await browser.Post(ask.Path, ask.Fields);
            AssertHeaders(page, $"{row} as {who}: {page.Status}");
            Assert.Equal(["no-store"], page.Header("Cache-Control"));
        }
    }

    [Fact]
    public async Task Every_static_file_is_for_everybody_and_carries_the_headers()
    {
        var root = Path.Combine(Repository.Web, "wwwroot");
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            using var browser = scene.Web.Browser();
            var path = "/" + Path.GetRelativePath(root, file).Replace('\\', '/');
            var page = await browser.Get(path);

            Assert.True(page.Status == HttpStatusCode.OK, path);
            AssertHeaders(page, path);
            Assert.Empty(page.Header("Set-Cookie"));
        }
    }

    private static void AssertHeaders(WebPage page, string what)
    {
        Assert.True(page.Header("Content-Security-Policy") is [var csp] && csp.StartsWith("default-src 'none'"), what);
        Assert.True(page.Header("X-Content-Type-Options") is ["nosniff"], what);
        Assert.True(page.Header("Referrer-Policy") is ["no-referrer"], what);
        Assert.True(page.Header("Cross-Origin-Opener-Policy") is ["same-origin"], what);
        Assert.True(page.Header("Cross-Origin-Resource-Policy") is ["same-origin"], what);
        Assert.True(page.Header("Strict-Transport-Security") is ["max-age=31536000; includeSubDomains"], what);
        Assert.True(page.Header("Server") is [], what);
        Assert.All(page.Header("Set-Cookie"), c => Assert.Matches(HardCookie(), c));
    }

    /// <summary>Somebody whom the matrix lets do this, and what he asks.</summary>
    private async Task<(Principal Who, Ask Ask)> Permitted(string row)
    {
        var cells = MatrixFile.Endpoints.Rows.Single(r => r.Row == row).Cells;
        // 409: he may, though not just now.
        var who = Enum.GetValues<Principal>()
            .Where(p => p is Principal.Anonymous or > Principal.Disabled)
            .Last(p => cells[(int)p][0] is '2' or '3' || cells[(int)p] == "409");
        return (who, await Requests.For(scene, who, row));
    }

    private HttpRequestMessage Form(Ask ask, Principal who)
    {
        var fields = ask.Fields.Append(("StepUpCode", scene.Code(who)));
        return new(HttpMethod.Post, ask.Path)
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
        };
    }

    [GeneratedRegex("^__Host-[a-z-]+=[^;]*;.*path=/; secure; samesite=strict; httponly$", RegexOptions.IgnoreCase)]
    private static partial Regex HardCookie();
}
