using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>One waiting command and the promise made to its caller.</summary>
internal abstract class WriteItem(Actor actor)
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int GivenUp = 2;

    private int _state = Waiting;

    public Actor Actor => actor;

    /// <summary>False if the caller no longer waits.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Begun, Waiting) == Waiting;

    public void GiveUp() => Interlocked.CompareExchange(ref _state, GivenUp, Waiting);

    public abstract void Run(WriteScope scope);

    /// <summary>The command itself failed; it is told so only when its neighbours are durable.</summary>
    public abstract void Refuse(Exception why);

    /// <summary>The batch is durable: hand over the result or the refusal.</summary>
    public abstract void Answer();

    /// <summary>The batch is not durable.</summary>
    public abstract void Fail(Exception why);
}

internal sealed class WriteItem<T>(Actor actor, Func<WriteScope, T> command) : WriteItem(actor)
{
    private readonly TaskCompletionSource<T> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _refusal;

    public Task<T> Result => _promise.Task;

    public override void Run(WriteScope scope) => _result = command(scope);

    public override void Refuse(Exception why) => _refusal = why;

    public override void Answer()
    {
        if (_refusal is null)
            _promise.TrySetResult(_result!);
        else
            _promise.TrySetException(_refusal);
    }

    public override void Fail(Exception why) => _promise.TrySetException(why);
}
