namespace Vault.Core.Audit;

/// <summary>A row was refused because the log attests another form of it. Somebody wrote the database past the vault.</summary>
public sealed record TamperingDetected(string Table, string Row, TamperKind How) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>Somebody opened or searched the log.</summary>
public sealed record LogRead(
    int Entries,
    string? Kind,
    AccountId? FilterAccount,
    PersonId? FilterPerson,
    DateTimeOffset? From,
    DateTimeOffset? Until
) : AuditEvent;

/// <summary>Requests of callers who had not signed in were refused; counted, not logged one by one, so that nobody fills the disk.</summary>
public sealed record AnonymousRefusalsCounted(int Count, DateTimeOffset Since) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
