using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>
/// A duty over a whole unit that ended when somebody left altogether, and who has it since. No account is handed over by it:
/// it stands in the document of each that is, and is signed with that.
/// </summary>
public sealed class HandoverDuty : IAttestedRow
{
    private HandoverDuty() { }

    public HandoverId Handover { get; private init; }

    public UnitId Unit { get; private init; }

    public AppointmentRole Role { get; private init; }

    /// <summary>Null: the duty passes to nobody, or nobody was named.</summary>
    public PersonId? Successor { get; private init; }

    public string RowId => $"{Handover}/{Unit}/{Role}";

    public Guid RowOwner => Handover.Value;

    internal static HandoverDuty Of(HandoverId handover, UnitId unit, AppointmentRole role, PersonId? successor) =>
        new()
        {
            Handover = handover,
            Unit = unit,
            Role = role,
            Successor = successor,
        };
}
