using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Vault.TestKit;
using Vault.TestKit.Canaries;

namespace Vault.Web.Tests.Canaries;

/// <summary>One request and what came back.</summary>
internal sealed record Exchange(
    string Method,
    string Address,
    IReadOnlyList<(string Name, string Value)> Typed,
    byte[] Answer,
    string Html
)
{
    public bool Brought(Needle canary) =>
        Typed.Any(f => f.Value.Contains(canary.Text, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Keeps every request with every answer, body and headers, and every line that is logged, down to the last detail.</summary>
internal sealed partial class Recorder : IStartupFilter
{
    public ConcurrentQueue<Exchange> Exchanges { get; } = new();

    public LogLines Log { get; } = new();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use((HttpContext context, RequestDelegate then) => Record(context, then));
            next(app);
        };

    private async Task Record(HttpContext context, RequestDelegate then)
    {
        var answer = context.Response.Body;
        using var copy = new MemoryStream();
        context.Response.Body = copy;
        await then(context);
        context.Response.Body = answer;
        var body = copy.ToArray();
        await answer.WriteAsync(body, CancellationToken.None);
        var heads = string.Join('\n', context.Response.Headers.Select(h => $"{h.Key}: {h.Value}"));
        var html = Encoding.UTF8.GetString(body);
        // A secret stands in groups, each in an element of its own: as a reader sees it, it is whole.
        var seen = Encoding.UTF8.GetBytes($"\n{heads}\n{Tag().Replace(html, "")}");
        var request = context.Request;
        var form = request.HasFormContentType
            ? await request.ReadFormAsync(CancellationToken.None)
            : FormCollection.Empty;
        var typed = request.Query.Concat(form).SelectMany(f => f.Value.Select(v => (f.Key, v ?? "")));
        Exchanges.Enqueue(
            new(
                request.Method,
                request.Path + request.QueryString,
                [.. typed, .. form.Files.Select(f => (f.Name, Content(f)))],
                [.. body, .. seen],
                html
            )
        );
    }

    private static string Content(IFormFile file)
    {
        using var reader = new StreamReader(file.OpenReadStream());
        return reader.ReadToEnd();
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
