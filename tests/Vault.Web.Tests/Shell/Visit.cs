using System.Net;
using System.Text.RegularExpressions;

namespace Vault.Web.Tests.Shell;

/// <summary>A browser that keeps its cookies and can send the forms of a page, as a person does.</summary>
public sealed partial class Visit(HttpClient browser)
{
    private readonly Dictionary<string, string> _cookies = [];

    public async Task<HttpResponseMessage> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await Send(request);
    }

    public async Task<string> Page(string path)
    {
        using var response = await Get(path);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Posts the fields with the token of a page seen before.</summary>
    public async Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        var token = ("__RequestVerificationToken", await Token());
        request.Content = new FormUrlEncodedContent(
            fields.Append(token).Select(f => KeyValuePair.Create(f.Item1, f.Item2))
        );
        return await Send(request);
    }

    /// <summary>The token of the page that shows the components; its cookie stays in this visit.</summary>
    public async Task<string> Token() => TokenField().Match(await Page("/components")).Groups[1].Value;

    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        if (_cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await browser.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set.Select(c => c.Split(';')[0].Split('=', 2)))
                _cookies[cookie[0]] = cookie[1];
        }
        return response;
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex TokenField();
}
