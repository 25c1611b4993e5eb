using Vault.Core.Audit;

namespace Vault.Core.Accounts;

public sealed record AccountRegistered(AccountId Account, string Platform, PrivateText Name, UnitId Unit)
    : AuditEvent,
        IAboutAccount;

/// <summary>One fact of an account was changed; null where it was, or now is, not known.</summary>
public sealed record AccountFactChanged(AccountId Account, AccountFact Fact, PrivateText? Was, PrivateText? Becomes)
    : AuditEvent,
        IAboutAccount;

/// <summary>A phone or mailbox is bound to the account on its platform; which one is told to those who open it.</summary>
public sealed record MediumBound(AccountId Account, BoundMediumKind Kind) : AuditEvent, IAboutAccount;

public sealed record MediumUnbound(AccountId Account, BoundMediumKind Kind) : AuditEvent, IAboutAccount;

/// <summary>Somebody was shown in clear what the account is bound to.</summary>
public sealed record MediaOpened(AccountId Account) : AuditEvent, IAboutAccount;
