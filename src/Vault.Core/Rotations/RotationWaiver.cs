using Vault.Core.Audit;

namespace Vault.Core.Rotations;

/// <summary>
/// 豁免: the office lets a change be that a handover waited for. Nobody is reminded of it any more; it is still owed, and over,
/// as ever, with a newer version that was verified. Why stands with the handover.
/// </summary>
public sealed class RotationWaiver : IAttestedRow
{
    private RotationWaiver() { }

    public RotationObligationId Obligation { get; private init; }

    public AccountId Account { get; private init; }

    public PersonId By { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string RowId => Obligation.ToString();

    public Guid RowOwner => Account.Value;

    internal static RotationWaiver Of(RotationObligation waived, PersonId by, DateTimeOffset at) =>
        new()
        {
            Obligation = waived.Id,
            Account = waived.Account,
            By = by,
            At = at,
        };
}
