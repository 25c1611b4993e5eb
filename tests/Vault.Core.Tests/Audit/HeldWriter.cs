using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Tests.Audit;

/// <summary>Keeps the writer busy with one command, so that whatever is asked meanwhile waits and runs as one batch.</summary>
internal sealed class HeldWriter : IAsyncDisposable
{
    private readonly ManualResetEventSlim _go = new();
    private readonly Task<bool> _command;

    private HeldWriter(VaultWriter writer, TaskCompletionSource held) =>
        _command = writer.Write(
            Actor.System,
            _ =>
            {
                held.SetResult();
                _go.Wait();
                return true;
            }
        );

    public static async Task<HeldWriter> Hold(VaultWriter writer)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holder = new HeldWriter(writer, held);
        await held.Task;
        return holder;
    }

    /// <summary>Lets the writer go on with what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        _go.Set();
        try
        {
            await _command;
        }
        catch (VaultUnavailableException)
        {
            // Its caller lost patience; nobody misses its result.
        }
        _go.Dispose();
    }
}
