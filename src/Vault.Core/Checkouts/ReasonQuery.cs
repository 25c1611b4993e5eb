using Vault.Core.Audit;

namespace Vault.Core.Checkouts;

/// <summary>
/// That a reviewer found the reason of a checkout insufficient and sent it back. What was given first stays; why it was
/// not enough and what was given then stand in the log, each in its own line.
/// </summary>
public sealed class ReasonQuery : IAttestedRow
{
    private ReasonQuery() { }

    public CheckoutId Checkout { get; private init; }

    /// <summary>How many times the reason has been sent back with this; from 1.</summary>
    public int Round { get; private init; }

    public PersonId Reviewer { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>When the requester gave a better one; null until then.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    public string RowId => $"{Checkout}/{Round}";

    public Guid RowOwner => Checkout.Value;

    /// <summary>All of one checkout, the first one first.</summary>
    /// <exception cref="TamperedRowException">A row is not the attested one, or was removed.</exception>
    internal static IReadOnlyList<ReasonQuery> Of(VaultDb db, CheckoutId checkout) =>
        [
            .. db.AllOfNow(checkout.Value, db.Set<ReasonQuery>().Where(q => q.Checkout == checkout))
                .OrderBy(q => q.Round),
        ];

    internal static ReasonQuery Of(CheckoutId checkout, int round, PersonId reviewer, DateTimeOffset at) =>
        new()
        {
            Checkout = checkout,
            Round = round,
            Reviewer = reviewer,
            At = at,
        };

    internal void Answer(DateTimeOffset at)
    {
        if (AnsweredAt is not null)
            throw new InvalidOperationException("A reason that was sent back is given anew once.");
        AnsweredAt = at;
    }
}
