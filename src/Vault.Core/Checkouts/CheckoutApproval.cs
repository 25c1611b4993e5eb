using Vault.Core.Audit;

namespace Vault.Core.Checkouts;

/// <summary>
/// One person's yes to a checkout, with what he was at that moment. Given once, for what was asked and cannot change;
/// whether the approvals of a checkout are enough is computed from them.
/// </summary>
public sealed class CheckoutApproval : IAttestedRow
{
    private CheckoutApproval() { }

    public CheckoutId Checkout { get; private init; }

    public PersonId Approver { get; private init; }

    /// <summary>He was a leader of the account, or stood in for one.</summary>
    public bool AsLeader { get; private init; }

    public bool AsOffice { get; private init; }

    /// <summary>In whose place he decided; null if in his own.</summary>
    public PersonId? ActingFor { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string RowId => $"{Checkout}/{Approver}";

    public Guid RowOwner => Checkout.Value;

    internal static CheckoutApproval Of(CheckoutId checkout, Mandate mandate, DateTimeOffset at) =>
        new()
        {
            Checkout = checkout,
            Approver = mandate.Person,
            AsLeader = mandate.AsLeader,
            AsOffice = mandate.AsOffice,
            ActingFor = mandate.ActingFor,
            At = at,
        };

    internal Mandate Mandate => new(Approver, ActingFor, AsLeader, AsOffice);
}
