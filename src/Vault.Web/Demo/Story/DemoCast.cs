using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Web.Demo.Story;

/// <summary>Who plays: a person with his unit, his place in the campus network and his browser.</summary>
internal sealed record DemoRole(string UserName, string Name, string Unit, string Address, string Device);

/// <summary>An account of the story and who is appointed to it in its first weeks.</summary>
internal sealed record DemoAccount(
    string Key,
    string Platform,
    string Name,
    string? PublicId,
    string Unit,
    string Custodian,
    string[] Administrators,
    string? Responsible,
    string? Leader,
    Component[] Deposits
);

/// <summary>Persons, units and accounts of the demo. All of it is invented, and named so that nobody can doubt it.</summary>
internal static class DemoCast
{
    public const string Organisation = "示例大学";

    /// <summary>Entered late; its accounts come in by a sheet.</summary>
    public const string StudentBody = "示例大学学生会";

    /// <summary>Key, parent, name and kind of the first units below the root.</summary>
    public static readonly (string Key, string Parent, string Name, UnitKind Kind)[] Units =
    [
        ("publicity", "root", "党委宣传部", UnitKind.Department),
        ("computing", "root", "计算机学院", UnitKind.College),
        ("students", "root", "学生处", UnitKind.Department),
    ];

    private const string Edge =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";

    private const string Chrome =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";

    private const string Phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";

    /// <summary>In the order they appear in the bar.</summary>
    public static readonly DemoRole[] People =
    [
        new("zhang.san", "张三", "publicity", "192.0.2.31", Edge),
        new("li.si", "李四", "publicity", "192.0.2.32", Chrome),
        new("wang.wu", "王五", "computing", "198.51.100.15", Edge),
        new("zhao.liu", "赵六", "computing", "198.51.100.16", Chrome),
        new("wu.jiu", "吴九", "students", "203.0.113.9", Edge),
        new("zheng.shi", "郑十", "publicity", "192.0.2.30", Chrome),
        new("chu.shier", "褚十二", "computing", "198.51.100.12", Phone),
        new("feng.shiyi", "冯十一", "root", "192.0.2.11", Phone),
        new("qian.yi", "钱一", "root", "192.0.2.21", Edge),
        new("chen.qi", "陈七", "root", "192.0.2.27", Firefox),
        new("zhou.ba", "周八", "root", "192.0.2.28", Chrome),
        new("sun.er", "孙二", "root", "192.0.2.22", Firefox),
        new("jiang.shisan", "蒋十三", "root", "192.0.2.23", Edge),
        new("wei.shisi", "卫十四", "students", "203.0.113.14", Chrome),
    ];

    /// <summary>The account nobody answers for yet; registered near the end of the story.</summary>
    public static readonly DemoAccount Admissions = new(
        "douyin-admissions",
        "douyin",
        "示例大学招生",
        "demo_zhaosheng",
        "students",
        "",
        [],
        null,
        null,
        []
    );

    /// <summary>The accounts of the first weeks.</summary>
    public static readonly DemoAccount[] Accounts =
    [
        Publicity("weixin", "weixin-mp", "示例大学", "gh_demo_sldx", "zhang.san", ["li.si"], WithApi),
        Publicity("weibo", "weibo", "示例大学官方微博", "demo_sldx", "zhang.san", ["li.si"], Full),
        Publicity(
            "channels",
            "weixin-channels",
            "示例大学视频号",
            null,
            "zhang.san",
            [],
            [Component.LoginName, Component.Note]
        ),
        Publicity("news", "website", "示例大学新闻网", "news.example.edu.cn", "zhang.san", [], WithCodes),
        Publicity("douyin", "douyin", "示例大学", "demo_douyin", "li.si", ["zhang.san"], WithCodes),
        Publicity("bilibili", "bilibili", "示例大学", "demo_bili", "li.si", [], WithCodes),
        Computing(
            "weixin-computing",
            "weixin-mp",
            "示例大学计算机学院",
            "gh_demo_jsj",
            "zhao.liu",
            ["wang.wu"],
            WithApi
        ),
        Computing("web-computing", "website", "计算机学院主页", "cs.example.edu.cn", "wang.wu", [], WithCodes),
        Computing(
            "bilibili-computing",
            "bilibili",
            "示例大学计算机学院",
            "demo_jsj",
            "wang.wu",
            ["zhao.liu"],
            WithCodes
        ),
        Students(
            "weixin-students",
            "weixin-mp",
            "示例大学学工在线",
            "gh_demo_xgzx",
            [Component.Password, Component.LoginName]
        ),
        Students("weibo-students", "weibo", "示例大学学生处", "demo_xsc", Full),
        Students("mini-students", "weixin-mini", "示例校园通", "wx_demo_xyt", WithApi),
        Students(
            "mailbox-students",
            "mailbox",
            "学工邮箱",
            "xuegong@example.edu.cn",
            [Component.Password, Component.RecoveryCodes]
        ),
    ];

    private static Component[] WithApi =>
        [Component.Password, Component.LoginName, Component.AppSecret, Component.Token, Component.EncodingAesKey];

    private static Component[] WithCodes =>
        [Component.Password, Component.LoginName, Component.TotpSeed, Component.Note];

    private static Component[] Full =>
        [
            Component.Password,
            Component.LoginName,
            Component.TotpSeed,
            Component.RecoveryCodes,
            Component.MailboxPassword,
        ];

    public static DemoRole Find(string userName) => People.Single(p => p.UserName == userName);

    private static DemoAccount Publicity(
        string key,
        string platform,
        string name,
        string? publicId,
        string custodian,
        string[] administrators,
        Component[] deposits
    ) =>
        new(key, platform, name, publicId, "publicity", custodian, administrators, "zheng.shi", "feng.shiyi", deposits);

    private static DemoAccount Computing(
        string key,
        string platform,
        string name,
        string publicId,
        string custodian,
        string[] administrators,
        Component[] deposits
    ) => new(key, platform, name, publicId, "computing", custodian, administrators, "chu.shier", null, deposits);

    private static DemoAccount Students(
        string key,
        string platform,
        string name,
        string publicId,
        Component[] deposits
    ) => new(key, platform, name, publicId, "students", "wu.jiu", [], null, "feng.shiyi", deposits);
}
