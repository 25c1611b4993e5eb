using Vault.Core.Audit;

namespace Vault.Core.Accounts;

/// <summary>What a platform knows an account's owner by, beside the password.</summary>
public enum BoundMediumKind
{
    /// <summary>绑定手机</summary>
    Phone,

    /// <summary>绑定邮箱</summary>
    Mailbox,
}

/// <summary>
/// A phone or mailbox bound to an account on its platform, from–until. Whoever holds it may be able to reset the
/// password. The value is sealed and stands masked on screen.
/// </summary>
public sealed class BoundMedium : IAttestedRow
{
    private BoundMedium() { }

    public BoundMediumId Id { get; private init; }

    public AccountId Account { get; private init; }

    public BoundMediumKind Kind { get; private init; }

    public byte[] SealedValue { get; private init; } = [];

    public DateTimeOffset From { get; private init; }

    public DateTimeOffset? Until { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Account.Value;

    internal static BoundMedium Of(
        BoundMediumId id,
        AccountId account,
        BoundMediumKind kind,
        byte[] sealedValue,
        DateTimeOffset from
    ) =>
        new()
        {
            Id = id,
            Account = account,
            Kind = kind,
            SealedValue = sealedValue,
            From = from,
        };

    public bool IsLive(DateTimeOffset at) => From <= at && (Until is null || at < Until);

    internal void End(DateTimeOffset at) => Until ??= at;
}
