using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>An import waits for another person's confirmation.</summary>
public sealed record RegisterImportProposed(RegisterImportId Import, PrivateText File, int Accounts, int Passwords)
    : AuditEvent;

/// <summary>An import took effect; the lines after this one say each thing it did.</summary>
public sealed record RegisterImportConfirmed(
    RegisterImportId Import,
    int NewAccounts,
    int ChangedAccounts,
    int NewPersons,
    int NewUnits,
    int Passwords
) : AuditEvent;

public sealed record RegisterImportRefused(RegisterImportId Import, PrivateText Why) : AuditEvent;

public sealed record RegisterImportWithdrawn(RegisterImportId Import) : AuditEvent;

/// <summary>Somebody tried to propose, decide or withdraw an import and was refused.</summary>
public sealed record RegisterImportAttemptRefused(RegisterImportId? Import, GrantRefusal Why) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
