using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>What a line of the handover list is about.</summary>
public enum HandoverItemKind
{
    /// <summary>A duty the leaver had.</summary>
    Duty,

    /// <summary>A secret he knows.</summary>
    Secret,

    /// <summary>Something bound to him on the platform.</summary>
    Holding,

    /// <summary>What he had checked out when the handover was opened.</summary>
    Checkout,

    /// <summary>A colleague's request that waited for his decision.</summary>
    Approval,

    /// <summary>What the vault cannot know and he named himself.</summary>
    Other,
}

/// <summary>Where one line stands. Computed from what was done.</summary>
public enum ItemState
{
    /// <summary>待移交</summary>
    Waiting,

    /// <summary>待点收</summary>
    Handed,

    /// <summary>有差异: the successor did not get what the list says.</summary>
    Discrepancy,

    /// <summary>已点收</summary>
    CountedIn,

    /// <summary>不适用, with a reason.</summary>
    NotApplicable,
}

/// <summary>
/// One line of a list. What it is about never changes; when the leaver handed it over and the successor counted it in, or
/// why not, is entered as it happens.
/// </summary>
public sealed class HandoverItem : IAttestedRow
{
    private HandoverItem() { }

    public HandoverItemId Id { get; private init; }

    public HandoverId Handover { get; private init; }

    public AccountId Account { get; private init; }

    public HandoverItemKind Kind { get; private init; }

    public AppointmentRole? Role { get; private init; }

    public Component? Component { get; private init; }

    public HoldingId? Holding { get; private init; }

    public HoldingKind? HoldingKind { get; private init; }

    public CheckoutId? Checkout { get; private init; }

    /// <summary>What the leaver wrote, sealed; null but for <see cref="HandoverItemKind.Other"/>.</summary>
    public byte[]? SealedText { get; private init; }

    public DateTimeOffset? HandedAt { get; private set; }

    public DateTimeOffset? CountedInAt { get; private set; }

    public DateTimeOffset? NotApplicableAt { get; private set; }

    public DateTimeOffset? DiscrepancyAt { get; private set; }

    /// <summary>What was missing, how it was settled, or why it does not apply; sealed, the latest.</summary>
    public byte[]? SealedRemark { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Handover.Value;

    public ItemState State =>
        NotApplicableAt is not null ? ItemState.NotApplicable
        : CountedInAt is not null ? ItemState.CountedIn
        : DiscrepancyAt is not null ? ItemState.Discrepancy
        : HandedAt is not null ? ItemState.Handed
        : ItemState.Waiting;

    public bool IsSettled => State is ItemState.CountedIn or ItemState.NotApplicable;

    internal static HandoverItem OfDuty(HandoverPart part, AppointmentRole role) =>
        Of(part, HandoverItemKind.Duty, role: role);

    internal static HandoverItem OfSecret(HandoverPart part, Component component) =>
        Of(part, HandoverItemKind.Secret, component: component);

    internal static HandoverItem OfHolding(HandoverPart part, Holding holding) =>
        Of(part, HandoverItemKind.Holding, holding: holding);

    internal static HandoverItem OfCheckout(HandoverPart part, CheckoutId checkout, bool waitsForHim) =>
        Of(part, waitsForHim ? HandoverItemKind.Approval : HandoverItemKind.Checkout, checkout: checkout);

    internal static HandoverItem OfText(HandoverPart part, HandoverItemId id, byte[] sealedText) =>
        Of(part, HandoverItemKind.Other, id: id, sealedText: sealedText);

    /// <summary>The leaver has handed it over; again after a discrepancy.</summary>
    /// <exception cref="InvalidOperationException">Neither waiting nor in discrepancy.</exception>
    internal void Hand(DateTimeOffset at)
    {
        Require(ItemState.Waiting, ItemState.Discrepancy);
        (HandedAt, DiscrepancyAt) = (at, null);
    }

    /// <summary>The successor has it.</summary>
    /// <exception cref="InvalidOperationException">Not handed over, nor in discrepancy.</exception>
    internal void CountIn(DateTimeOffset at)
    {
        Require(ItemState.Handed, ItemState.Discrepancy, ItemState.Waiting);
        (CountedInAt, DiscrepancyAt) = (at, null);
    }

    /// <exception cref="InvalidOperationException">Settled, or in discrepancy already.</exception>
    internal void Dispute(byte[] sealedWhy, DateTimeOffset at)
    {
        Require(ItemState.Waiting, ItemState.Handed);
        (DiscrepancyAt, SealedRemark) = (at, sealedWhy);
    }

    /// <exception cref="InvalidOperationException">Settled already.</exception>
    internal void SetAside(byte[] sealedWhy, DateTimeOffset at)
    {
        Require(ItemState.Waiting, ItemState.Handed, ItemState.Discrepancy);
        (NotApplicableAt, SealedRemark) = (at, sealedWhy);
    }

    private static HandoverItem Of(
        HandoverPart part,
        HandoverItemKind kind,
        AppointmentRole? role = null,
        Component? component = null,
        Holding? holding = null,
        CheckoutId? checkout = null,
        HandoverItemId? id = null,
        byte[]? sealedText = null
    ) =>
        new()
        {
            Id = id ?? HandoverItemId.New(),
            Handover = part.Handover,
            Account = part.Account,
            Kind = kind,
            Role = role,
            Component = component,
            Holding = holding?.Id,
            HoldingKind = holding?.Kind,
            Checkout = checkout,
            SealedText = sealedText,
        };

    private void Require(params ReadOnlySpan<ItemState> states)
    {
        if (!states.Contains(State))
            throw new InvalidOperationException($"An item that is {State} does not take this step.");
    }
}
