using Vault.Core.Audit;

namespace Vault.Core.Filings;

/// <summary>What kind of file a scan is, as its bytes say.</summary>
public enum ScanKind
{
    Pdf,
    Jpeg,
    Png,
}

/// <summary>A scan of the signed and stamped form. Never changes; its bytes are in <see cref="FilingScanContent"/>.</summary>
public sealed class FilingScan : IAttestedRow
{
    private FilingScan() { }

    public FilingScanId Id { get; private init; }

    public FilingId Filing { get; private init; }

    /// <summary>The printed form it is of.</summary>
    public FilingFormId Form { get; private init; }

    public ScanKind Kind { get; private init; }

    /// <summary>Bytes of the file.</summary>
    public int Size { get; private init; }

    public PersonId UploadedBy { get; private init; }

    public DateTimeOffset UploadedAt { get; private init; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Filing.Value;

    internal static FilingScan Of(
        FilingScanId id,
        FilingForm form,
        ScanKind kind,
        int size,
        PersonId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            Filing = form.Filing,
            Form = form.Id,
            Kind = kind,
            Size = size,
            UploadedBy = by,
            UploadedAt = at,
        };
}

/// <summary>The bytes of a scan, apart from its row so that no list reads them.</summary>
public sealed class FilingScanContent : IAttestedRow
{
    private FilingScanContent() { }

    public FilingScanId Id { get; private init; }

    /// <summary>Sealed under the secrets ring, bound to the scan.</summary>
    public byte[] Sealed { get; private init; } = [];

    public string RowId => Id.ToString();

    public Guid RowOwner => Id.Value;

    internal static FilingScanContent Of(FilingScanId id, byte[] sealedBytes) =>
        new() { Id = id, Sealed = sealedBytes };
}
