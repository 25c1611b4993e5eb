using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>
/// An import of a register, proposed by one person; it takes effect as a whole when another confirms it. What it brings
/// is kept sealed until then and removed with the decision, whichever it is.
/// </summary>
public sealed class RegisterImport : IAttestedRow
{
    private RegisterImport() { }

    public RegisterImportId Id { get; private init; }

    public PersonId ProposedBy { get; private init; }

    public DateTimeOffset ProposedAt { get; private init; }

    /// <summary>Accounts it describes.</summary>
    public int Accounts { get; private init; }

    /// <summary>How many of them come with a password.</summary>
    public int Passwords { get; private init; }

    /// <summary><see cref="ImportContent"/>, sealed; null once decided.</summary>
    public byte[]? SealedContent { get; private set; }

    public ProposalDecision? Decision { get; private set; }

    public PersonId? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Guid.Empty;

    public bool IsOpen => Decision is null;

    internal static RegisterImport Of(
        RegisterImportId id,
        ImportContent content,
        byte[] sealedContent,
        PersonId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            ProposedBy = by,
            ProposedAt = at,
            Accounts = content.Rows.Count,
            Passwords = content.Rows.Count(r => r.Password is not null),
            SealedContent = sealedContent,
        };

    /// <exception cref="InvalidOperationException">Decided before, or decided by its proposer, or withdrawn by another.</exception>
    internal void Decide(ProposalDecision decision, PersonId by, DateTimeOffset at)
    {
        if (!IsOpen)
            throw new InvalidOperationException("An import is decided once.");
        if (decision == ProposalDecision.Withdrawn != (by == ProposedBy))
            throw new InvalidOperationException("Nobody decides what he proposed; only he withdraws it.");
        (Decision, DecidedBy, DecidedAt, SealedContent) = (decision, by, at, null);
    }
}

/// <summary>What an import brings: the rows as they were understood, nothing else of the file.</summary>
/// <param name="File">The name of the file, for people; never used as a path.</param>
public sealed record ImportContent(string File, IReadOnlyList<RegisterRow> Rows);
