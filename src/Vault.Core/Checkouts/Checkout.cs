using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>Where a checkout stands at a moment. Nobody sets it: it follows from what was done and from the clock.</summary>
public enum CheckoutState
{
    /// <summary>待审批</summary>
    Requested,

    /// <summary>已通过: may be opened; an extension has taken effect.</summary>
    Approved,

    /// <summary>领用中, overdue or not.</summary>
    Open,

    /// <summary>已归还</summary>
    Returned,

    /// <summary>已驳回</summary>
    Refused,

    /// <summary>已撤回</summary>
    Withdrawn,

    /// <summary>已过期: its time passed before it was opened; of a break-glass checkout, its time is over.</summary>
    Expired,

    /// <summary>已收回: leader or office took the account back, or its holder may no longer use it.</summary>
    ForcedBack,
}

/// <summary>By what a checkout came to its end.</summary>
public enum CheckoutEnd
{
    Returned,
    Refused,
    Withdrawn,
    Expired,
    ForcedBack,

    /// <summary>Of an extension: the checkout it extends took its time over.</summary>
    TakenOver,
}

/// <summary>
/// 领用: an account asked for by one person, for a reason and a time. What was asked never changes, so that what was
/// approved is what was asked; to want something else is to ask anew. An extension is a checkout that extends another:
/// asked and approved in the same way, but never opened itself.
/// </summary>
public sealed class Checkout : IAttestedRow
{
    private Checkout() { }

    public CheckoutId Id { get; private init; }

    public AccountId Account { get; private init; }

    public PersonId Requester { get; private init; }

    public DateTimeOffset From { get; private init; }

    /// <summary>As asked and approved; with the extensions granted since, it is <see cref="Due"/>.</summary>
    public DateTimeOffset Until { get; private init; }

    /// <summary><see cref="CheckoutRequest"/>, sealed.</summary>
    public byte[] SealedRequest { get; private init; } = [];

    /// <summary>Key of the list of purposes; null for an extension, which has that of what it extends.</summary>
    public string? Purpose { get; private init; }

    public CheckoutId? Extends { get; private init; }

    /// <summary>应急取用: had without approval, beside whoever has the account, and over when its time is.</summary>
    public bool IsBreakGlass { get; private init; }

    /// <summary>Until when a break-glass checkout has to be reviewed; null for any other.</summary>
    public DateTimeOffset? ReviewBy { get; private init; }

    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>Null while it waits, and for one that needed no approval.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>Nobody else has the account meanwhile; as the policy said when it was opened.</summary>
    public bool IsExclusive { get; private set; }

    public DateTimeOffset? ExtendedUntil { get; private set; }

    /// <summary>Who asked last that it be returned.</summary>
    public PersonId? AskedBackBy { get; private set; }

    public DateTimeOffset? AskedBackAt { get; private set; }

    public CheckoutEnd? Ending { get; private set; }

    /// <summary>Null for the vault itself.</summary>
    public PersonId? EndedBy { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Somebody had the account by it; an extension only lengthens what somebody has.</summary>
    public bool WasHad => OpenedAt is not null && Extends is null;

    /// <summary>When it has to be returned.</summary>
    public DateTimeOffset Due => ExtendedUntil ?? Until;

    public string RowId => Id.ToString();

    /// <summary>
    /// The account's while it runs, its own afterwards: so the few that run can be read whole at every step, however many
    /// there have been.
    /// </summary>
    public Guid RowOwner => Ending is null ? Account.Value : Id.Value;

    internal static Checkout Of(
        CheckoutId id,
        AccountId account,
        PersonId requester,
        (DateTimeOffset From, DateTimeOffset Until) window,
        byte[] sealedRequest,
        DateTimeOffset at,
        string? purpose,
        CheckoutId? extends = null
    ) =>
        new()
        {
            Id = id,
            Account = account,
            Requester = requester,
            From = window.From,
            Until = window.Until,
            SealedRequest = sealedRequest,
            AskedAt = at,
            Purpose = purpose,
            Extends = extends,
        };

    /// <summary>Open from the beginning.</summary>
    internal static Checkout OfBreakGlass(
        CheckoutId id,
        AccountId account,
        PersonId requester,
        DateTimeOffset until,
        DateTimeOffset reviewBy,
        byte[] sealedRequest,
        DateTimeOffset at,
        string purpose
    ) =>
        new()
        {
            Id = id,
            Account = account,
            Requester = requester,
            From = at,
            Until = until,
            SealedRequest = sealedRequest,
            AskedAt = at,
            Purpose = purpose,
            OpenedAt = at,
            IsBreakGlass = true,
            ReviewBy = reviewBy,
        };

    public CheckoutState StateAt(DateTimeOffset now) =>
        Ending switch
        {
            CheckoutEnd.Returned => CheckoutState.Returned,
            CheckoutEnd.Refused => CheckoutState.Refused,
            CheckoutEnd.Withdrawn => CheckoutState.Withdrawn,
            CheckoutEnd.Expired => CheckoutState.Expired,
            CheckoutEnd.ForcedBack => CheckoutState.ForcedBack,
            CheckoutEnd.TakenOver => CheckoutState.Approved,
            _ when IsBreakGlass && now >= Until => CheckoutState.Expired,
            _ when OpenedAt is not null => CheckoutState.Open,
            _ when now >= Until => CheckoutState.Expired,
            _ => ApprovedAt is null ? CheckoutState.Requested : CheckoutState.Approved,
        };

    /// <summary>Open, and to be returned by now: it reveals nothing more.</summary>
    public bool IsOverdue(DateTimeOffset now) => StateAt(now) == CheckoutState.Open && now >= Due;

    /// <exception cref="InvalidOperationException">Not <see cref="CheckoutState.Requested"/>.</exception>
    internal void Approve(DateTimeOffset at)
    {
        Require(at, CheckoutState.Requested);
        ApprovedAt = at;
    }

    /// <exception cref="InvalidOperationException">Neither requested nor approved, or an extension.</exception>
    internal void Open(bool exclusively, DateTimeOffset at)
    {
        Require(at, CheckoutState.Requested, CheckoutState.Approved);
        if (Extends is not null)
            throw new InvalidOperationException("An extension is not opened.");
        (OpenedAt, IsExclusive) = (at, exclusively);
    }

    /// <summary>Takes over the time of an extension that nothing stands in the way of any more.</summary>
    /// <exception cref="InvalidOperationException">This one is not open, or that one is not its extension.</exception>
    internal void Extend(Checkout extension, PersonId by, DateTimeOffset at)
    {
        Require(at, CheckoutState.Open);
        if (extension.Extends != Id || extension.Ending is not null)
            throw new InvalidOperationException("Not an extension of this checkout.");
        ExtendedUntil = extension.Until;
        extension.Finish(CheckoutEnd.TakenOver, by, at);
    }

    internal void AskBack(PersonId by, DateTimeOffset at)
    {
        Require(at, CheckoutState.Open);
        (AskedBackBy, AskedBackAt) = (by, at);
    }

    /// <param name="by">Null: the vault itself.</param>
    /// <exception cref="InvalidOperationException">This is not how a checkout ends that stands as this one does.</exception>
    internal void Finish(CheckoutEnd end, PersonId? by, DateTimeOffset at)
    {
        Require(
            at,
            end switch
            {
                CheckoutEnd.Returned or CheckoutEnd.ForcedBack => [CheckoutState.Open],
                CheckoutEnd.Refused => [CheckoutState.Requested],
                CheckoutEnd.Expired => [CheckoutState.Expired],
                _ => [CheckoutState.Requested, CheckoutState.Approved],
            }
        );
        if (Ending is not null)
            throw new InvalidOperationException("A checkout ends once.");
        (Ending, EndedBy, EndedAt) = (end, by, at);
    }

    private void Require(DateTimeOffset now, params ReadOnlySpan<CheckoutState> states)
    {
        if (!states.Contains(StateAt(now)))
            throw new InvalidOperationException($"A checkout that is {StateAt(now)} does not take this step.");
    }
}
