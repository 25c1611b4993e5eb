using Vault.Core.Audit;

namespace Vault.Core.Filings;

/// <summary>A change of the register has to be filed.</summary>
/// <param name="Deadline">The last day in time.</param>
public sealed record FilingOpened(AccountId Account, FilingId Filing, FilingChange Change, DateOnly Deadline)
    : AuditEvent,
        IAboutAccount;

/// <summary>A further change goes on the same form; whatever was printed before is out of date.</summary>
public sealed record FilingChangeJoined(AccountId Account, FilingId Filing, FilingChange Change, DateOnly Deadline)
    : AuditEvent,
        IAboutAccount;

/// <summary>The form was filled in and shown, phones and mailboxes in clear.</summary>
public sealed record FilingFormPrinted(AccountId Account, FilingId Filing, int Revision, byte[] FormSha256)
    : AuditEvent,
        IAboutAccount;

/// <summary>A form of the past was shown again as it was.</summary>
public sealed record FilingFormReprinted(AccountId Account, FilingId Filing, int Revision) : AuditEvent, IAboutAccount;

/// <summary>The signed and stamped form was scanned and waits for the office.</summary>
/// <param name="Size">Bytes of the file.</param>
public sealed record FilingSubmitted(
    AccountId Account,
    FilingId Filing,
    FilingScanId Scan,
    ScanKind Kind,
    int Size,
    int Revision
) : AuditEvent, IAboutAccount;

/// <summary>Somebody was given the bytes of a scan.</summary>
public sealed record FilingScanOpened(AccountId Account, FilingId Filing, FilingScanId Scan)
    : AuditEvent,
        IAboutAccount;

public sealed record FilingSentBack(AccountId Account, FilingId Filing, PrivateText Why) : AuditEvent, IAboutAccount;

/// <summary>The office has it, under this number and day.</summary>
public sealed record FilingAccepted(
    AccountId Account,
    FilingId Filing,
    PrivateText Receipt,
    DateOnly On,
    int Revision,
    byte[] FormSha256
) : AuditEvent, IAboutAccount;

/// <summary>Somebody tried a step and was refused.</summary>
public sealed record FilingStepRefused(AccountId Account, FilingId Filing, FilingStep Step, FilingRefusal Why)
    : AuditEvent,
        IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
