using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Playbooks;

namespace Vault.Core.Handovers;

/// <summary>
/// One account of a handover, from its list to its signatures: a handover closes account by account. An account that the
/// leaver was never appointed to, but of which he knows or holds something, is a part that nobody signs: it is done when
/// nothing of it is his any more.
/// </summary>
public sealed class HandoverPart : IAttestedRow
{
    private HandoverPart() { }

    public HandoverId Handover { get; private init; }

    public AccountId Account { get; private init; }

    /// <summary>The chief of the duties that pass with it; null: he had none.</summary>
    public AppointmentRole? Role { get; private init; }

    /// <summary>接收人; he who keeps the account for the time being, as long as <see cref="IsInterim"/>.</summary>
    public PersonId Successor { get; private set; }

    /// <summary>代管: there is no successor yet.</summary>
    public bool IsInterim { get; private set; }

    /// <summary>监交人; null where nothing is signed.</summary>
    public PersonId? Witness { get; private set; }

    /// <summary>
    /// The version in force when it was opened: the account is changed by that one until it is closed, whatever is written
    /// over it meanwhile. Null before, and where nothing is signed.
    /// </summary>
    public PlaybookVersionId? Playbook { get; private set; }

    /// <summary>When the leaver, or who acts in his place, said that the list is complete.</summary>
    public DateTimeOffset? ListedAt { get; private set; }

    /// <summary>Why the witness sent it back, sealed; null once it is listed anew.</summary>
    public byte[]? SealedReturn { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>SHA-256 of the list as it was approved.</summary>
    public byte[]? ListHash { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>SHA-256 of the document that all three signed.</summary>
    public byte[]? DocumentHash { get; private set; }

    public string RowId => $"{Handover}/{Account}";

    public Guid RowOwner => Handover.Value;

    /// <summary>Whether three persons sign for it.</summary>
    public bool IsSigned => Role is not null;

    internal static HandoverPart Of(
        HandoverId handover,
        AccountId account,
        AppointmentRole? role,
        PersonId successor,
        bool isInterim,
        PersonId? witness
    ) =>
        new()
        {
            Handover = handover,
            Account = account,
            Role = role,
            Successor = successor,
            IsInterim = isInterim,
            Witness = witness,
        };

    /// <exception cref="InvalidOperationException">Opened already.</exception>
    internal void Open(PlaybookVersionId playbook)
    {
        Require(Playbook is null);
        Playbook = playbook;
    }

    /// <exception cref="InvalidOperationException">Listed already.</exception>
    internal void List(DateTimeOffset at)
    {
        Require(ListedAt is null);
        (ListedAt, SealedReturn) = (at, null);
    }

    /// <exception cref="InvalidOperationException">Not listed, or approved already.</exception>
    internal void SendBack(byte[] sealedWhy)
    {
        Require(ListedAt is not null && ApprovedAt is null);
        (ListedAt, SealedReturn) = (null, sealedWhy);
    }

    /// <exception cref="InvalidOperationException">Not listed, or approved already.</exception>
    internal void Approve(byte[] listHash, DateTimeOffset at)
    {
        Require(ListedAt is not null && ApprovedAt is null);
        (ApprovedAt, ListHash) = (at, listHash);
    }

    /// <summary>Another receives it: who follows for good, or whoever was appointed in the meantime.</summary>
    /// <exception cref="InvalidOperationException">Closed already.</exception>
    internal void NameSuccessor(PersonId successor)
    {
        Require(ClosedAt is null);
        (Successor, IsInterim) = (successor, false);
    }

    /// <summary>Another witnesses it from now on.</summary>
    /// <exception cref="InvalidOperationException">Closed already, or nothing is signed.</exception>
    internal void NameWitness(PersonId witness)
    {
        Require(ClosedAt is null && IsSigned);
        Witness = witness;
    }

    /// <exception cref="InvalidOperationException">Not approved, or closed already.</exception>
    internal void Close(byte[] documentHash, DateTimeOffset at)
    {
        Require(ApprovedAt is not null && ClosedAt is null);
        (ClosedAt, DocumentHash) = (at, documentHash);
    }

    private static void Require(bool stands)
    {
        if (!stands)
            throw new InvalidOperationException("The rules let a step through that the part does not take.");
    }
}
