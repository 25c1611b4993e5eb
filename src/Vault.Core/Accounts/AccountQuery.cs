using Vault.Core.People;

namespace Vault.Core.Accounts;

public enum AccountSort
{
    Name,
    Platform,
    Unit,
    Registered,
    Status,
    VerifiedUntil,
    Completeness,
}

/// <summary>How it stands with the verification on the platform, on a given day.</summary>
public enum VerificationState
{
    /// <summary>Verified, and not about to end.</summary>
    Verified,

    /// <summary>Ends within <see cref="AccountQuery.RenewalDays"/> days.</summary>
    Expiring,

    /// <summary>Its last day is past.</summary>
    Expired,
    NotVerified,

    /// <summary>Nobody has said.</summary>
    Unknown,
}

/// <summary>What a list of accounts is narrowed to. Everything is optional.</summary>
/// <param name="Text">Part of the name, of an id, of the unit's name, or of the name of somebody appointed now.</param>
/// <param name="Unit">A unit with all units below it.</param>
/// <param name="WithoutCustodian">Only accounts for which nobody answers now.</param>
public sealed record AccountQuery(
    string? Text = null,
    string? Platform = null,
    UnitId? Unit = null,
    bool WithoutCustodian = false,
    AccountSort Sort = AccountSort.Name,
    bool Descending = false,
    int Page = 1
)
{
    /// <summary>Renewal of a verification opens three months before its end.</summary>
    public const int RenewalDays = 90;

    public AccountStatus? Status { get; init; }

    public AccountNature? Nature { get; init; }

    public VerificationState? Verification { get; init; }

    /// <summary>Only accounts of which something is missing, see <see cref="Completeness"/>.</summary>
    public bool Incomplete { get; init; }

    /// <summary>Only accounts of which a secret has to be changed.</summary>
    public bool RotationOwed { get; init; }

    /// <summary>Everything on one page, for paper and export.</summary>
    public bool Unpaged { get; init; }

    /// <summary>How it stands with one account's verification.</summary>
    public static VerificationState VerificationOf(Account account, DateOnly today) =>
        account.IsVerified switch
        {
            null => VerificationState.Unknown,
            false => VerificationState.NotVerified,
            true when account.VerifiedUntil < today => VerificationState.Expired,
            true when account.VerifiedUntil <= today.AddDays(RenewalDays) => VerificationState.Expiring,
            true => VerificationState.Verified,
        };

    /// <summary>The same, as a query.</summary>
    internal static IQueryable<Account> InState(IQueryable<Account> accounts, VerificationState state, DateOnly today)
    {
        var soon = today.AddDays(RenewalDays);
        var verified = accounts.Where(a => a.IsVerified == true);
        return state switch
        {
            VerificationState.Unknown => accounts.Where(a => a.IsVerified == null),
            VerificationState.NotVerified => accounts.Where(a => a.IsVerified == false),
            VerificationState.Expired => verified.Where(a => a.VerifiedUntil != null && a.VerifiedUntil < today),
            VerificationState.Expiring => verified.Where(a =>
                a.VerifiedUntil != null && a.VerifiedUntil >= today && a.VerifiedUntil <= soon
            ),
            _ => verified.Where(a => a.VerifiedUntil == null || a.VerifiedUntil > soon),
        };
    }
}

/// <summary>One line of the list.</summary>
/// <param name="Missing">What the register still lacks of it.</param>
public sealed record AccountLine(
    Account Account,
    Unit Unit,
    Person? Custodian,
    Person? Responsible,
    IReadOnlyList<CompletenessPart> Missing
)
{
    /// <summary>A secret of it has to be changed.</summary>
    public bool RotationOwed { get; init; }

    /// <summary>0 to 100.</summary>
    public int Percent => Completeness.Percent(Missing.Count);
}

/// <summary>One page of the list.</summary>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
public sealed record AccountPage(IReadOnlyList<AccountLine> Lines, int Total, int Page, int Pages);
