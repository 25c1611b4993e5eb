namespace Vault.Core.Accounts;

/// <summary>How an account stands with its platform, as the register knows it.</summary>
public enum AccountStatus
{
    /// <summary>正常</summary>
    Active,

    /// <summary>停用: kept, but not used.</summary>
    Suspended,

    /// <summary>待注销: to be given up.</summary>
    ToBeCancelled,

    /// <summary>已注销</summary>
    Cancelled,

    /// <summary>被盗: in the hands of somebody else, or believed to be.</summary>
    Compromised,
}
