using Vault.Core.Audit;

namespace Vault.Core.Checkouts;

/// <summary>应急取用: somebody named for it took an account without anybody's approval.</summary>
/// <param name="Until">When it ends by itself.</param>
/// <param name="ReviewBy">Until when it has to be reviewed.</param>
/// <param name="Purpose">Key of the list of purposes.</param>
/// <param name="Holder">Who had the account for himself at that moment, and has it still.</param>
public sealed record BreakGlassOpened(
    AccountId Account,
    CheckoutId Checkout,
    DateTimeOffset Until,
    DateTimeOffset ReviewBy,
    PersonId? Holder,
    string Purpose,
    PrivateText Reason
) : AuditEvent, IAboutAccount;

/// <summary>Whoever took the account in an emergency gave it back before its time was over.</summary>
public sealed record BreakGlassReturned(AccountId Account, CheckoutId Checkout) : AuditEvent, IAboutAccount;

/// <summary>Its time was over. Written when somebody next asks for the account, or reviews it.</summary>
public sealed record BreakGlassExpired(AccountId Account, CheckoutId Checkout, PersonId Person)
    : AuditEvent,
        IAboutAccount,
        IAboutPerson;

/// <summary>What a reviewer found.</summary>
public enum BreakGlassVerdict
{
    /// <summary>正常</summary>
    InOrder,

    /// <summary>违规</summary>
    Violation,
}

/// <summary>事后复核: a leader, a responsible person or the office looked at it afterwards.</summary>
/// <param name="Person">Who had taken the account.</param>
/// <param name="ActingFor">In whose place it was reviewed, if not in his own.</param>
public sealed record BreakGlassReviewed(
    AccountId Account,
    CheckoutId Checkout,
    PersonId Person,
    BreakGlassVerdict Verdict,
    PersonId? ActingFor,
    PrivateText Note
) : AuditEvent, IAboutAccount, IAboutPerson;
