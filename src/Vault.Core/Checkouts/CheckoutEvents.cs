using Vault.Core.Audit;

namespace Vault.Core.Checkouts;

/// <summary>An account was asked for. A direct one is opened by the line after this.</summary>
/// <param name="Purpose">Key of the list of purposes.</param>
/// <param name="Post">The approved post it is for, if one was named.</param>
public sealed record CheckoutAsked(
    AccountId Account,
    CheckoutId Checkout,
    DateTimeOffset From,
    DateTimeOffset Until,
    string Purpose,
    PrivateText Reason,
    PrivateText? Post
) : AuditEvent, IAboutAccount;

/// <summary>As what an approver said yes.</summary>
public enum ApprovalSide
{
    Leader,
    Office,

    /// <summary>He is both; where two have to agree, the other one decides which he counts as.</summary>
    Both,
}

/// <summary>One approver said yes; whether it was enough is the next line's to say.</summary>
/// <param name="Person">Whose request it is.</param>
/// <param name="ActingFor">In whose place he said it, if not in his own.</param>
public sealed record CheckoutApprovalGiven(
    AccountId Account,
    CheckoutId Checkout,
    PersonId Person,
    ApprovalSide Side,
    PersonId? ActingFor
) : AuditEvent, IAboutAccount, IAboutPerson;

/// <summary>Everybody who has to agree has agreed; the requester may open it.</summary>
public sealed record CheckoutApproved(
    AccountId Account,
    CheckoutId Checkout,
    PersonId Person,
    DateTimeOffset From,
    DateTimeOffset Until
) : AuditEvent, IAboutAccount, IAboutPerson;

public sealed record CheckoutRefused(AccountId Account, CheckoutId Checkout, PersonId Person, PrivateText Why)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

/// <param name="Person">Whose request it is; another's than the author's where he was disabled.</param>
public sealed record CheckoutWithdrawn(AccountId Account, CheckoutId Checkout, PersonId Person)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

/// <summary>Its time had passed before it was opened. Written when somebody next asks for the account.</summary>
public sealed record CheckoutExpired(AccountId Account, CheckoutId Checkout, PersonId Person)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

public sealed record CheckoutOpened(AccountId Account, CheckoutId Checkout, DateTimeOffset Until)
    : AuditEvent,
        IAboutAccount;

/// <param name="Extended">The checkout that is to last longer.</param>
public sealed record CheckoutExtensionAsked(
    AccountId Account,
    CheckoutId Checkout,
    CheckoutId Extended,
    DateTimeOffset Until,
    PrivateText Reason
) : AuditEvent, IAboutAccount;

public sealed record CheckoutExtended(
    AccountId Account,
    CheckoutId Checkout,
    CheckoutId Extended,
    PersonId Person,
    DateTimeOffset Until
) : AuditEvent, IAboutAccount, IAboutPerson;

/// <summary>A colleague needs the account and asked its holder to return it.</summary>
/// <param name="Person">The holder.</param>
public sealed record CheckoutAskedBack(AccountId Account, CheckoutId Checkout, PersonId Person, PrivateText Why)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

public sealed record CheckoutReturned(AccountId Account, CheckoutId Checkout, PrivateText? Report)
    : AuditEvent,
        IAboutAccount;

/// <summary>Leader or office took the account back.</summary>
/// <param name="Person">Who had it.</param>
public sealed record CheckoutForcedBack(AccountId Account, CheckoutId Checkout, PersonId Person, PrivateText Why)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

/// <summary>The account is suspected to be compromised: whatever anybody had or had asked for of it came to its end.</summary>
public sealed record FrozenCheckoutEnded(AccountId Account, CheckoutId Checkout, PersonId Person, IncidentId Incident)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

/// <summary>Its holder may no longer use the account: it was taken back when that was found or done.</summary>
public sealed record LapsedCheckoutEnded(AccountId Account, CheckoutId Checkout, PersonId Person)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

/// <summary>A reviewer found the reason of a checkout insufficient.</summary>
/// <param name="Person">Who gave it.</param>
public sealed record ReasonSentBack(AccountId Account, CheckoutId Checkout, PersonId Person, PrivateText Why)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

/// <summary>Whose reason was sent back gave a better one; the first one stays.</summary>
public sealed record ReasonGivenAnew(AccountId Account, CheckoutId Checkout, PrivateText Reason)
    : AuditEvent,
        IAboutAccount;

/// <summary>How the checkouts of an account go was decided.</summary>
public sealed record CheckoutPolicyDecided(
    AccountId Account,
    CheckoutWay Way,
    bool IsExclusive,
    int Days,
    bool AsksReport,
    bool ChangesOnReturn,
    bool AsksPost,
    int PatienceHours
) : AuditEvent, IAboutAccount;

/// <summary>What holds for the use of secrets in the whole organisation was decided.</summary>
public sealed record UsePolicyDecided(int UsesPerHour, int GlassHours, int ReviewHours) : AuditEvent;

/// <summary>The organisation entered a purpose of its own.</summary>
public sealed record PurposeAdded(string Purpose, PrivateText Name) : AuditEvent;

/// <summary>It can be chosen no more; what was asked for it keeps it.</summary>
public sealed record PurposeRetired(string Purpose) : AuditEvent;

/// <summary>It can be chosen again.</summary>
public sealed record PurposeOffered(string Purpose) : AuditEvent;

/// <summary>A step somebody can take about a checkout.</summary>
public enum CheckoutStep
{
    Ask,
    Approve,
    Refuse,
    Withdraw,
    Open,
    Return,
    Extend,
    AskBack,
    ForceBack,

    /// <summary>A secret was to be shown, copied, or a code issued.</summary>
    Use,

    /// <summary>应急取用</summary>
    BreakGlass,

    /// <summary>事后复核</summary>
    Review,

    /// <summary>退回事由</summary>
    SendBack,

    /// <summary>补充事由</summary>
    GiveReason,
}

/// <summary>Why a step is not taken. Each has a sentence on screen.</summary>
public enum CheckoutRefusal
{
    /// <summary>Neither custodian nor administrator of the account, so that it looks as if it did not exist.</summary>
    NotAppointed,

    /// <summary>Somebody else's checkout; likewise.</summary>
    NotYours,

    /// <summary>Nobody whose word counts for this checkout; likewise.</summary>
    NotApprover,

    /// <summary>Reasons are sent back by whoever reviews the log; likewise.</summary>
    NotReviewer,

    /// <summary>The reason was sent back before and has not been given anew.</summary>
    SentBackBefore,

    /// <summary>A student is appointed, and the organisation shows students no secrets.</summary>
    StudentsBarred,

    /// <summary>It would end before it begins, begin in the past, too far ahead, or later than at once where it is direct.</summary>
    WindowWrong,

    /// <summary>Longer than anybody has an account, or than this one is had without approval.</summary>
    WindowTooLong,

    /// <summary>He has it for as long, or longer: there is nothing to extend yet.</summary>
    LongEnough,

    /// <summary>The account is had only for an approved post, and none is named.</summary>
    PostMissing,

    /// <summary>The purpose is not one of the list, or not any more.</summary>
    PurposeNotOffered,

    /// <summary>He has it, or has asked for it already.</summary>
    AskedBefore,

    /// <summary>Nobody could approve it; the office has to appoint somebody first.</summary>
    NobodyCanApprove,

    /// <summary>He has handed the account over, or is handing it over.</summary>
    HandedOver,

    /// <summary>Nobody could review it afterwards; likewise.</summary>
    NobodyCanReview,

    /// <summary>The log has gone unwitnessed for longer than whoever runs the vault allows.</summary>
    NotWitnessed,

    /// <summary>It is reviewed when it is over.</summary>
    StillOpen,

    /// <summary>Somebody else has the account. Answered with 409.</summary>
    HeldByOther,

    /// <summary>It is suspected to be compromised: until the incident is concluded nobody has it.</summary>
    Frozen,

    /// <summary>Somebody who returned it knows it: until it is changed, its custodian alone has it.</summary>
    ChangeOwed,

    /// <summary>The actor is the requester, stands in for him, or the requester for the actor.</summary>
    OwnRequest,

    /// <summary>Others are asked first; he may when they have been silent for long enough.</summary>
    NotYourTurn,

    /// <summary>He has agreed, or somebody has whose word counts as his.</summary>
    AgreedBefore,

    /// <summary>The requester may no longer use the account.</summary>
    RequesterMayNoLonger,

    /// <summary>The second factor is missing, stale, used, or for something else.</summary>
    ProofNotFresh,

    /// <summary>It waits for approval.</summary>
    NotApproved,

    /// <summary>Its time has not come.</summary>
    NotYet,

    /// <summary>It is not open.</summary>
    NotOpen,

    /// <summary>It has to be returned: nothing is shown any more.</summary>
    Overdue,

    /// <summary>The use report is missing.</summary>
    ReportMissing,

    /// <summary>This is not how it is done with one that stands as this one does.</summary>
    NotThisWay,

    /// <summary>Somebody came first, or the clock: it has come to an end, or was decided. Answered with 409.</summary>
    TooLate,
}

/// <summary>Somebody tried a step and was refused.</summary>
public sealed record CheckoutStepRefused(
    AccountId Account,
    CheckoutId? Checkout,
    CheckoutStep Step,
    CheckoutRefusal Why
) : AuditEvent, IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
