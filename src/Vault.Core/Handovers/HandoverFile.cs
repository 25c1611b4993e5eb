using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Filings;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Core.Playbooks;

namespace Vault.Core.Handovers;

/// <summary>A line of a list as it is shown; nothing of it opens anything.</summary>
/// <param name="Text">What the leaver wrote.</param>
/// <param name="Remark">What was missing, or why it does not apply.</param>
/// <param name="Holding">What is bound, by its last characters; null where the line is about something else.</param>
public sealed record HandoverItemLine(HandoverItem Item, string? Text, string? Remark, HoldingLine? Holding);

/// <summary>The steps by which an account of a handover is changed.</summary>
/// <param name="HasNewer">Others have come into force since it was opened.</param>
public sealed record HandoverPlaybook(Platform Platform, PlaybookVersion Version, bool HasNewer);

/// <summary>One account of a handover on screen.</summary>
/// <param name="Steps">What the reader can do about it now.</param>
/// <param name="Return">Why the list was sent back.</param>
/// <param name="Playbook">Null before it is opened, and where nobody signs.</param>
/// <param name="NeedsWitness">The one it has cannot do it any more.</param>
/// <param name="Witnesses">Whom the reader could name in his place, whom one would ask first before the others.</param>
/// <param name="Next">Who holds the duty by now and could be named as successor; null: nobody new.</param>
public sealed record HandoverPartFile(
    HandoverPart Part,
    Account Account,
    PartState State,
    IReadOnlyList<HandoverItemLine> Items,
    IReadOnlyList<KnownComponent> Known,
    IReadOnlyList<HoldingLine> Bound,
    IReadOnlyList<HandoverSignature> Signed,
    HandoverSide? NextSide,
    byte[] Document,
    string? Return,
    HandoverPlaybook? Playbook,
    bool NeedsWitness,
    IReadOnlyList<PersonId> Witnesses,
    PersonId? Next,
    IReadOnlySet<HandoverStep> Steps
)
{
    /// <summary>Which tells the office of it once it is closed; null before, and where nobody signs.</summary>
    public Filing? Filing { get; init; }

    /// <summary>Lines that are not settled, secrets that are not changed, bindings that are not cleared.</summary>
    public int Left =>
        State is PartState.Closed or PartState.Cancelled
            ? 0
            : Items.Count(i => !i.Item.IsSettled) + Known.Count(k => !k.IsDone) + Bound.Count;

    public bool IsDisputed => State != PartState.Closed && Items.Any(i => i.Item.State == ItemState.Discrepancy);
}

/// <summary>A handover on screen, as one reader may see it.</summary>
/// <param name="DaysLeft">Working days to the deadline; negative once it has passed; null before it is opened.</param>
/// <param name="Steps">What the reader can do about it as a whole.</param>
/// <param name="Names">Everybody who stands in it.</param>
/// <param name="Waivers">With why.</param>
/// <param name="Duties">Over whole units, each with the name of its unit.</param>
public sealed record HandoverFile(
    Handover Handover,
    string Reason,
    IReadOnlyList<HandoverPartFile> Parts,
    int? DaysLeft,
    IReadOnlySet<HandoverStep> Steps,
    IReadOnlyDictionary<PersonId, Person> Names,
    IReadOnlyList<(HandoverWaiver Waiver, string Why)> Waivers,
    IReadOnlyList<(HandoverDuty Duty, string Unit)> Duties
)
{
    /// <summary>What stands in the way of opening it by now.</summary>
    public IReadOnlyList<HandoverFault> Faults { get; init; } = [];

    /// <summary>What was prepared does not fit any more: it can be cancelled and prepared anew.</summary>
    public bool IsOutdated { get; init; }

    /// <summary>Steps that one person has to take before it goes on, in their order.</summary>
    private static readonly HandoverStep[] Awaited =
    [
        HandoverStep.Open,
        HandoverStep.NameWitness,
        HandoverStep.NameSuccessor,
        HandoverStep.SubmitList,
        HandoverStep.ApproveList,
        HandoverStep.HandOver,
        HandoverStep.CountIn,
        HandoverStep.Sign,
    ];

    public Person Leaver => Names[Handover.Leaver];

    /// <summary>The state of the account that is furthest behind.</summary>
    public PartState State =>
        Handover.CancelledAt is not null ? PartState.Cancelled
        : Handover.OpenedAt is null ? PartState.Prepared
        : Parts.Count == 0 ? PartState.Closed
        : Parts.Min(p => p.State);

    public bool IsOverdue => State < PartState.Closed && DaysLeft < 0;

    /// <summary>The steps that wait for the reader, with the number of accounts they wait for.</summary>
    public IEnumerable<(HandoverStep Step, int Accounts)> Waiting =>
        Awaited
            .Where(s => Steps.Contains(s) || Parts.Any(p => p.Steps.Contains(s)))
            .Select(s => (s, Parts.Count(p => p.Steps.Contains(s))));

    /// <summary>All three have signed for every account that is signed for, and there is one.</summary>
    public bool IsSignedFor =>
        Parts.Any(p => p.Part.IsSigned) && Parts.All(p => !p.Part.IsSigned || p.Part.ClosedAt is not null);

    /// <summary>已归档: every account is closed, and filed with the office.</summary>
    public bool IsArchived =>
        State == PartState.Closed && Parts.All(p => !p.Part.IsSigned || p.Filing?.IsFiled == true);

    public int ClosedParts => Parts.Count(p => p.State == PartState.Closed);
}
