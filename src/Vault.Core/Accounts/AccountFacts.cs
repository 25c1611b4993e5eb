using System.Globalization;

namespace Vault.Core.Accounts;

/// <summary>One fact of an account that can be changed, as the log and the filing name it.</summary>
public enum AccountFact
{
    Name,
    PublicId,
    OriginalId,
    Unit,
    SupervisingUnit,
    Nature,
    Status,
    Verified,
    VerifiedOn,
    VerifiedUntil,
    OpenedOn,
    Address,
    Remark,
}

/// <summary>What of an account is sealed on disk, although everybody who sees the account may read it.</summary>
public sealed record AccountDetails(string? Address, string? Remark)
{
    public static AccountDetails None { get; } = new(null, null);

    public bool IsEmpty => this == None;
}

/// <summary>The facts of an account, read and found sound.</summary>
public sealed record AccountFacts(string Name, UnitId Unit)
{
    public string? PublicId { get; init; }

    public string? OriginalId { get; init; }

    public UnitId? SupervisingUnit { get; init; }

    public AccountNature? Nature { get; init; }

    public AccountStatus Status { get; init; }

    public bool? IsVerified { get; init; }

    public DateOnly? VerifiedOn { get; init; }

    public DateOnly? VerifiedUntil { get; init; }

    public DateOnly? OpenedOn { get; init; }

    public AccountDetails Details { get; init; } = AccountDetails.None;

    public static AccountFacts Of(Account account, AccountDetails details) =>
        new(account.Name, account.Unit)
        {
            PublicId = account.PublicId,
            OriginalId = account.OriginalId,
            SupervisingUnit = account.SupervisingUnit,
            Nature = account.Nature,
            Status = account.Status,
            IsVerified = account.IsVerified,
            VerifiedOn = account.VerifiedOn,
            VerifiedUntil = account.VerifiedUntil,
            OpenedOn = account.OpenedOn,
            Details = details,
        };

    /// <summary>Every fact as text; null where it is not known. Units by their identifiers, choices by their names.</summary>
    public string? this[AccountFact fact] =>
        fact switch
        {
            AccountFact.Name => Name,
            AccountFact.PublicId => PublicId,
            AccountFact.OriginalId => OriginalId,
            AccountFact.Unit => Unit.ToString(),
            AccountFact.SupervisingUnit => SupervisingUnit?.ToString(),
            AccountFact.Nature => Nature?.ToString(),
            AccountFact.Status => Status.ToString(),
            AccountFact.Verified => IsVerified?.ToString(),
            AccountFact.VerifiedOn => Day(VerifiedOn),
            AccountFact.VerifiedUntil => Day(VerifiedUntil),
            AccountFact.OpenedOn => Day(OpenedOn),
            AccountFact.Address => Details.Address,
            AccountFact.Remark => Details.Remark,
            _ => throw new ArgumentOutOfRangeException(nameof(fact)),
        };

    /// <summary>What differs, in the order of the form.</summary>
    public IEnumerable<AccountFact> ChangesTo(AccountFacts next) =>
        Enum.GetValues<AccountFact>().Where(f => this[f] != next[f]);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
