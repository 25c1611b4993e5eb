namespace Vault.Core.Audit;

/// <summary>A row was refused because the log attests another form of it. Somebody wrote the database past the vault.</summary>
public sealed record TamperingDetected(string Table, string Row, TamperKind How) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>Somebody opened or searched the log; written before he sees it.</summary>
/// <param name="Entries">How many entries he was shown.</param>
/// <param name="Entry">The one entry that was opened by itself.</param>
public sealed record LogRead(
    LogScope Scope,
    int Entries,
    string? Kind,
    AuditOutcome? FilterOutcome,
    AccountId? FilterAccount,
    PersonId? FilterPerson,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    long? Before,
    long? After,
    long? Entry
) : AuditEvent
{
    internal static LogRead Of(LogScope scope, LogFilter filter, LogPosition position, int entries) =>
        new(
            scope,
            entries,
            filter.Kind,
            filter.Outcome,
            filter.Account,
            filter.Person,
            filter.From,
            filter.Until,
            position.Before,
            position.After,
            null
        );
}

/// <summary>Requests of callers who had not signed in were refused; counted, not logged one by one, so that nobody fills the disk.</summary>
public sealed record AnonymousRefusalsCounted(int Count, DateTimeOffset Since) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>Somebody took a part of the log out of the vault, on paper; written before he sees the paper.</summary>
/// <param name="Entries">How many entries stand on it.</param>
/// <param name="First">The oldest of them; null where there is none.</param>
/// <param name="Last">The newest of them; null where there is none.</param>
/// <param name="Size">Size of the log the paper was taken from, as the paper says.</param>
/// <param name="Root">Root hash of a log of that size, as the paper says.</param>
public sealed record LogPrinted(
    int Entries,
    long? First,
    long? Last,
    long Size,
    byte[] Root,
    string? Kind,
    AuditOutcome? FilterOutcome,
    AccountId? FilterAccount,
    PersonId? FilterPerson,
    DateTimeOffset? From,
    DateTimeOffset? Until
) : AuditEvent
{
    internal static LogPrinted Of(LogFilter filter, IReadOnlyList<LogEntry> entries, long size, byte[] root) =>
        new(
            entries.Count,
            entries.Count == 0 ? null : entries[^1].Sequence,
            entries.Count == 0 ? null : entries[0].Sequence,
            size,
            root,
            filter.Kind,
            filter.Outcome,
            filter.Account,
            filter.Person,
            filter.From,
            filter.Until
        );
}
