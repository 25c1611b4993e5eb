using Vault.Core.Audit;

namespace Vault.Core.Filings;

/// <summary>
/// 登记表 as it was printed for a filing: a revision that never changes, whatever becomes of the register, so that it can be
/// printed again as it was.
/// </summary>
public sealed class FilingForm : IAttestedRow
{
    private FilingForm() { }

    public FilingFormId Id { get; private init; }

    public FilingId Filing { get; private init; }

    /// <summary>Counted within the filing, from 1.</summary>
    public int Revision { get; private init; }

    /// <summary><see cref="FormContent"/>, sealed: phones stand in it.</summary>
    public byte[] SealedContent { get; private init; } = [];

    /// <summary>16 random bytes in the hash, so that no phone can be guessed from it.</summary>
    public byte[] Salt { get; private init; } = [];

    /// <summary>SHA-256 over <see cref="Salt"/> and the content, see <see cref="FormContent.HashWith"/>; it is printed.</summary>
    public byte[] Sha256 { get; private init; } = [];

    public PersonId PrintedBy { get; private init; }

    public DateTimeOffset PrintedAt { get; private init; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Filing.Value;

    internal static FilingForm Of(
        FilingFormId id,
        FilingId filing,
        int revision,
        byte[] sealedContent,
        byte[] salt,
        byte[] hash,
        PersonId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            Filing = filing,
            Revision = revision,
            SealedContent = sealedContent,
            Salt = salt,
            Sha256 = hash,
            PrintedBy = by,
            PrintedAt = at,
        };
}
