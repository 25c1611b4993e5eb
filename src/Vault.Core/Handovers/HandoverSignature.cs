using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>The three who sign, in the order in which they do.</summary>
public enum HandoverSide
{
    /// <summary>移交人; who took over in his absence, in his place.</summary>
    Leaver,

    /// <summary>接收人</summary>
    Successor,

    /// <summary>监交人</summary>
    Witness,
}

/// <summary>
/// One signature under one part. It counts only while the document is the one that was signed; signed anew, the newest
/// takes its place.
/// </summary>
public sealed class HandoverSignature : IAttestedRow
{
    private HandoverSignature() { }

    public HandoverId Handover { get; private init; }

    public AccountId Account { get; private init; }

    public HandoverSide Side { get; private init; }

    public PersonId Person { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>SHA-256 of what was signed.</summary>
    public byte[] DocumentHash { get; private set; } = [];

    public string RowId => $"{Handover}/{Account}/{Side}";

    public Guid RowOwner => Handover.Value;

    internal static HandoverSignature Of(HandoverPart part, HandoverSide side) =>
        new()
        {
            Handover = part.Handover,
            Account = part.Account,
            Side = side,
        };

    internal void Sign(PersonId person, byte[] documentHash, DateTimeOffset at) =>
        (Person, DocumentHash, At) = (person, documentHash, at);
}

/// <summary>
/// 豁免: the office lets an account be closed although a secret of it was not changed. It covers what the leaver knew when
/// it was given, and nothing he came to know since.
/// </summary>
public sealed class HandoverWaiver : IAttestedRow
{
    private HandoverWaiver() { }

    public HandoverWaiverId Id { get; private init; }

    public HandoverId Handover { get; private init; }

    public AccountId Account { get; private init; }

    public Component Component { get; private init; }

    /// <summary>The newest version he knew.</summary>
    public int Version { get; private init; }

    public byte[] SealedReason { get; private init; } = [];

    public PersonId By { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Handover.Value;

    internal static HandoverWaiver Of(
        HandoverWaiverId id,
        HandoverPart part,
        KnownComponent known,
        byte[] sealedReason,
        PersonId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            Handover = part.Handover,
            Account = part.Account,
            Component = known.Component,
            Version = known.Version,
            SealedReason = sealedReason,
            By = by,
            At = at,
        };
}
