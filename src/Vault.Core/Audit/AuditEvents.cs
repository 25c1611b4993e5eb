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
