using System.Globalization;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>The words on paper; those of the Chinese screen, which a test holds equal.</summary>
internal static class RecordWords
{
    /// <summary>Where something is not known, or there is none.</summary>
    public const string Nothing = "—";

    public const string Between = "、";

    /// <summary>A moment as the clocks of the organisation show it.</summary>
    public static string Of(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, OrganisationTime.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A digest as it is read aloud and typed: in groups of eight.</summary>
    public static string Of(ReadOnlySpan<byte> digest) =>
        string.Join(' ', Convert.ToHexStringLower(digest).Chunk(8).Select(c => new string(c)));

    public static string VersionOf(int version) => $"第 {Of(version)} 版";

    /// <summary>How long the log was, and what its root was, so that a later one can be held against the paper.</summary>
    public static RecordFact Of((long Size, byte[] Root) head) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"打印时查阅记录共 {head.Size} 条，根散列"),
            Of(head.Root),
            IsCode: true
        );

    /// <summary>As the organisation entered it, else in the Chinese of the shipped list.</summary>
    public static string Of(Purpose? purpose) => purpose is null ? Nothing : purpose.Name ?? purpose.ShippedNames[0];

    public static string Of(AppointmentRole role) =>
        role switch
        {
            AppointmentRole.Custodian => "保管人",
            AppointmentRole.Administrator => "账号管理员",
            AppointmentRole.ResponsiblePerson => "负责人",
            AppointmentRole.SupervisingLeader => "主管领导",
            AppointmentRole.Assistant => "协助人",
            AppointmentRole.BreakGlass => "应急取用人",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    public static string Of(OfficeRole role) =>
        role switch
        {
            OfficeRole.Registrar => "综合办公室经办人",
            OfficeRole.Reviewer => "审阅人（审计管理员）",
            OfficeRole.SystemAdministrator => "系统管理员",
            OfficeRole.SecurityAdministrator => "安全管理员",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    public static string Of(Component component) =>
        component switch
        {
            Component.Password => "登录密码",
            Component.TotpSeed => "动态码密钥",
            Component.RecoveryCodes => "恢复码",
            Component.AppSecret => "开发者密码 AppSecret",
            Component.Token => "令牌 Token",
            Component.EncodingAesKey => "消息加解密密钥 EncodingAESKey",
            Component.MailboxPassword => "登录邮箱的密码",
            Component.LoginName => "登录名",
            Component.Note => "备注",
            Component.Attachment => "附件",
            _ => throw new ArgumentOutOfRangeException(nameof(component)),
        };

    public static string Of(HoldingKind kind) =>
        kind switch
        {
            HoldingKind.BoundPhone => "绑定手机",
            HoldingKind.BoundMailbox => "绑定邮箱",
            HoldingKind.ScanningAdministrator => "扫码管理员",
            HoldingKind.LongTermOperator => "长期运营者",
            HoldingKind.ShortTermOperator => "短期运营者",
            HoldingKind.ThirdPartyGrant => "第三方授权",
            HoldingKind.RealNamePerson => "实名人",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static string Of(HandoverCause cause) =>
        cause switch
        {
            HandoverCause.Transfer => "调动",
            HandoverCause.Departure => "离职",
            HandoverCause.Retirement => "退休",
            HandoverCause.Graduation => "毕业",
            HandoverCause.TermEnd => "换届",
            HandoverCause.Other => "其他",
            _ => throw new ArgumentOutOfRangeException(nameof(cause)),
        };

    public static string Of(HandoverItemKind kind) =>
        kind switch
        {
            HandoverItemKind.Duty => "任职",
            HandoverItemKind.Secret => "知情的密码",
            HandoverItemKind.Holding => "平台绑定",
            HandoverItemKind.Checkout => "领用中",
            HandoverItemKind.Approval => "待其审批",
            HandoverItemKind.Other => "移交人补充",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static string Of(ItemState state) =>
        state switch
        {
            ItemState.Waiting => "待移交",
            ItemState.Handed => "待点收",
            ItemState.Discrepancy => "有差异",
            ItemState.CountedIn => "已点收",
            ItemState.NotApplicable => "不适用",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static string Of(HandoverSide side) =>
        side switch
        {
            HandoverSide.Leaver => "移交人",
            HandoverSide.Successor => "接收人",
            HandoverSide.Witness => "监交人",
            _ => throw new ArgumentOutOfRangeException(nameof(side)),
        };
}
