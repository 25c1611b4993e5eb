namespace Vault.Core.Notices;

/// <summary>What a notice is about. Each has a sentence on screen and a page where the next step is taken.</summary>
public enum NoticeMatter
{
    /// <summary>To whoever may approve it.</summary>
    CheckoutAsked,

    /// <summary>Likewise, of an extension.</summary>
    ExtensionAsked,

    /// <summary>Those before him were silent, or he stands in for one of them only now.</summary>
    CheckoutTurn,
    CheckoutApproved,
    CheckoutRefused,
    CheckoutExtended,
    CheckoutExpired,

    /// <summary>To the holder: a colleague needs the account.</summary>
    CheckoutAskedBack,
    CheckoutForcedBack,

    /// <summary>He may no longer use the account, and what he had was taken back.</summary>
    CheckoutLapsed,

    /// <summary>To the colleague who had asked for it: the account is free.</summary>
    CheckoutReturned,

    /// <summary>To the holder.</summary>
    CheckoutOverdue,

    /// <summary>To whoever may take it back, one working day later.</summary>
    CheckoutLongOverdue,

    /// <summary>应急取用: to whoever reviews it afterwards.</summary>
    BreakGlassOpened,

    /// <summary>It is over, however it ended: to the same, who can review it now.</summary>
    BreakGlassEnded,

    /// <summary>Half of the time for its review has gone.</summary>
    BreakGlassReviewDue,
    BreakGlassReviewOverdue,

    /// <summary>To whoever had taken the account.</summary>
    BreakGlassReviewed,

    /// <summary>To the requester: a reviewer found his reason insufficient.</summary>
    ReasonSentBack,

    /// <summary>To the reviewer who sent it back.</summary>
    ReasonGivenAnew,
    RotationOwed,

    /// <summary>疑似被盗用: to whoever answers for the account.</summary>
    CompromiseReported,

    /// <summary>To the same, and to who reported it.</summary>
    IncidentConcluded,

    /// <summary>What he had or had asked for came to its end with it.</summary>
    CheckoutFrozen,

    /// <summary>To each party, with what he has to do.</summary>
    HandoverTurn,

    /// <summary>To those with a part in it.</summary>
    HandoverEnding,

    /// <summary>To the office too.</summary>
    HandoverOverdue,

    /// <summary>To the office: somebody's appointment ends soon, and the vault could not prepare his handover.</summary>
    HandoverUnprepared,
    RotationEnding,
    RotationOverdue,

    /// <summary>To the responsible person and the office, one working day later.</summary>
    RotationLongOverdue,

    /// <summary>To whoever keeps the account: something of it has to be filed.</summary>
    FilingOpened,

    /// <summary>To the office: a signed form waits.</summary>
    FilingSubmitted,

    /// <summary>To whoever had sent it in.</summary>
    FilingSentBack,
    FilingAccepted,
    FilingEnding,
    FilingOverdue,

    /// <summary>To the responsible person and the office, one working day later.</summary>
    FilingLongOverdue,
    HoldingEnding,
    HoldingExpired,
    VerificationEnding,
    VerificationExpired,
    ProposalWaits,
    ProposalConfirmed,
    ProposalRefused,

    /// <summary>To the beneficiary, who knows best whether he asked for it.</summary>
    ResetProposed,
    Appointed,
    AppointmentEnded,
    RoleGiven,
    RoleEnded,
    ImportWaits,
    ImportConfirmed,
    ImportRefused,
    TamperingDetected,

    /// <summary>A verification of the log or a comparison with a checkpoint did not end well.</summary>
    LogUnsound,
    EpochOpened,
    PasskeyCopySuspected,
    ConsoleLinkOffered,

    /// <summary>To whoever answers for an entry of the log that is reviewed.</summary>
    ExplanationAsked,

    /// <summary>To the reviewer who asked.</summary>
    ExplanationGiven,

    /// <summary>To the reviewers: a month's log is to be reviewed soon.</summary>
    ReviewEnding,

    /// <summary>To everybody who holds an office.</summary>
    ReviewOverdue,

    /// <summary>To the other reviewers: what the one who signed could not judge himself.</summary>
    ReviewLeft,

    /// <summary>Somebody asked for more secrets within an hour than one person is shown.</summary>
    VolumeLimitReached,

    /// <summary>To the system administrators.</summary>
    BackupFailed,

    /// <summary>To the same, and to the security administrators.</summary>
    BackupOverdue,
}

/// <summary>
/// 通知: tells one person that something happened which is his to know or to act on. It carries no power and no text
/// anybody typed: the sentence is made from matter and identifiers when he reads it, in his language. It is settled when
/// the matter is done, whoever did it.
/// </summary>
public sealed class Notice
{
    private Notice() { }

    public NoticeId Id { get; private init; }

    public PersonId Receiver { get; private init; }

    public NoticeMatter Matter { get; private init; }

    /// <summary>Null where it is about no account.</summary>
    public AccountId? Account { get; private init; }

    /// <summary>The identifier of what it is about: a checkout, a holding, a proposal; empty where there is none.</summary>
    public Guid Subject { get; private init; }

    /// <summary>Whom it names beside the receiver: who asked, decided, proposed. Null: the vault itself, or nobody.</summary>
    public PersonId? Other { get; private init; }

    /// <summary>A day or the name of a choice, where the sentence needs one; never something a person typed.</summary>
    public string? Detail { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>The line of the log it follows from.</summary>
    public long Sequence { get; private init; }

    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>When nothing more was to be done about it; null while there is.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>It counts in the head of every page.</summary>
    public bool IsOpen => ReadAt is null && SettledAt is null;

    internal static Notice Of(PersonId receiver, NoticeContent content, DateTimeOffset at, long sequence) =>
        new()
        {
            Id = NoticeId.New(),
            Receiver = receiver,
            Matter = content.Matter,
            Account = content.Account,
            Subject = content.Subject,
            Other = content.Other,
            Detail = content.Detail,
            At = at,
            Sequence = sequence,
        };

    internal void Read(DateTimeOffset at) => ReadAt ??= at;

    internal void Settle(DateTimeOffset at) => SettledAt ??= at;
}

/// <summary>What the notices of one event have in common, whoever receives them.</summary>
internal sealed record NoticeContent(
    NoticeMatter Matter,
    AccountId? Account,
    Guid Subject,
    PersonId? Other,
    string? Detail
);
