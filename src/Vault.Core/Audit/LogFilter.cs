namespace Vault.Core.Audit;

/// <summary>Which entries are wanted; what is null does not narrow. Free text is not searched: reasons stand sealed.</summary>
/// <param name="Kind">Name of an event type, see <see cref="EventCodec.EventTypes"/>.</param>
/// <param name="Person">The author, or the person the event concerns.</param>
/// <param name="From">First moment wanted.</param>
/// <param name="Until">First moment no longer wanted.</param>
public sealed record LogFilter(
    string? Kind = null,
    PersonId? Person = null,
    AccountId? Account = null,
    AuditOutcome? Outcome = null,
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null
)
{
    public static LogFilter All { get; } = new();
}

/// <summary>Where a page begins: older than one entry, newer than one, or (neither) at the newest.</summary>
public sealed record LogPosition(long? Before = null, long? After = null)
{
    public static LogPosition Newest { get; } = new();
}

/// <summary>Which part of the log somebody read.</summary>
public enum LogScope
{
    /// <summary>The whole log, as only the reviewer may.</summary>
    Whole,

    /// <summary>The entries of which the reader is author or subject.</summary>
    Own,

    /// <summary>The entries of one account the reader may see.</summary>
    Account,
}
