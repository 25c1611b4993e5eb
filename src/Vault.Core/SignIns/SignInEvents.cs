using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>Both factors were right; a session begins.</summary>
public sealed record SignedIn(SessionId Started, PrivateText Device) : AuditEvent;

public sealed record SignedOut(SessionId Ended) : AuditEvent;

/// <summary>A person ended one of his other sessions, or they were ended with his rights.</summary>
public sealed record SessionsEnded(PersonId Person, int Count) : AuditEvent, IAboutPerson;

/// <summary>Which factor was wrong.</summary>
public enum FailedFactor
{
    Password,
    Totp,
    RecoveryCode,
    StepUp,
    Invitation,
    Passkey,
}

/// <summary>Where somebody tries to prove who he is.</summary>
public enum AttemptChannel
{
    SignIn,
    StepUp,
    Invitation,
    PasswordChange,
}

/// <summary>An attempt was counted before its verdict; it counts as failed until it proves right.</summary>
public sealed record AttemptCounted(PersonId Person, AttemptChannel Channel, int InARow) : AuditEvent, IAboutPerson;

/// <summary>A signed-in person tried again before his wait was over, or after the last attempt.</summary>
public sealed record AttemptTurnedAway(PersonId Person, AttemptChannel Channel) : AuditEvent, IAboutPerson
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>A wrong factor for a person who exists. The count runs over all channels together.</summary>
public sealed record SignInFailed(PersonId Person, FailedFactor Factor, int FailuresInARow) : AuditEvent, IAboutPerson
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>A right second factor inside a session, for one purpose and subject.</summary>
public sealed record SecondFactorVerified(ProofPurpose Purpose, Guid? Subject) : AuditEvent;

public sealed record InvitationIssued(
    InvitationId Invitation,
    PersonId Person,
    InvitationPurpose Purpose,
    DateTimeOffset ExpiresAt
) : AuditEvent, IAboutPerson;

/// <summary>The person set his password and second factor; his earlier ones, if any, are gone.</summary>
public sealed record InvitationAccepted(InvitationId Invitation, PersonId Person) : AuditEvent, IAboutPerson;

public sealed record PasswordChanged(PersonId Person) : AuditEvent, IAboutPerson;

/// <summary>The password is the same, its hash takes more work now.</summary>
public sealed record PasswordRehashed(PersonId Person) : AuditEvent, IAboutPerson;

public sealed record SecondFactorEnrolled(PersonId Person) : AuditEvent, IAboutPerson;

public sealed record RecoveryCodesIssued(PersonId Person, int Count) : AuditEvent, IAboutPerson;

public sealed record RecoveryCodeUsed(PersonId Person, int Left) : AuditEvent, IAboutPerson;

/// <summary>The person added a passkey to his ways of signing in.</summary>
public sealed record PasskeyAdded(PasskeyId Passkey, PersonId Person, PrivateText Name) : AuditEvent, IAboutPerson;

/// <summary>A passkey answered rightly; what for says the line after it.</summary>
public sealed record PasskeyUsed(PasskeyId Passkey, PersonId Person) : AuditEvent, IAboutPerson;

public sealed record PasskeyRemoved(PasskeyId Passkey, PersonId Person, PrivateText Name) : AuditEvent, IAboutPerson;

/// <summary>The person's passkeys ended with his sign-in, which was reset or taken away.</summary>
public sealed record PasskeysEnded(PersonId Person, int Count) : AuditEvent, IAboutPerson;

/// <summary>A passkey signed rightly, but its counter did not go on: somebody may have a copy of it.</summary>
public sealed record PasskeyCopySuspected(PasskeyId Passkey, PersonId Person) : AuditEvent, IAboutPerson
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}

/// <summary>A person wanted to change how he signs in, without a second factor fresh for it.</summary>
public sealed record OwnChangeRefused(PersonId Person) : AuditEvent, IAboutPerson
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
