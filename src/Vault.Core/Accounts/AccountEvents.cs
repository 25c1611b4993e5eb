using Vault.Core.Audit;

namespace Vault.Core.Accounts;

public sealed record AccountRegistered(AccountId Account, string Platform, PrivateText Name, UnitId Unit)
    : AuditEvent,
        IAboutAccount;
