using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>What a platform allows to be counted.</summary>
public enum HoldingLimit
{
    ScanningAdministrators,
    LongTermOperators,
    ShortTermOperators,
    ThirdPartyGrants,

    /// <summary>Accounts of the platform that one person operates.</summary>
    AccountsOfOperator,
}

/// <summary>More than a platform allows stands recorded: something of it is not as it is there.</summary>
/// <param name="Operator">Who operates too many; null for the other limits.</param>
public sealed record HoldingWarning(HoldingLimit Limit, int Count, int Most, Person? Operator);

/// <summary>How many of what a platform allows; what it says nothing of is not counted.</summary>
public sealed class HoldingLimits
{
    private readonly Dictionary<HoldingLimit, int> _most;

    private HoldingLimits(Dictionary<HoldingLimit, int> most) => _most = most;

    public static HoldingLimits None { get; } = new([]);

    /// <summary>微信公众号, as its own pages state them; platforms change, and this list with them.</summary>
    public static HoldingLimits WeixinMp { get; } =
        new(
            new()
            {
                [HoldingLimit.ScanningAdministrators] = 1,
                [HoldingLimit.LongTermOperators] = 5,
                [HoldingLimit.ShortTermOperators] = 20,
                [HoldingLimit.ThirdPartyGrants] = 15,
                [HoldingLimit.AccountsOfOperator] = 5,
            }
        );

    /// <summary>Null: no limit is known.</summary>
    public int? this[HoldingLimit limit] => _most.TryGetValue(limit, out var most) ? most : null;

    /// <summary>What is exceeded, in the order of the limits.</summary>
    /// <param name="ofAccount">All holdings of the account, ended ones included.</param>
    /// <param name="operated">For each person who operates it, how many accounts of the platform he operates.</param>
    internal IReadOnlyList<HoldingWarning> Exceeded(
        IReadOnlyList<Holding> ofAccount,
        IEnumerable<(Person Operator, int Accounts)> operated,
        DateOnly today
    )
    {
        var count = ofAccount.Where(h => h.CountsOn(today)).CountBy(h => h.Kind).ToDictionary();
        var counts = new (HoldingLimit Limit, int Count, Person? Operator)[]
        {
            Of(HoldingLimit.ScanningAdministrators, HoldingKind.ScanningAdministrator),
            Of(HoldingLimit.LongTermOperators, HoldingKind.LongTermOperator),
            Of(HoldingLimit.ShortTermOperators, HoldingKind.ShortTermOperator),
            Of(HoldingLimit.ThirdPartyGrants, HoldingKind.ThirdPartyGrant),
        };
        return
        [
            .. counts
                .Concat(operated.Select(o => (HoldingLimit.AccountsOfOperator, o.Accounts, (Person?)o.Operator)))
                .Where(c => c.Item2 > this[c.Item1])
                .Select(c => new HoldingWarning(c.Item1, c.Item2, this[c.Item1]!.Value, c.Item3)),
        ];

        (HoldingLimit, int, Person?) Of(HoldingLimit limit, HoldingKind kind) =>
            (limit, count.GetValueOrDefault(kind), null);
    }
}
