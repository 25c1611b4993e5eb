using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Ledger;

/// <summary>Somebody still knows what opens an account, as it stands on screen.</summary>
/// <param name="MayUse">He is appointed to it and may have it shown anyway.</param>
/// <param name="IsOwed">A change of this version is owed already.</param>
public sealed record KnowledgeLine(
    Person Person,
    Account Account,
    SecretVersion Version,
    IReadOnlyList<KnowledgeGround> Grounds,
    bool MayUse,
    bool IsOwed
);

/// <summary>One way in which he came to know it.</summary>
/// <param name="Entry">The line of the log that says so.</param>
/// <param name="IsEqual">Not of this version but of one that has the same value.</param>
/// <param name="Elsewhere">Where that one is; null where the reader may not see it.</param>
public sealed record KnowledgeGround(
    KnowledgeSource Source,
    DateTimeOffset Since,
    long Entry,
    bool IsEqual,
    EqualPlace? Elsewhere
);

/// <summary>A component that has the same value, in a version of its own.</summary>
public sealed record EqualPlace(Account Account, Component Component, int Version);
