using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Hosting;

namespace Vault.Benchmarks;

/// <summary>A vault behind the product's own pipeline on a loopback port, asked one request at a time by one person.</summary>
internal sealed class ServedOffice : IAsyncDisposable
{
    private const int WarmUps = 10;
    private const int Rounds = 40;

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly string _token;

    private ServedOffice(WebApplication app, HttpClient client, string token) =>
        (_app, _client, _token) = (app, client, token);

    public static async Task<ServedOffice> Start(TestVault vault, Person person)
    {
        var app = VaultApp.Build(
            vault.Instance,
            Listening.Parse("http://127.0.0.1:0", [], []),
            builder =>
                builder.Services.Configure<RequestLimits>(l =>
                    (l.AnonymousPosts, l.SessionRequests) = (1_000_000, 1_000_000)
                )
        );
        await app.StartAsync();
        var receipt = await vault.Writer.Write(
            Actor.Of(person, null, "127.0.0.1"),
            scope => scope.Append(new SignedIn(SessionId.New(), PrivateText.Of("test")))
        );
        var sessions = app.Services.GetRequiredService<SessionStore>();
        var (_, token) = sessions.Start(receipt, person.Id, "127.0.0.1", "test", vault.Clock.Now);
        return new ServedOffice(app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) }, token);
    }

    /// <summary>Milliseconds of the median request, the body read; the server's time and the way there.</summary>
    public async Task<double> Time(string path, bool signedIn)
    {
        var times = new List<double>();
        for (var i = 0; i < WarmUps + Rounds; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (signedIn)
                request.Headers.Add("Cookie", $"__Host-vault={_token}");
            var since = Stopwatch.GetTimestamp();
            using var answer = await _client.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            // A redirect to the sign-in page would be quick and measure nothing.
            if ((int)answer.StatusCode != 200 || answer.RequestMessage!.RequestUri!.PathAndQuery != path)
                throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
        }
        return times.Skip(WarmUps).Order().ElementAt(Rounds / 2);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
