using Vault.Core.Accounts;

namespace Vault.Core.Exports;

/// <summary>
/// The words of the files, which are those of the regulation's form and of the reader of sheets (<c>Imports</c>),
/// whatever language the screen is in: a file that is sent out comes back.
/// </summary>
internal static class RegisterWords
{
    public const string Yes = "是";
    public const string No = "否";
    public const string Tick = "√";

    /// <summary>Between several people of one cell, and between what goes with them.</summary>
    public const string Between = "、";

    /// <summary>Holds the place of somebody of whom a thing is not known, where it is known of another.</summary>
    public const string None = "无";

    public const string StudentMark = "（学生）";

    /// <summary>
    /// As the organisation calls it, which its import understands; else in the word of the files. One that nobody has a
    /// word for is 其他, which reads as the generic one.
    /// </summary>
    public static string Of(Platform platform) =>
        platform.Name
        ?? platform.Key switch
        {
            "weixin-mp" => "微信公众号",
            "weixin-channels" => "视频号",
            "weixin-mini" => "小程序",
            "weibo" => "微博",
            "douyin" => "抖音",
            "bilibili" => "哔哩哔哩",
            "website" => "网站",
            "mailbox" => "邮箱",
            _ => "其他",
        };

    public static string Of(AccountStatus status) =>
        status switch
        {
            AccountStatus.Active => "正常",
            AccountStatus.Suspended => "停用",
            AccountStatus.ToBeCancelled => "待注销",
            AccountStatus.Cancelled => "已注销",
            _ => "被盗用",
        };

    public static string? Of(AccountNature? nature) =>
        nature switch
        {
            AccountNature.Service => "服务号",
            AccountNature.Subscription => "订阅号",
            _ => null,
        };
}
