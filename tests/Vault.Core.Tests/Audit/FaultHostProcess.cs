using System.Diagnostics;
using System.Globalization;
using Vault.TestKit;

namespace Vault.Core.Tests.Audit;

/// <summary>
/// The scene in a process of its own, with hands that reveal and deposit until it is stopped or killed; or a task that is
/// killed at a fault point.
/// </summary>
internal sealed class FaultHostProcess : IDisposable
{
    private static readonly string Dotnet = HostTools.PathOf("dotnet") ?? "dotnet";

    private readonly Process _process;
    private readonly List<string> _said = [];
    private readonly Task _reading;

    private FaultHostProcess(string program, IEnumerable<string> arguments, string? workingFolder = null)
    {
        _process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                WorkingDirectory = workingFolder,
            }
        )!;
        _reading = Task.Run(Read);
    }

    /// <summary>The scene must have been left by whoever had it open.</summary>
    public static FaultHostProcess Start(string root, int hands, string? workingFolder = null) =>
        new(Dotnet, Arguments(root, "hands", hands), workingFolder);

    /// <summary>As <see cref="Start"/>, with faults that strace puts into its system calls.</summary>
    public static FaultHostProcess StartOnFailingDisk(string root, int hands, params string[] strace) =>
        new("strace", ["-f", "-qq", "-o", "/dev/null", .. strace, Dotnet, .. Arguments(root, "hands", hands)]);

    /// <summary>Runs a task until it is done or killed at a point; 0 is none.</summary>
    /// <returns>Everything it had said by then.</returns>
    public static async Task<IReadOnlyList<string>> Run(string root, string task, int point)
    {
        using var process = new FaultHostProcess(Dotnet, Arguments(root, task, point));
        return await process.Stop();
    }

    public IReadOnlyList<string> Said()
    {
        lock (_said)
            return [.. _said];
    }

    /// <summary>Waits until it has said so; fails if it ends or a minute passes before.</summary>
    public async Task Until(Func<IReadOnlyList<string>, bool> enough)
    {
        var since = Stopwatch.StartNew();
        while (!enough(Said()))
        {
            if (_reading.IsCompleted || since.Elapsed > TimeSpan.FromMinutes(1))
                throw new InvalidOperationException($"The process said only: {string.Join("; ", Said().TakeLast(20))}");
            await Task.Delay(10);
        }
    }

    /// <summary>SIGKILL, and everything it had said by then.</summary>
    public async Task<IReadOnlyList<string>> Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _reading;
        return Said();
    }

    /// <summary>Lets it close the vault.</summary>
    public async Task<IReadOnlyList<string>> Stop()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        await _reading;
        return Said();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task Read()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_said)
                _said.Add(line);
        }
    }

    private static string[] Arguments(string root, string work, int number) =>
        [
            Path.Combine(AppContext.BaseDirectory, "Vault.FaultHost.dll"),
            root,
            work,
            number.ToString(CultureInfo.InvariantCulture),
        ];
}
