using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Hosting;

namespace Vault.Benchmarks;

/// <summary>
/// A full reveal over HTTP: session, rules, durable line, decryption, with every limit on. Client and server share the
/// processors, here as with the bare handler it stands beside.
/// </summary>
internal static partial class RevealFigures
{
    /// <summary>So many that the limit of requests a session has is met by none of them.</summary>
    private const int Sessions = 600;

    private static readonly (int Connections, double OfBare, double? Least)[] Bars =
    [
        (1, 0.7, 1000),
        (16, 0.6, 4000),
        (64, 0.6, null),
    ];

    public static async Task Measure(FigureTable figures, Load load)
    {
        await using var scene = await CustodyScene.Set();
        await scene.Vault.LiftUses();
        await using var app = VaultApp.Build(
            scene.Vault.Instance,
            Listening.Parse("http://127.0.0.1:0", [], []),
            builder => builder.Logging.ClearProviders()
        );
        await app.StartAsync();
        var server = new Uri(app.Urls.Single());
        var requests = await Requests(scene, app, server);
        await using var bare = await BareHandler.Start();
        foreach (var (connections, ofBare, least) in Bars)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"at {connections} connections");
            var (most, cheapest) = await load.Measure(
                connections,
                _ => Asking(bare.Address, [BareRequest], BareHandler.Value)
            );
            figures.Add($"bare handler, {at}", most, "/s", beside: Costing(cheapest));
            var next = -1;
            var (rate, cost) = await load.Measure(
                connections,
                _ => Asking(server, requests, Shown, () => Interlocked.Increment(ref next))
            );
            figures.AddAtLeast($"reveal, {at}", rate, "/s", least ?? 0, Costing(cost));
            var ofCost = string.Create(CultureInfo.InvariantCulture, $"{cheapest / cost:0.00} × by processor time");
            figures.AddAtLeast($"reveal, {at}, of the bare handler", rate / most, "×", ofBare, ofCost);
        }
    }

    /// <summary>Processor time, the load generator's included, says more than the clock where the machine is shared.</summary>
    private static string Costing(double milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.000} ms of processor time each");

    /// <summary>Stands in an answer only where a value is shown; the value itself is written character by character.</summary>
    private const string Shown = "secret-open";

    private static byte[] BareRequest { get; } =
        Encoding.ASCII.GetBytes("POST /rows/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n");

    private static Func<Task> Asking(Uri server, byte[][] requests, string expected, Func<int>? next = null)
    {
        var connection = new RawConnection(server);
        var answer = Encoding.UTF8.GetBytes(expected);
        return () => connection.Ask(requests[(next?.Invoke() ?? 0) % requests.Length], answer);
    }

    /// <summary>What a browser sends that asks for the password, once for each session of the custodian.</summary>
    private static async Task<byte[][]> Requests(CustodyScene scene, WebApplication app, Uri server)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server };
        var requests = new byte[Sessions][];
        for (var i = 0; i < requests.Length; i++)
            requests[i] = await Request(client, scene, app.Services.GetRequiredService<SessionStore>());
        return requests;
    }

    private static async Task<byte[]> Request(HttpClient client, CustodyScene scene, SessionStore sessions)
    {
        var writer = scene.Vault.Writer;
        var signedIn = await writer.Write(
            Actor.Of(scene.Person, null, "127.0.0.1"),
            scope => scope.Append(new SignedIn(SessionId.New(), PrivateText.Of("test")))
        );
        var (session, token) = sessions.Start(signedIn, scene.Person.Id, "127.0.0.1", "test", scene.Vault.Clock.Now);
        await scene.Vault.Prove(session, Actor.Of(scene.Person, session.Id, "127.0.0.1"), scene.Account.Id.Value);

        var path = $"/accounts/{scene.Account.Id}/secrets/password";
        using var get = new HttpRequestMessage(HttpMethod.Get, path);
        get.Headers.Add("Cookie", $"__Host-vault={token}");
        using var page = await client.SendAsync(get);
        var csrf = page
            .Headers.GetValues("Set-Cookie")
            .First(c => c.StartsWith("__Host-csrf", StringComparison.Ordinal));
        var field = WebUtility.HtmlDecode(Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
        var body =
            $"Reason={Uri.EscapeDataString("发布今天的招生通知")}&__RequestVerificationToken={Uri.EscapeDataString(field)}";
        return Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"POST {path}/value HTTP/1.1\r\nHost: {client.BaseAddress!.Authority}\r\nOrigin: {client.BaseAddress.GetLeftPart(UriPartial.Authority)}\r\n"
                    + $"Sec-Fetch-Site: same-origin\r\nAccept: text/html\r\nAccept-Language: zh-CN\r\n"
                    + $"Cookie: __Host-vault={token}; {csrf.Split(';')[0]}\r\n"
                    + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body}"
            )
        );
    }

    [GeneratedRegex("__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
