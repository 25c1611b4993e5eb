using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;

namespace Vault.Web.Tests.Support;

/// <summary>
/// A browser of a test: keeps cookies and the antiforgery token of the last page it saw, follows no redirect by itself,
/// and asks for pages in Chinese unless told otherwise.
/// </summary>
public sealed partial class TestBrowser(TestServer server, Uri? address = null) : IDisposable
{
    private readonly Uri _address = address ?? WebVault.Address;
    private readonly HttpClient _http = new(server.CreateHandler()) { BaseAddress = address ?? WebVault.Address };
    private string? _token;

    public CookieContainer Cookies { get; } = new();

    /// <summary><c>text/html</c>; a program sets <c>application/json</c>.</summary>
    public string Accept { get; set; } = "text/html";

    public string Language { get; set; } = "zh-CN";

    /// <summary>The value of a cookie this browser holds, or null.</summary>
    public string? Cookie(string name) => Cookies.GetCookies(_address)[name]?.Value;

    public Task<WebPage> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Posts a form with the token of the last page seen; <see cref="Get"/> one first.</summary>
    public Task<WebPage> Post(string path, params (string Name, string Value)[] fields)
    {
        var all = fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).ToList();
        if (_token is not null)
            all.Add(KeyValuePair.Create("__RequestVerificationToken", _token));
        return Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(all) });
    }

    /// <summary>Posts a form with a file in it and the token of the last page seen.</summary>
    public Task<WebPage> Upload(string path, string field, string name, byte[] file)
    {
        var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(file), field, name },
            { new StringContent(_token ?? ""), "__RequestVerificationToken" },
        };
        return Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = form });
    }

    /// <summary>Sends a method without a body, with the token of the last page seen.</summary>
    public Task<WebPage> Send(string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (_token is not null)
            request.Headers.Add("RequestVerificationToken", _token);
        return Send(request);
    }

    /// <summary>Sends any request with this browser's cookies, and keeps the cookies of the answer.</summary>
    public async Task<WebPage> Send(HttpRequestMessage request)
    {
        var url = new Uri(_address, request.RequestUri!);
        var cookies = Cookies.GetCookieHeader(url);
        if (cookies.Length > 0)
            request.Headers.Add("Cookie", cookies);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Accept));
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(Language));
        using var response = await _http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set)
                Cookies.SetCookies(url, cookie);
        var body = await response.Content.ReadAsStringAsync();
        if (TokenField().Match(body) is { Success: true } token)
            _token = token.Groups[1].Value;
        return new WebPage(response, body, await response.Content.ReadAsByteArrayAsync());
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}

/// <summary>An answer, read whole.</summary>
public sealed class WebPage(HttpResponseMessage response, string body, byte[] bytes)
{
    public HttpStatusCode Status => response.StatusCode;

    public string Body => body;

    /// <summary>The body of an answer that is a file.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Where it redirects to, as sent; null if it does not.</summary>
    public string? Location => response.Headers.Location?.OriginalString;

    /// <summary>Every value of a header.</summary>
    public IReadOnlyList<string> Header(string name) =>
        [
            .. response.Headers.TryGetValues(name, out var values) ? values
            : response.Content.Headers.TryGetValues(name, out var content) ? content
            : [],
        ];
}
