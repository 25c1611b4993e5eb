using System.Collections.Frozen;
using System.Text;

namespace Vault.Core.Imports;

/// <summary>The headings that offices write, and what they mean. A heading in two rows is both rows in one.</summary>
internal static class ColumnNames
{
    private static readonly FrozenDictionary<string, RegisterColumn> Known = All()
        .ToFrozenDictionary(n => Simplify(n.Name), n => n.Column, StringComparer.Ordinal);

    /// <summary>Which platform a heading gives away: 微博名称 stands only in a register of Weibo.</summary>
    private static readonly (string Word, string Platform)[] PlatformWords =
    [
        ("视频号", "weixin-channels"),
        ("小程序", "weixin-mini"),
        ("微信", "weixin-mp"),
        ("公众号", "weixin-mp"),
        ("微博", "weibo"),
        ("抖音", "douyin"),
        ("哔哩", "bilibili"),
        ("b站", "bilibili"),
        ("网站", "website"),
        ("邮箱", "mailbox"),
    ];

    /// <summary>Null if nobody knows the heading.</summary>
    public static RegisterColumn? Find(string heading) =>
        Known.TryGetValue(Simplify(heading), out var column) ? column : null;

    private static readonly string[] SecretWords = ["密码", "口令", "密钥", "password", "passwd", "pwd", "secret"];

    /// <summary>True for a heading under which secrets stand, known as a column or not: 邮箱密码, AppSecret.</summary>
    public static bool IsSecret(string heading)
    {
        var simple = Simplify(heading);
        return SecretWords.Any(w => simple.Contains(w, StringComparison.Ordinal))
            && !simple.Contains("是否", StringComparison.Ordinal);
    }

    /// <summary>The key of the platform that a text names, or null.</summary>
    public static string? PlatformIn(string text)
    {
        var simple = Simplify(text);
        return PlatformWords
            .Where(w => simple.Contains(w.Word, StringComparison.Ordinal))
            .Select(w => w.Platform)
            .FirstOrDefault();
    }

    /// <summary>
    /// Full width and half width alike, no spaces, no punctuation, no remark in brackets (必填), small letters.
    /// </summary>
    internal static string Simplify(string heading)
    {
        var simple = new StringBuilder(heading.Length);
        var depth = 0;
        foreach (var c in heading.Normalize(NormalizationForm.FormKC))
        {
            depth += c is '(' or '[' or '【' ? 1 : 0;
            if (depth == 0 && char.IsLetterOrDigit(c))
                simple.Append(char.ToLowerInvariant(c));
            depth -= depth > 0 && c is ')' or ']' or '】' ? 1 : 0;
        }
        return simple.ToString();
    }

    private static IEnumerable<(string Name, RegisterColumn Column)> All() =>
        Plain().Concat(Persons()).DistinctBy(n => Simplify(n.Name), StringComparer.Ordinal);

    private static IEnumerable<(string Name, RegisterColumn Column)> Plain() =>
        Of(RegisterColumn.Ignored, "序号", "编号", "序", "no", "填表日期", "协助人", "登记日期", "完整度")
            .Concat(
                Of(
                    RegisterColumn.Unit,
                    "设立单位",
                    "单位名称",
                    "单位",
                    "主办单位",
                    "所属单位",
                    "开设单位",
                    "部门",
                    "学院",
                    "学院部门",
                    "所属部门",
                    "运营单位",
                    "归口单位"
                )
            )
            .Concat(Of(RegisterColumn.SupervisingUnit, "主管单位", "上级单位", "指导单位", "主管部门"))
            .Concat(
                Of(
                    RegisterColumn.Platform,
                    "平台",
                    "平台名称",
                    "媒体类型",
                    "新媒体类型",
                    "账号类型",
                    "账号平台",
                    "类别",
                    "平台类型"
                )
            )
            .Concat(
                Of(
                    RegisterColumn.AccountName,
                    "账号名称",
                    "帐号名称",
                    "名称",
                    "平台账号名称",
                    "新媒体名称",
                    "账号",
                    "微信名称",
                    "公众号名称",
                    "微信公众号名称",
                    "微信公众号",
                    "公众号",
                    "微博名称",
                    "微博昵称",
                    "抖音名称",
                    "抖音号名称",
                    "视频号名称",
                    "b站名称",
                    "网站名称",
                    "昵称"
                )
            )
            .Concat(
                Of(
                    RegisterColumn.PublicId,
                    "微信号",
                    "公众号微信号",
                    "微信公众号id",
                    "账号id",
                    "id",
                    "抖音号",
                    "微博id",
                    "微博号",
                    "uid",
                    "公众号id",
                    "平台id",
                    "视频号id"
                )
            )
            .Concat(Of(RegisterColumn.OriginalId, "原始id", "原始号", "公众号原始id"))
            .Concat(Of(RegisterColumn.Nature, "公众号性质", "性质", "公众号类型", "账号性质", "服务号订阅号"))
            .Concat(Of(RegisterColumn.Verified, "认证情况", "是否认证", "认证", "认证状态"))
            .Concat(Of(RegisterColumn.NotVerified, "认证情况否"))
            .Concat(
                Of(
                    RegisterColumn.VerifiedOn,
                    "认证时间",
                    "认证日期",
                    "认证情况是认证时间",
                    "认证情况是",
                    "认证情况认证时间"
                )
            )
            .Concat(
                Of(RegisterColumn.VerifiedUntil, "认证到期时间", "认证有效期", "认证到期日", "年审到期时间", "认证到期")
            )
            .Concat(Of(RegisterColumn.Address, "网址", "链接", "地址", "url", "主页", "主页地址", "账号链接"))
            .Concat(Of(RegisterColumn.OpenedOn, "开通时间", "开设时间", "注册时间", "成立时间", "开通日期", "创建时间"))
            .Concat(Of(RegisterColumn.Status, "状态", "账号状态", "使用状态", "运营状态"))
            .Concat(Of(RegisterColumn.BoundMobile, "绑定手机", "绑定手机号", "注册手机", "注册手机号"))
            .Concat(Of(RegisterColumn.BoundMailbox, "绑定邮箱", "注册邮箱", "登录邮箱"))
            .Concat(Of(RegisterColumn.LoginName, "登录账号", "登录名", "用户名", "登陆账号", "登录帐号", "登陆名"))
            .Concat(Of(RegisterColumn.Password, "密码", "登录密码", "登陆密码", "口令", "账号密码", "初始密码"))
            .Concat(Of(RegisterColumn.Note, "备注", "说明", "其他", "备注说明"));

    private static IEnumerable<(string Name, RegisterColumn Column)> Persons() =>
        Person(
                ["负责人", "责任人", "单位负责人", "账号负责人", "直接负责人"],
                RegisterColumn.ResponsibleName,
                RegisterColumn.ResponsibleOfficePhone,
                RegisterColumn.ResponsibleMobile,
                RegisterColumn.ResponsibleMailbox,
                RegisterColumn.ResponsibleWeixin
            )
            .Concat(
                Person(
                    ["主管领导", "分管领导", "指导教师", "指导老师", "分管负责人"],
                    RegisterColumn.SupervisorName,
                    RegisterColumn.SupervisorOfficePhone,
                    RegisterColumn.SupervisorMobile,
                    RegisterColumn.Ignored,
                    RegisterColumn.Ignored
                )
            )
            .Concat(
                Person(
                    [
                        "管理员",
                        "运营人员",
                        "维护人",
                        "维护人员",
                        "联系人",
                        "运营者",
                        "保管人",
                        "运营管理员",
                        "账号管理员",
                        "管理人员",
                    ],
                    RegisterColumn.AdministratorName,
                    RegisterColumn.AdministratorOfficePhone,
                    RegisterColumn.AdministratorMobile,
                    RegisterColumn.AdministratorMailbox,
                    RegisterColumn.AdministratorWeixin
                )
            );

    private static IEnumerable<(string Name, RegisterColumn Column)> Person(
        string[] people,
        RegisterColumn name,
        RegisterColumn officePhone,
        RegisterColumn mobile,
        RegisterColumn mailbox,
        RegisterColumn weixin
    ) =>
        people.SelectMany(who =>
            Of(name, who, $"{who}姓名", $"{who}名字")
                .Concat(
                    Of(officePhone, $"{who}办公室电话", $"{who}办公电话", $"{who}座机", $"{who}固定电话", $"{who}固话")
                )
                .Concat(
                    Of(
                        mobile,
                        $"{who}手机",
                        $"{who}手机号",
                        $"{who}手机号码",
                        $"{who}移动电话",
                        $"{who}联系电话",
                        $"{who}联系方式",
                        $"{who}电话"
                    )
                )
                .Concat(Of(mailbox, $"{who}邮箱", $"{who}电子邮箱", $"{who}邮件", $"{who}email", $"{who}电子邮件"))
                .Concat(Of(weixin, $"{who}微信号", $"{who}微信"))
        );

    private static IEnumerable<(string Name, RegisterColumn Column)> Of(RegisterColumn column, params string[] names) =>
        names.Select(n => (n, column));
}
