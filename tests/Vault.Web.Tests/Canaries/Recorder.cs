using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vault.TestKit;

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
internal sealed partial class Recorder : IStartupFilter, ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public ConcurrentQueue<Exchange> Exchanges { get; } = new();

    public string Lines => string.Join('\n', _lines);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use((HttpContext context, RequestDelegate then) => Record(context, then));
            next(app);
        };

    public ILogger CreateLogger(string categoryName) => new Line(_lines);

    public void Dispose() { }

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
        var typed = request.Query.Concat(
            request.HasFormContentType ? await request.ReadFormAsync(CancellationToken.None) : FormCollection.Empty
        );
        Exchanges.Enqueue(
            new(
                request.Method,
                request.Path + request.QueryString,
                [.. typed.SelectMany(f => f.Value.Select(v => (f.Key, v ?? "")))],
                [.. body, .. seen],
                html
            )
        );
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    private sealed class Line(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
    }
}
