using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.Checkouts;

/// <summary>What is decided about the use of secrets for the whole organisation.</summary>
/// <param name="UsesPerHour">Secrets and codes one person is shown within an hour; from <see cref="FewestUses"/> to
/// <see cref="MostUses"/>.</param>
/// <param name="GlassHours">How long an account is had by breaking the glass; from 1 to <see cref="MostGlassHours"/>.</param>
/// <param name="ReviewHours">Within which it is reviewed once its time is over; from 1 to <see cref="MostReviewHours"/>.</param>
public sealed record UseTerms(int UsesPerHour = 30, int GlassHours = 4, int ReviewHours = 24)
{
    /// <summary>Fewer would stop somebody in the middle of publishing: a password, a code, and the code after it.</summary>
    public const int FewestUses = 5;

    /// <summary>More is no limit: nobody types reasons that fast.</summary>
    public const int MostUses = 300;

    /// <summary>A day: whoever needs it for longer has time to ask.</summary>
    public const int MostGlassHours = 24;

    /// <summary>A week.</summary>
    public const int MostReviewHours = 168;

    /// <summary>Whether the numbers are among those that can be meant.</summary>
    public bool AreSound =>
        UsesPerHour is >= FewestUses and <= MostUses
        && GlassHours is >= 1 and <= MostGlassHours
        && ReviewHours is >= 1 and <= MostReviewHours;
}

/// <summary>The terms as they were decided. One row, once anything was; until then it goes by the defaults.</summary>
public sealed class UsePolicy : IAttestedRow
{
    private UsePolicy() { }

    /// <summary>Always 1.</summary>
    public int Id { get; private init; } = 1;

    public int UsesPerHour { get; private set; }

    public int GlassHours { get; private set; }

    public int ReviewHours { get; private set; }

    public string RowId => "1";

    public Guid RowOwner => Guid.Empty;

    /// <summary>As decided, or as it goes before anybody decides.</summary>
    /// <exception cref="TamperedRowException">The row is not the attested one, or was removed.</exception>
    public static UseTerms Read(VaultDb db) => Find(db)?.Terms ?? new();

    internal static UsePolicy? Find(VaultDb db) => db.OneOfNow(db.Set<UsePolicy>(), "1");

    internal static UsePolicy Of(UseTerms terms)
    {
        var policy = new UsePolicy();
        policy.Decide(terms);
        return policy;
    }

    internal UseTerms Terms => new(UsesPerHour, GlassHours, ReviewHours);

    /// <exception cref="ArgumentOutOfRangeException">The terms are not sound.</exception>
    internal void Decide(UseTerms terms)
    {
        if (!terms.AreSound)
            throw new ArgumentOutOfRangeException(nameof(terms));
        (UsesPerHour, GlassHours, ReviewHours) = (terms.UsesPerHour, terms.GlassHours, terms.ReviewHours);
    }
}
