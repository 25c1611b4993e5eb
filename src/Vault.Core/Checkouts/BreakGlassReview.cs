using Vault.Core.Audit;

namespace Vault.Core.Checkouts;

/// <summary>What came of looking at a break-glass checkout afterwards. Given once; the note stands in the log.</summary>
public sealed class BreakGlassReview : IAttestedRow
{
    private BreakGlassReview() { }

    public CheckoutId Checkout { get; private init; }

    public PersonId Reviewer { get; private init; }

    /// <summary>In whose place he reviewed it; null if in his own.</summary>
    public PersonId? ActingFor { get; private init; }

    public BreakGlassVerdict Verdict { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string RowId => Checkout.ToString();

    public Guid RowOwner => Checkout.Value;

    internal static BreakGlassReview? Find(VaultDb db, CheckoutId checkout) =>
        db.OneOfNow(db.Set<BreakGlassReview>().Where(r => r.Checkout == checkout), checkout.ToString());

    internal static BreakGlassReview Of(
        CheckoutId checkout,
        PersonId reviewer,
        PersonId? actingFor,
        BreakGlassVerdict verdict,
        DateTimeOffset at
    ) =>
        new()
        {
            Checkout = checkout,
            Reviewer = reviewer,
            ActingFor = actingFor,
            Verdict = verdict,
            At = at,
        };
}
