using Vault.Core.Audit;

namespace Vault.Core.Checkouts;

/// <summary>
/// What the organisation has said of a purpose: of a shipped one whether it is offered, of its own one the name as well.
/// A name never changes, so that an old checkout says what it said when it was approved.
/// </summary>
public sealed class PurposeRow : IAttestedRow
{
    private PurposeRow() { }

    /// <summary>Key of the shipped one, or a generated identifier.</summary>
    public string Key { get; private init; } = "";

    /// <summary>Null for a shipped one.</summary>
    public string? Name { get; private init; }

    public bool IsRetired { get; private set; }

    public string RowId => Key;

    /// <summary>All together are the list, which is nobody's.</summary>
    public Guid RowOwner => Guid.Empty;

    internal static PurposeRow Of(string key, string? name) => new() { Key = key, Name = name };

    internal void Offer(bool isOffered) => IsRetired = !isOffered;
}
