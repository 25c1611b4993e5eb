using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Incidents;

/// <summary>How an incident was concluded.</summary>
public enum IncidentConclusion
{
    /// <summary>已全部改密: whatever can be changed has a newer value that was seen to open the account.</summary>
    Changed,

    /// <summary>误报: nobody used the account who should not. What is owed a change since the report stays owed.</summary>
    FalseAlarm,
}

/// <summary>
/// 安全事件: an account is suspected to be used by somebody who should not. From the report to the conclusion nobody has it
/// checked out. One of an account is open at a time.
/// </summary>
public sealed class Incident : IAttestedRow
{
    private Incident() { }

    public IncidentId Id { get; private init; }

    /// <summary>1, 2, … over all accounts, in the order of the reports.</summary>
    public int Number { get; private init; }

    public AccountId Account { get; private init; }

    public PersonId ReportedBy { get; private init; }

    public DateTimeOffset ReportedAt { get; private init; }

    /// <summary>Why it is suspected, sealed.</summary>
    public byte[] SealedReason { get; private init; } = [];

    /// <summary>Null while it is open, like all that follow.</summary>
    public IncidentConclusion? Conclusion { get; private set; }

    public PersonId? ConcludedBy { get; private set; }

    public DateTimeOffset? ConcludedAt { get; private set; }

    /// <summary>What was found, sealed.</summary>
    public byte[]? SealedFinding { get; private set; }

    public bool IsOpen => Conclusion is null;

    public string RowId => Id.ToString();

    /// <summary>The account's while it is open, its own afterwards: whether an account is frozen is asked at every use.</summary>
    public Guid RowOwner => IsOpen ? Account.Value : Id.Value;

    internal static Incident Of(
        FieldSealer fields,
        int number,
        AccountId account,
        Reason why,
        PersonId by,
        DateTimeOffset at
    )
    {
        var id = IncidentId.New();
        return new()
        {
            Id = id,
            Number = number,
            Account = account,
            ReportedBy = by,
            ReportedAt = at,
            SealedReason = fields.Seal(ReasonKind, id.Value, why.Text),
        };
    }

    /// <exception cref="InvalidOperationException">It was concluded before.</exception>
    internal void Conclude(
        FieldSealer fields,
        IncidentConclusion conclusion,
        Reason found,
        PersonId by,
        DateTimeOffset at
    )
    {
        if (!IsOpen)
            throw new InvalidOperationException("An incident is concluded once.");
        (Conclusion, ConcludedBy, ConcludedAt) = (conclusion, by, at);
        SealedFinding = fields.Seal(FindingKind, Id.Value, found.Text);
    }

    /// <exception cref="Custody.SecretNotOpenedException">The sealed text is not authentic for this row.</exception>
    internal string Reason(FieldSealer fields) => fields.Open<string>(ReasonKind, Id.Value, SealedReason);

    /// <inheritdoc cref="Reason"/>
    internal string? Finding(FieldSealer fields) =>
        SealedFinding is { } bytes ? fields.Open<string>(FindingKind, Id.Value, bytes) : null;

    private const string ReasonKind = "incident";

    private const string FindingKind = "incident-finding";
}
