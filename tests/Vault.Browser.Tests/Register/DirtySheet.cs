using Vault.TestKit;

namespace Vault.Browser.Tests.Register;

/// <summary>A register as an office sends it: two sheets with columns of their own, and dirt of many kinds. All of it is invented.</summary>
internal static class DirtySheet
{
    public const string File = "新媒体台账（2026年春）.xlsx";
    public const string Password = "示例-口令-9527";

    private const string Sheet = "公众号";

    /// <summary>
    /// What a clerk has to correct in the first sheet, by column from 0: who answers stands under 联系人, which elsewhere is
    /// another word for the administrator.
    /// </summary>
    public static IReadOnlyDictionary<int, string> Corrections { get; } =
        new Dictionary<int, string> { [4] = "ResponsibleName", [5] = "AdministratorName" };

    public static byte[] Xlsx(string account = "示例外院官微") =>
        new SheetBook()
            .With(
                Sheet,
                [
                    ["示例大学新媒体账号台账"],
                    [
                        "单位名称",
                        "公众号名称",
                        "微信号",
                        "公众号性质",
                        "联系人",
                        "管理员",
                        "管理员手机",
                        "密码",
                        "认证时间",
                        "粉丝数",
                    ],
                    [
                        "示例外国语学院",
                        account,
                        "ｅｘａｍｐｌｅ＿ｓｆｌ",
                        "订阅号",
                        "赵甲",
                        "钱乙",
                        13_900_000_001d,
                        Password,
                        "去年",
                        5200d,
                    ],
                    ["示例外国语学院", null, null, null, "赵甲", "孙丙", "1.39E+10", null, null, null],
                    [
                        "示例校团委",
                        "示例青年",
                        "gh_0123456789ab",
                        "服务号",
                        "李红",
                        "吴老师、周同学（学生）",
                        "13800000001、13800000002",
                        "无",
                        "2024年3月1日",
                        null,
                    ],
                    ["合计", "2"],
                    ["填表日期：2026年3月2日"],
                ],
                "A1:J1"
            )
            .With(
                "微博",
                [
                    ["主办单位", "微博名称", "负责人", "管理员"],
                    ["示例大学图书馆", "示例大学图书馆官方微博", "郑七", "冯八"],
                    ["示例大学图书馆", "示例大学图书馆官方微博", "郑七", "冯八"],
                ]
            )
            .Xlsx();
}
