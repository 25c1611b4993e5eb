using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>Where one account of a handover stands.</summary>
public enum PartState
{
    /// <summary>待发起: prepared, and nobody is affected.</summary>
    Prepared,

    /// <summary>清册编制: the leaver completes the list.</summary>
    Listing,

    /// <summary>待核定: the witness reads it.</summary>
    Approving,

    /// <summary>交接中: line by line.</summary>
    InProgress,

    /// <summary>改密验证: everything is counted in, not everything is changed or cleared.</summary>
    Rotating,

    /// <summary>待签字</summary>
    Signing,

    /// <summary>已交接</summary>
    Closed,

    /// <summary>已取消</summary>
    Cancelled,
}

/// <summary>
/// Where a part stands, computed from its rows, the ledger and the platform's holdings as they are now; nobody sets it.
/// </summary>
/// <param name="Known">What the leaver knows, or knew, of the account.</param>
/// <param name="Bound">What is still in his hands on the platform.</param>
/// <param name="Document">SHA-256 of what there is to be signed.</param>
/// <param name="Signed">Who has signed this very document.</param>
internal sealed record PartProgress(
    Handover Handover,
    HandoverPart Part,
    IReadOnlyList<HandoverItem> Items,
    IReadOnlyList<KnownComponent> Known,
    IReadOnlyList<Holding> Bound,
    byte[] Document,
    IReadOnlyList<HandoverSignature> Signed
)
{
    /// <summary>Those of some parts of a handover, in as many queries as that of one.</summary>
    /// <param name="known">As <see cref="KnownComponent.KnownTo"/> gives it for the leaver.</param>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static IReadOnlyList<PartProgress> Read(
        VaultDb db,
        FieldSealer fields,
        HandoverFacts facts,
        IReadOnlyCollection<HandoverPart> parts,
        IReadOnlySet<SecretVersionId> known
    )
    {
        var accounts = parts.Select(p => p.Account).ToList();
        var owners = accounts.Select(a => a.Value).ToList();
        var versions = db.AllOfEachNow(owners, db.Set<SecretVersion>().Where(v => accounts.Contains(v.Account)));
        var holdings = db.AllOfEachNow(owners, db.Set<Holding>().Where(h => accounts.Contains(h.Account)));
        return
        [
            .. parts.Select(p =>
                Of(
                    fields,
                    facts,
                    p,
                    KnownComponent.Of(versions[p.Account.Value], known, facts.WaiversOf(p)),
                    [.. holdings[p.Account.Value]]
                )
            ),
        ];
    }

    private static PartProgress Of(
        FieldSealer fields,
        HandoverFacts facts,
        HandoverPart part,
        IReadOnlyList<KnownComponent> components,
        IReadOnlyList<Holding> holdings
    )
    {
        var document = HandoverDocument.HashOf(fields, facts, part, components, holdings);
        var bound = holdings.Where(h => h.IsRunning && h.Holder == facts.Handover.Leaver).ToList();
        var signed = facts
            .Signatures.Where(s => s.Account == part.Account && s.DocumentHash.AsSpan().SequenceEqual(document))
            .Where(s => s.Person == facts.PersonOn(part, s.Side))
            .OrderBy(s => s.Side)
            .ToList();
        return new(facts.Handover, part, facts.ItemsOf(part), components, bound, document, signed);
    }

    public PartState State =>
        Handover.CancelledAt is not null ? PartState.Cancelled
        : Handover.OpenedAt is null ? PartState.Prepared
        : Part.ClosedAt is not null ? PartState.Closed
        : !Part.IsSigned ? (IsChanged ? PartState.Closed : PartState.Rotating)
        : Part.ListedAt is null ? PartState.Listing
        : Part.ApprovedAt is null ? PartState.Approving
        : Items.Any(i => !i.IsSettled) ? PartState.InProgress
        : IsChanged ? PartState.Signing
        : PartState.Rotating;

    /// <summary>Nothing live of the account is known to the leaver, nothing of it is bound to him.</summary>
    public bool IsChanged => Known.All(k => k.IsDone) && Bound.Count == 0;

    public bool IsDisputed => Items.Any(i => i.State == ItemState.Discrepancy);

    /// <summary>Whose signature comes next; null: none does.</summary>
    public HandoverSide? NextSide =>
        State != PartState.Signing
            ? null
            : Enum.GetValues<HandoverSide>()
                .Where(side => !Signed.Any(s => s.Side == side))
                .Cast<HandoverSide?>()
                .FirstOrDefault();

    /// <summary>Null if nothing stands between the part and its signatures.</summary>
    public HandoverRefusal? BeforeSigning =>
        Part.ClosedAt is not null ? HandoverRefusal.Closed
        : Part.IsInterim ? HandoverRefusal.InInterim
        : Part.ApprovedAt is null ? HandoverRefusal.NotApproved
        : Items.Any(i => !i.IsSettled) ? HandoverRefusal.ItemsOpen
        : Known.Any(k => !k.IsDone) ? HandoverRefusal.ChangesOpen
        : Bound.Count > 0 ? HandoverRefusal.HoldingsOpen
        : null;
}
