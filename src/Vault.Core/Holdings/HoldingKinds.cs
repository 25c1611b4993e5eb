namespace Vault.Core.Holdings;

/// <summary>Who may hold what, and what there is to say of it.</summary>
public static class HoldingKinds
{
    /// <summary>A phone or a mailbox: it may belong to the office, and its number or address is known.</summary>
    public static bool IsMedium(this HoldingKind kind) => kind is HoldingKind.BoundPhone or HoldingKind.BoundMailbox;

    public static bool IsOperator(this HoldingKind kind) =>
        kind is HoldingKind.LongTermOperator or HoldingKind.ShortTermOperator;

    /// <summary>The holder may be somebody in the register.</summary>
    public static bool MayBePerson(this HoldingKind kind) => kind != HoldingKind.ThirdPartyGrant;

    /// <summary>The holder may be told in words: an office, a service.</summary>
    public static bool MayBeOutside(this HoldingKind kind) => kind == HoldingKind.ThirdPartyGrant || kind.IsMedium();

    /// <summary>
    /// What tells it apart is kept: a number, an address, a WeChat id. Of the real-name person there is none to keep: his
    /// identity number is none of the vault's business.
    /// </summary>
    public static bool HasValue(this HoldingKind kind) =>
        kind.IsMedium() || kind.IsOperator() || kind == HoldingKind.ScanningAdministrator;

    /// <summary>A platform knows one at a time, so a new one usually takes the place of the former.</summary>
    public static bool IsSingle(this HoldingKind kind) =>
        kind is HoldingKind.ScanningAdministrator or HoldingKind.RealNamePerson || kind.IsMedium();
}
