using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>Why somebody leaves what he had.</summary>
public enum HandoverCause
{
    /// <summary>调动: other duties in the organisation.</summary>
    Transfer,

    /// <summary>离职</summary>
    Departure,

    /// <summary>退休</summary>
    Retirement,

    /// <summary>毕业</summary>
    Graduation,

    /// <summary>换届: a term in a student body is over.</summary>
    TermEnd,

    /// <summary>其他: the reason says what.</summary>
    Other,
}

/// <summary>
/// 交接: one person leaves accounts to others. Kept are the facts, when and by whom; where it stands is computed from them
/// (<see cref="HandoverProgress"/>), so that no column can say that it is further than it is.
/// </summary>
public sealed class Handover : IAttestedRow
{
    /// <summary>Working days from the opening to the deadline, at most.</summary>
    public const int MostDays = 30;

    /// <summary>Working days from the opening to the deadline unless others are said.</summary>
    public const int UsualDays = 7;

    private Handover() { }

    public HandoverId Id { get; private init; }

    /// <summary>移交人</summary>
    public PersonId Leaver { get; private init; }

    public HandoverCause Cause { get; private init; }

    /// <summary>Why, and why without him if it is one-sided; sealed, see <see cref="HandoverText"/>.</summary>
    public byte[] SealedReason { get; private set; } = [];

    /// <summary>The last day on which he has these duties.</summary>
    public DateOnly EffectiveOn { get; private init; }

    /// <summary>Working days from the opening to the deadline, 1 to <see cref="MostDays"/>.</summary>
    public int Days { get; private init; }

    /// <summary>He leaves everything he was appointed to and everything he knows, not only the accounts named.</summary>
    public bool IsDeparture { get; private init; }

    /// <summary>Who gets the duties he had over units, if he is leaving altogether; null: nobody yet.</summary>
    public PersonId? UnitSuccessor { get; private init; }

    /// <summary>Null where the vault prepared it, because an appointment was coming to its end.</summary>
    public PersonId? PreparedBy { get; private init; }

    public DateTimeOffset PreparedAt { get; private init; }

    /// <summary>Null where the vault opened it, because that appointment had ended.</summary>
    public PersonId? OpenedBy { get; private set; }

    /// <summary>From then on he reveals nothing of these accounts any more.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>The last day in time, counted when it was opened.</summary>
    public DateOnly? Deadline { get; private set; }

    /// <summary>单方接管: who answers for it took over in the leaver's absence; he signs in his place.</summary>
    public PersonId? TakenOverBy { get; private set; }

    public PersonId? CancelledBy { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>16 random bytes in the hash of its documents, so that nothing can be guessed from one.</summary>
    public byte[] Salt { get; private init; } = [];

    public string RowId => Id.ToString();

    public Guid RowOwner => Leaver.Value;

    public bool IsOneSided => TakenOverBy is not null;

    /// <summary>Opened and not cancelled; it may have been closed.</summary>
    public bool WasOpened => OpenedAt is not null && CancelledAt is null;

    internal static Handover Of(
        HandoverId id,
        HandoverPlan plan,
        byte[] sealedReason,
        byte[] salt,
        PersonId? by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            Leaver = plan.Leaver,
            Cause = plan.Cause,
            SealedReason = sealedReason,
            EffectiveOn = plan.EffectiveOn,
            Days = plan.Days,
            IsDeparture = plan.IsDeparture,
            UnitSuccessor = plan.UnitSuccessor,
            PreparedBy = by,
            PreparedAt = at,
            Salt = salt,
        };

    /// <exception cref="InvalidOperationException">It was opened or cancelled before, or prepared by the same person.</exception>
    internal void Open(PersonId by, DateOnly deadline, DateTimeOffset at)
    {
        if (OpenedAt is not null || CancelledAt is not null || by == PreparedBy || by == Leaver)
            throw new InvalidOperationException("A handover is opened once, by another than who prepared it.");
        (OpenedBy, OpenedAt, Deadline) = (by, at, deadline);
    }

    /// <summary>Its last day has passed, and nobody has opened what the vault prepared.</summary>
    /// <exception cref="InvalidOperationException">Opened or cancelled before, or prepared by a person.</exception>
    internal void OpenByVault(DateOnly deadline, DateTimeOffset at)
    {
        if (OpenedAt is not null || CancelledAt is not null || PreparedBy is not null)
            throw new InvalidOperationException("The vault opens what it has prepared, once.");
        (OpenedAt, Deadline) = (at, deadline);
    }

    /// <exception cref="InvalidOperationException">Not open, or taken over by the same person before, or by the leaver.</exception>
    internal void TakeOver(PersonId by, byte[] sealedReason)
    {
        if (!WasOpened || by == TakenOverBy || by == Leaver)
            throw new InvalidOperationException("An open handover is taken over by another, and not by the leaver.");
        (TakenOverBy, SealedReason) = (by, sealedReason);
    }

    /// <exception cref="InvalidOperationException">Cancelled before.</exception>
    internal void Cancel(PersonId by, DateTimeOffset at)
    {
        if (CancelledAt is not null)
            throw new InvalidOperationException("A handover is cancelled once.");
        (CancelledBy, CancelledAt) = (by, at);
    }
}
