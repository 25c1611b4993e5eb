using Vault.Core.Audit;

namespace Vault.Core.Accounts;

public sealed record AccountRegistered(AccountId Account, string Platform, PrivateText Name, UnitId Unit)
    : AuditEvent,
        IAboutAccount;

/// <summary>One fact of an account was changed; null where it was, or now is, not known.</summary>
public sealed record AccountFactChanged(AccountId Account, AccountFact Fact, PrivateText? Was, PrivateText? Becomes)
    : AuditEvent,
        IAboutAccount;
