using Vault.Core.Audit;
using Vault.Core.Custody;

namespace Vault.Core.Ledger;

/// <summary>Somebody told the vault that a person knows the value in use, and from where he has it.</summary>
public sealed record KnowledgeDeclared(
    AccountId Account,
    PersonId Person,
    SecretVersionId VersionId,
    Component Component,
    int Version,
    PrivateText How
) : AuditEvent, IAboutAccount, IAboutPerson;

/// <summary>Why it was not noted that somebody knows a value.</summary>
public enum DeclarationRefusal
{
    /// <summary>He does not see the account.</summary>
    NotYourAccount,

    /// <summary>Nobody of that kind: not in the register, or for this teller not among the account's own people.</summary>
    NobodyOfTheAccount,

    /// <summary>Nothing of the kind is in use, or it is nothing that can be changed.</summary>
    NothingInUse,

    /// <summary>It stands in the ledger already.</summary>
    DeclaredBefore,
}

public sealed record KnowledgeNotDeclared(AccountId Account, Component Component, DeclarationRefusal Why)
    : AuditEvent,
        IAboutAccount
{
    public override AuditOutcome Outcome => AuditOutcome.Refused;
}
