using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Vault.Web.Hosting;

namespace Vault.Browser.Tests.Support;

/// <summary>
/// The product as a process of its own, as it is started from a shell: its data, its keys and its temporary files in
/// folders of its own under <paramref name="root"/>, and everything it says to the console kept.
/// </summary>
public sealed partial class ChildVault(string root) : VisitedVault
{
    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;

    public string Data => Folder("data");

    public string Keys => Folder("keys");

    public string Temporary => Folder("tmp");

    /// <summary>Standard output and standard error.</summary>
    public string Console => string.Join('\n', _lines);

    public override string Origin => ListensOn().Match(Console).Value;

    public override DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public override bool TurnsTime => false;

    /// <summary>Serves an empty vault, until its set-up link is on the console.</summary>
    /// <param name="hosts">The names it answers to beside its address.</param>
    public Task Start(IEnumerable<string> hosts) =>
        Start([.. hosts.Prepend("127.0.0.1").SelectMany(host => new[] { "--host", host })], SetUp());

    /// <summary>Serves a demo, until it listens; making one takes some ten seconds.</summary>
    public Task StartDemo() => Start(["demo"], ListensOn());

    public override string SetUpPath() => SetUp().Match(Console).Value;

    public override Task Pass(TimeSpan time) => Task.Delay(time);

    /// <summary>Asks it to stop as a service manager does, and waits.</summary>
    public async Task Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, _process.ExitCode);
    }

    public override ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            _process.Kill(entireProcessTree: true);
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task Start(string[] arguments, Regex ready)
    {
        string[] common = ["--data", Data, "--keys", Keys, "--urls", "http://127.0.0.1:0"];
        var start = new ProcessStartInfo("dotnet", [typeof(VaultApp).Assembly.Location, .. arguments, .. common])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = root,
        };
        start.Environment["TMPDIR"] = Temporary;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var tried = 0; !ready.IsMatch(Console); tried++)
        {
            Assert.False(_process.HasExited || tried > 1200, Console);
            await Task.Delay(100);
        }
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(root, name)).FullName;

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex ListensOn();

    [GeneratedRegex(@"/set-up/[0-9a-f]+")]
    private static partial Regex SetUp();
}
