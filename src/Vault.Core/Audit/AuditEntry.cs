namespace Vault.Core.Audit;

/// <summary>
/// One row of the log. <see cref="Leaf"/> is the evidence: written once, never serialised again. The other columns
/// repeat parts of it for searching and are compared with it by <c>check</c>.
/// </summary>
public sealed class AuditEntry
{
    /// <summary>Position in the tree, from 0, without gaps. As the primary key it lets only one writer win.</summary>
    public required long Sequence { get; init; }

    /// <summary>Milliseconds since 1970-01-01 UTC. Order is the sequence, not this.</summary>
    public required long At { get; init; }

    public required string Kind { get; init; }

    public required AuditOutcome Outcome { get; init; }

    public PersonId? Actor { get; init; }

    public AccountId? Account { get; init; }

    public PersonId? Person { get; init; }

    public required byte[] Leaf { get; init; }

    /// <summary>RFC 6962 leaf hash of <see cref="Leaf"/>.</summary>
    public required byte[] LeafHash { get; init; }

    /// <summary>
    /// The interior nodes of the tree that this leaf completes, from level 1 upwards, 32 bytes each. Every node stands in
    /// exactly one row, so a proof reads O(log n) rows by their keys.
    /// </summary>
    public byte[] Nodes { get; internal set; } = [];
}

/// <summary>Salt and text of the private fields of one entry that concern one person, sealed under the secrets ring.</summary>
public sealed class AuditDetail
{
    public required long Sequence { get; init; }

    /// <summary>0, 1, … within the entry.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Whose personal detail this is: destroyed with his, the tree stays valid.</summary>
    public PersonId? About { get; init; }

    /// <summary>Sealed JSON: field name → { salt, text }. Null once destroyed.</summary>
    public byte[]? Sealed { get; init; }
}

/// <summary>
/// Where the log stood after the last commit, under a MAC of the root key: a tail cut by SQL or a leaf rewritten with
/// its hash is noticed at the next start. One row; it also names the vault, which is bound into every ciphertext.
/// </summary>
public sealed class LogHead
{
    /// <summary>Always 1.</summary>
    public required int Id { get; init; }

    public required VaultId Vault { get; init; }

    public required long Size { get; init; }

    public required byte[] Root { get; init; }

    /// <summary>HMAC-SHA256 under the derived key <c>log-head</c> over vault, size and root.</summary>
    public required byte[] Mac { get; init; }
}
