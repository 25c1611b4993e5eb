using System.Net;
using System.Text;
using System.Text.Json;

namespace Vault.Core.Tests.Rotations.Connectors;

/// <summary>A site with one user and the interface that <c>deploy/connectors/news_site.py</c> speaks to.</summary>
internal sealed class NewsSite : IDisposable
{
    public const string Login = "zhaosheng";

    private readonly HttpListener _listener = new();
    private readonly List<string> _former = [];

    public NewsSite(string password)
    {
        Password = password;
        Address = $"http://127.0.0.1:{OpenLdap.FreePort()}/api";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = Serve();
    }

    public string Address { get; }

    public string Password { get; private set; }

    /// <summary>What it answers to a wish to change; what it does not take it does not change.</summary>
    public HttpStatusCode Answer { get; init; } = HttpStatusCode.NoContent;

    /// <summary>It changes, and answers that it failed.</summary>
    public bool ChangesAllTheSame { get; init; }

    /// <summary>It goes on letting in with the former password.</summary>
    public bool KeepsFormer { get; init; }

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var asked = await JsonDocument.ParseAsync(context.Request.InputStream);
                context.Response.StatusCode = (int)Status(context.Request, asked.RootElement);
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private HttpStatusCode Status(HttpListenerRequest request, JsonElement asked)
    {
        var given = asked.GetProperty("password").GetString()!;
        var letsIn =
            asked.GetProperty("user").GetString() == Login
            && (given == Password || (KeepsFormer && _former.Contains(given)));
        if (!letsIn)
            return HttpStatusCode.Unauthorized;
        if (request.HttpMethod == "POST")
            return HttpStatusCode.NoContent;
        if (Answer == HttpStatusCode.NoContent || ChangesAllTheSame)
        {
            _former.Add(Password);
            Password = asked.GetProperty("next").GetString()!;
        }
        return Answer;
    }
}
