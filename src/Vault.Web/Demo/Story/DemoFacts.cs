using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Web.Demo.Story;

/// <summary>What the register knows of an account beyond name and id; what is left out nobody has recorded.</summary>
/// <param name="VerifiedFor">Days from the registration until the verification expires; null if it is not verified.</param>
internal sealed record DemoFacts(
    DateOnly? OpenedOn,
    int? VerifiedFor = null,
    AccountNature? Nature = null,
    string? Address = null,
    bool IsVerified = true
)
{
    // The story ends some five months after the registrations: 165 days reach two or three weeks beyond it.
    private static readonly Dictionary<string, DemoFacts> Known = new(StringComparer.Ordinal)
    {
        ["weixin"] = new(new(2014, 9, 1), 320, AccountNature.Service),
        ["weibo"] = new(new(2012, 3, 15), 300),
        ["channels"] = new(new(2020, 11, 2), 165),
        ["news"] = new(new(2009, 6, 1), Address: "https://news.example.edu.cn/", IsVerified: false),
        ["douyin"] = new(new(2019, 5, 4), 280),
        ["weixin-computing"] = new(new(2016, 10, 20), 165, AccountNature.Subscription),
        ["web-computing"] = new(null, Address: "https://cs.example.edu.cn/"),
        ["weixin-students"] = new(new(2015, 4, 7), 120, AccountNature.Subscription),
        ["mini-students"] = new(new(2021, 9, 1), 250),
    };

    public static AccountEntry Of(DemoStage stage, DemoAccount account)
    {
        var entry = new AccountEntry(account.Platform, account.Name, account.PublicId, stage.Units[account.Unit]);
        if (!Known.TryGetValue(account.Key, out var facts))
            return entry;
        var today = OrganisationTime.DayOf(stage.Now);
        var until = facts.VerifiedFor is { } days ? today.AddDays(days) : (DateOnly?)null;
        return entry with
        {
            OpenedOn = facts.OpenedOn,
            Nature = facts.Nature,
            Address = facts.Address,
            IsVerified = facts.IsVerified,
            VerifiedUntil = until,
            VerifiedOn = until?.AddYears(-1),
        };
    }

    /// <summary>How to reach somebody of the cast: numbers and mailboxes that lead nowhere.</summary>
    public static Contact ContactOf(DemoRole role)
    {
        var place = DemoCast.People.TakeWhile(p => p != role).Count();
        return new($"555-01{place:00}", $"555-02{place:00}", $"{role.UserName}@example.edu.cn", null);
    }
}
