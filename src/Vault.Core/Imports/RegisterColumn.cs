namespace Vault.Core.Imports;

/// <summary>What a column of a register sheet holds.</summary>
public enum RegisterColumn
{
    /// <summary>Not read: a running number, or a column that no one knows.</summary>
    Ignored,
    Unit,
    SupervisingUnit,
    Platform,
    AccountName,

    /// <summary>The id everybody can see, such as a 微信号; an original id (<c>gh_…</c>) often stands here.</summary>
    PublicId,
    OriginalId,

    /// <summary>服务号 or 订阅号.</summary>
    Nature,

    /// <summary>认证情况: yes or no, or the date of it.</summary>
    Verified,

    /// <summary>认证情况 split in two, the half for accounts that are not verified.</summary>
    NotVerified,
    VerifiedOn,
    VerifiedUntil,
    Address,
    OpenedOn,
    Status,
    ResponsibleName,
    ResponsibleOfficePhone,
    ResponsibleMobile,
    ResponsibleMailbox,
    ResponsibleWeixin,
    SupervisorName,
    SupervisorOfficePhone,
    SupervisorMobile,
    AdministratorName,
    AdministratorOfficePhone,
    AdministratorMobile,
    AdministratorMailbox,
    AdministratorWeixin,
    BoundMobile,
    BoundMailbox,
    LoginName,

    /// <summary>Never taken silently: sealed, and presumed known by the people named in the row.</summary>
    Password,
    Note,
}
