namespace Vault.Core.Accounts;

/// <summary>公众号性质: the two kinds of official account that WeChat knows.</summary>
public enum AccountNature
{
    /// <summary>服务号</summary>
    Service,

    /// <summary>订阅号</summary>
    Subscription,
}
