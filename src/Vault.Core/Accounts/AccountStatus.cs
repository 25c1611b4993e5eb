namespace Vault.Core.Accounts;

/// <summary>How it stands with an account out on its platform, as the register knows it.</summary>
public enum AccountStatus
{
    /// <summary>正常</summary>
    Active,

    /// <summary>停用</summary>
    Suspended,

    /// <summary>待注销</summary>
    ToBeCancelled,

    /// <summary>已注销: kept in the register for its history.</summary>
    Cancelled,

    /// <summary>被盗用: somebody else is suspected of using it.</summary>
    Compromised,
}
