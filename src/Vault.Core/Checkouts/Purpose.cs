using Vault.Core.Text;

namespace Vault.Core.Checkouts;

/// <summary>用途: what an account is had for, chosen from the organisation's list beside the reason in words.</summary>
public sealed record Purpose
{
    /// <summary>UTF-16 units of a name at most.</summary>
    public const int NameLimit = 20;

    /// <summary>Chosen beforehand where the glass is broken.</summary>
    public const string Emergency = "emergency";

    private Purpose(string key, params string[] shippedNames) => (Key, ShippedNames) = (key, shippedNames);

    /// <summary>As stored with a checkout and written in the log; never changes.</summary>
    public string Key { get; }

    /// <summary>As the organisation entered it; null for a shipped one, which has a name in each language.</summary>
    public string? Name { get; private init; }

    /// <summary>False once it was taken off the list; checkouts that have it keep it.</summary>
    public bool IsOffered { get; private init; } = true;

    public bool IsShipped => Name is null;

    /// <summary>The key of a shipped one's name in the texts.</summary>
    public string NameKey => $"Purpose.{Key}";

    /// <summary>Its names in the texts, which no other may have.</summary>
    internal IReadOnlyList<string> ShippedNames { get; }

    internal IEnumerable<string> Names => Name is null ? ShippedNames : [Name];

    /// <summary>Those the product ships, in the order of a drop-down: what is done most often comes first.</summary>
    public static IReadOnlyList<Purpose> Shipped { get; } =
    [
        new("publish", "发布内容", "Publish content"),
        new("reply", "回复留言", "Reply to comments"),
        new("settings", "维护账号设置", "Change account settings"),
        new("figures", "查看数据", "Look at figures"),
        new("verification", "办理认证", "Verify the account"),
        new(Emergency, "应急处置", "Deal with an emergency"),
        new("other", "其他", "Other"),
    ];

    internal Purpose As(PurposeRow row) => this with { IsOffered = !row.IsRetired };

    internal static Purpose Own(PurposeRow row) => new(row.Key) { Name = row.Name, IsOffered = !row.IsRetired };

    /// <summary>Whether somebody could take the two for one.</summary>
    internal bool IsNamed(string name) => Names.Any(n => NameText.Uniform(n) == NameText.Uniform(name));
}
