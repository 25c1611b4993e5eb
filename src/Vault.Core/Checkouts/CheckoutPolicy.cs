using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.Checkouts;

/// <summary>Who has to agree before an account is opened.</summary>
public enum CheckoutWay
{
    /// <summary>Nobody: whoever may use it opens it with a reason.</summary>
    Direct,

    /// <summary>One: a leader, or the office in his place.</summary>
    Approval,

    /// <summary>Two: a leader and the office, never the same person.</summary>
    TwoPersons,
}

/// <summary>What can be decided about the checkouts of an account.</summary>
/// <param name="IsExclusive">One holder at a time.</param>
/// <param name="Days">Working days a checkout lasts unless something shorter is asked; from 1 to <see cref="MostDays"/>.</param>
/// <param name="AsksReport">Whoever returns it says what he did.</param>
/// <param name="ChangesOnReturn">What its holder knows is changed when he returns it; nobody else has it before.</param>
/// <param name="AsksPost">A request names the approved post it is for.</param>
/// <param name="PatienceHours">So long an approver may be silent before the next one may decide; from 1 to
/// <see cref="MostPatienceHours"/>.</param>
public sealed record CheckoutTerms(
    CheckoutWay Way = CheckoutWay.Direct,
    bool IsExclusive = true,
    int Days = 1,
    bool AsksReport = false,
    bool ChangesOnReturn = false,
    bool AsksPost = false,
    int PatienceHours = 4
)
{
    public const int MostDays = 30;

    public const int MostPatienceHours = 240;

    /// <summary>Whether the numbers are among those that can be meant.</summary>
    public bool AreSound =>
        Enum.IsDefined(Way) && Days is >= 1 and <= MostDays && PatienceHours is >= 1 and <= MostPatienceHours;
}

/// <summary>How the checkouts of one account go. No row until somebody decides: then it goes by the defaults.</summary>
public sealed class CheckoutPolicy : IAttestedRow
{
    private CheckoutPolicy() { }

    public AccountId Account { get; private init; }

    public CheckoutWay Way { get; private set; }

    public bool IsExclusive { get; private set; }

    public int Days { get; private set; }

    public bool AsksReport { get; private set; }

    public bool ChangesOnReturn { get; private set; }

    public bool AsksPost { get; private set; }

    public int PatienceHours { get; private set; }

    public string RowId => Account.ToString();

    public Guid RowOwner => Account.Value;

    /// <summary>As decided, or as it goes before anybody decides.</summary>
    /// <exception cref="TamperedRowException">The row is not the attested one, or was removed.</exception>
    public static CheckoutTerms Read(VaultDb db, AccountId account) => Find(db, account)?.Terms ?? new();

    internal static CheckoutPolicy? Find(VaultDb db, AccountId account) =>
        db.OneOfNow(db.Set<CheckoutPolicy>().Where(p => p.Account == account), account.ToString());

    internal static CheckoutPolicy Of(AccountId account, CheckoutTerms terms)
    {
        var policy = new CheckoutPolicy { Account = account };
        policy.Decide(terms);
        return policy;
    }

    internal CheckoutTerms Terms => new(Way, IsExclusive, Days, AsksReport, ChangesOnReturn, AsksPost, PatienceHours);

    /// <exception cref="ArgumentOutOfRangeException">The terms are not sound.</exception>
    internal void Decide(CheckoutTerms terms)
    {
        if (!terms.AreSound)
            throw new ArgumentOutOfRangeException(nameof(terms));
        (Way, IsExclusive, Days) = (terms.Way, terms.IsExclusive, terms.Days);
        (AsksReport, ChangesOnReturn, AsksPost) = (terms.AsksReport, terms.ChangesOnReturn, terms.AsksPost);
        PatienceHours = terms.PatienceHours;
    }
}
