using System.ComponentModel;
using System.Diagnostics;
using Vault.Core.Custody;

namespace Vault.Core.Rotations.Connectors;

/// <summary>
/// Asks a program of the host: values go to its standard input and nowhere else, neither arguments nor environment has any,
/// no shell is between. What it says on standard output is the answer; what it says otherwise is thrown away unread.
/// </summary>
internal sealed class ExecutableConnector(ExecutableOptions options) : IRotationConnector
{
    private static readonly TimeSpan Reaping = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public ConnectorResult Change(ConnectorTarget target, Plaintext current, Plaintext next)
    {
        if (!options.IsAllowed())
            return new ConnectorResult.NotChanged(ConnectorFault.NotAllowed);
        var question = ExecutableMessages.Question(target, current, next);
        try
        {
            using var process = Started();
            return process is null
                ? new ConnectorResult.NotChanged(ConnectorFault.NotStarted)
                // Waited for here: values on the stack cannot be taken along into anything asynchronous.
                : Ask(process, question.WrittenMemory).GetAwaiter().GetResult();
        }
        finally
        {
            question.Clear();
        }
    }

    private Process? Started()
    {
        var start = new ProcessStartInfo(options.Path)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private async Task<ConnectorResult> Ask(Process process, ReadOnlyMemory<byte> question)
    {
        using var patience = new CancellationTokenSource(options.Limit);
        try
        {
            var unread = process.StandardError.BaseStream.CopyToAsync(Stream.Null, patience.Token);
            var said = Listen(process.StandardOutput.BaseStream, patience.Token);
            await Tell(process.StandardInput.BaseStream, question, patience.Token).ConfigureAwait(false);
            var answer = await said.ConfigureAwait(false);
            if (answer is null)
                return new ConnectorResult.Unknown(ConnectorFault.TooMuchOutput);
            await unread.ConfigureAwait(false);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            if (process.ExitCode != 0)
                return new ConnectorResult.Unknown(ConnectorFault.ExitCode);
            return ExecutableMessages.Answer(answer) ?? new ConnectorResult.Unknown(ConnectorFault.Garbage);
        }
        catch (OperationCanceledException)
        {
            return new ConnectorResult.Unknown(ConnectorFault.TimedOut);
        }
        finally
        {
            Kill(process);
        }
    }

    /// <summary>A program that ends without listening is told no more; its answer says what came of it.</summary>
    private static async Task Tell(Stream input, ReadOnlyMemory<byte> question, CancellationToken cancellation)
    {
        try
        {
            await input.WriteAsync(question, cancellation).ConfigureAwait(false);
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // It has closed its ears.
        }
    }

    /// <summary>Null where it said too much.</summary>
    private static async Task<byte[]?> Listen(Stream output, CancellationToken cancellation)
    {
        var buffer = new byte[ExecutableOptions.OutputLimit + 1];
        var length = 0;
        while (length < buffer.Length)
        {
            var count = await output.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (count == 0)
                return buffer[..length];
            length += count;
        }
        return null;
    }

    private static void Kill(Process process)
    {
        try
        {
            if (process.HasExited)
                return;
            process.Kill(entireProcessTree: true);
            process.WaitForExit(Reaping);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile.
        }
    }
}
