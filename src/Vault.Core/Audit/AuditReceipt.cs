namespace Vault.Core.Audit;

/// <summary>
/// Proof that a line is durable in the log, good for one use. Only the <see cref="AuditLog"/> issues it, at the moment
/// the line is appended; it becomes valid when the commit is on disk and stays invalid if that fails.
/// </summary>
public sealed class AuditReceipt<TEvent>
    where TEvent : AuditEvent
{
    private const int Appended = 0;
    private const int Durable = 1;
    private const int Used = 2;

    private int _state = Appended;

    private AuditReceipt(long sequence, DateTimeOffset at, TEvent happened)
    {
        Sequence = sequence;
        At = at;
        Event = happened;
    }

    public long Sequence { get; }

    /// <summary>The time of the line, whole milliseconds.</summary>
    public DateTimeOffset At { get; }

    public TEvent Event { get; }

    /// <summary>For the log alone: nobody else can make an <see cref="AuditLog.Seal"/>.</summary>
    internal static (AuditReceipt<TEvent> Receipt, Action MakeDurable) Issue(
        AuditLog.Seal seal,
        long sequence,
        DateTimeOffset at,
        TEvent happened
    )
    {
        ArgumentNullException.ThrowIfNull(seal);
        var receipt = new AuditReceipt<TEvent>(sequence, at, happened);
        return (receipt, () => Interlocked.CompareExchange(ref receipt._state, Durable, Appended));
    }

    /// <summary>Uses the receipt up.</summary>
    /// <exception cref="InvalidOperationException">Not durable yet, or used before.</exception>
    internal void Use()
    {
        if (Interlocked.CompareExchange(ref _state, Used, Durable) != Durable)
            throw new InvalidOperationException("A receipt is good once, and only after its line is durable.");
    }
}
