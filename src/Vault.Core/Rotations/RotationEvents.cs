using Vault.Core.Audit;
using Vault.Core.Custody;

namespace Vault.Core.Rotations;

/// <summary>Why a sign-in is not attested. Each has a sentence on screen.</summary>
public enum VerificationRefusal
{
    /// <summary>Nobody whose word counts for this account, so that it looks as if there were nothing.</summary>
    NotYours,

    /// <summary>He set the value, or stands in for who did, or is stood in for by him.</summary>
    OwnChange,

    /// <summary>The setter has not said that the platform has it.</summary>
    NotApplied,

    /// <summary>The setter may no longer use the account: he signs in before nobody, and has to be replaced as setter.</summary>
    SetterGone,

    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>Somebody came first: it was verified or given up. Answered with 409.</summary>
    TooLate,

    /// <summary>The account is being handed over: what is changed for it the witness sees, and nobody else.</summary>
    WitnessOnly,
}

/// <summary>Somebody tried to attest a sign-in and was refused.</summary>
public sealed record VerificationRefused(AccountId Account, Component Component, int Version, VerificationRefusal Why)
    : AuditEvent,
        IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
