using Vault.Core.Audit;

namespace Vault.Core.Incidents;

/// <summary>Why a suspicion is not taken, or an incident not concluded. Each has a sentence on screen.</summary>
public enum IncidentRefusal
{
    /// <summary>Nobody who reports for this account or concludes incidents of it, so that it looks as if there were nothing.</summary>
    NotYours,

    /// <summary>The office concludes.</summary>
    NotYourRole,

    /// <summary>He reported it, or may use the account, in whatever guise: somebody else of the office concludes.</summary>
    Involved,

    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>One of the account is open. Answered with 409, like all that follow.</summary>
    OpenAlready,

    /// <summary>Something has no newer value yet that was seen to open the account.</summary>
    NotChanged,

    /// <summary>It was concluded before.</summary>
    TooLate,
}

/// <summary>An account is suspected to be used by somebody who should not: it is frozen from here on.</summary>
public sealed record CompromiseReported(AccountId Account, IncidentId Incident, int Number, PrivateText Why)
    : AuditEvent,
        IAboutAccount;

/// <summary>The account can be checked out again.</summary>
public sealed record IncidentConcluded(
    AccountId Account,
    IncidentId Incident,
    int Number,
    IncidentConclusion Conclusion,
    PrivateText Finding
) : AuditEvent, IAboutAccount;

/// <summary>Somebody tried to report a suspicion or to conclude an incident, and was refused.</summary>
public sealed record IncidentStepRefused(AccountId Account, IncidentRefusal Why) : AuditEvent, IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
