using Vault.Core.Audit;

namespace Vault.Core.Accounts;

/// <summary>The organisation entered a platform of its own.</summary>
/// <param name="Required">Kinds of characters, with commas between them; null: none in particular.</param>
/// <param name="LeastKinds">Of the four kinds of characters, whichever they are; null: none in particular.</param>
/// <param name="Components">What it has, with commas between them.</param>
public sealed record PlatformAdded(
    string Platform,
    PrivateText Name,
    int MinLength,
    int MaxLength,
    PrivateText? Symbols,
    string? Required,
    int? LeastKinds,
    bool Readable,
    string Components
) : AuditEvent;

/// <summary>One fact of a platform was changed; null where there was, or now is, none.</summary>
public sealed record PlatformFactChanged(string Platform, PlatformFact Fact, PrivateText? Was, PrivateText? Becomes)
    : AuditEvent;
