namespace Vault.Core.Accounts;

/// <summary>公众号性质, as the registration form has it; other platforms know no such thing.</summary>
public enum AccountNature
{
    /// <summary>服务号</summary>
    Service,

    /// <summary>订阅号</summary>
    Subscription,
}
