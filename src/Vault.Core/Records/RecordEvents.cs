using Vault.Core.Audit;

namespace Vault.Core.Records;

/// <summary>A paper was filled in and shown.</summary>
/// <param name="Number">As it stands on it.</param>
public sealed record RecordPrinted(RecordKind Kind, PrintedRecordId Record, string Number, byte[] RecordSha256)
    : AuditEvent;

/// <summary>A paper of the past was shown again as it was.</summary>
public sealed record RecordReprinted(RecordKind Kind, PrintedRecordId Record, string Number) : AuditEvent;

/// <summary>Somebody wanted a paper and was refused.</summary>
/// <param name="Subject">See <see cref="PrintedRecord.Subject"/>.</param>
public sealed record RecordPrintRefused(RecordKind Kind, RecordSubjectId Subject, RecordRefusal Why) : AuditEvent
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>A paper was held against what the vault has on record.</summary>
public sealed record PrintedRecordCompared(RecordKind Kind, PrintedRecordId Record, string Number, bool IsSame)
    : AuditEvent;
