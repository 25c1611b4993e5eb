using Vault.Core.Exports;
using Vault.Core.Imports;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Imports;

/// <summary>Fifteen accounts as the regulation's form has them: its printed layout and the flat one.</summary>
internal static class RegisterForm
{
    private static readonly object?[] Flat =
    [
        "序号",
        "设立单位",
        "微信名称",
        "微信号",
        "公众号性质",
        "认证情况",
        "认证时间",
        "负责人姓名",
        "负责人办公室电话",
        "负责人手机",
        "管理员姓名",
        "管理员办公室电话",
        "管理员手机",
        "管理员邮箱",
        "管理员微信号",
    ];

    public static SheetBook Printed() =>
        new SheetBook().With(
            "官方微信登记表",
            [
                ["各级单位官方微信登记表"],
                ["学院/(部门)____(签章)", null, null, null, null, null, "主管领导:____"],
                [
                    "序号",
                    "设立单位",
                    "微信名称",
                    "微信号",
                    "公众号性质",
                    "认证情况",
                    null,
                    "负责人",
                    null,
                    null,
                    "管理员",
                ],
                [
                    null,
                    null,
                    null,
                    null,
                    null,
                    "否",
                    "是:认证时间",
                    "姓名",
                    "办公室电话",
                    "手机",
                    "姓名",
                    "办公室电话",
                    "手机",
                    "邮箱",
                    "微信号",
                ],
                .. Enumerable.Range(1, 15).Select(i => Row(i, printed: true)),
                ["填表日期: 2026年3月1日"],
                ["注: 1. 凡官方微信均须填写, 含学生组织; 2. 公众号性质填服务号或订阅号"],
            ],
            "A1:O1",
            "A3:A4",
            "B3:B4",
            "C3:C4",
            "D3:D4",
            "E3:E4",
            "F3:G3",
            "H3:J3",
            "K3:O3"
        );

    public static SheetBook AsCsv() =>
        new SheetBook().With("", [Flat, .. Enumerable.Range(1, 15).Select(i => Row(i, printed: false))]);

    public static XlsBook AsXls() =>
        new XlsBook().With(
            "登记表",
            [Flat, .. Enumerable.Range(1, 15).Select(i => Row(i, printed: false).Select(Old).ToArray())]
        );

    /// <summary>Days as the number they are kept as.</summary>
    private static object? Old(object? cell) => cell is DateOnly day ? (double)SheetGrid.Serial(day) : cell;

    /// <summary>The accounts of a file, which must hold one register and nothing that is wrong.</summary>
    public static IReadOnlyList<RegisterRow> AccountsOf(byte[] file)
    {
        var reading = ReadingOf(file);
        Assert.Empty(reading.Problems);
        return reading.Rows;
    }

    public static SheetReading ReadingOf(byte[] file) => Assert.Single(ReadingsOf(file));

    public static IReadOnlyList<SheetReading> ReadingsOf(byte[] file, params SheetCorrection[] corrections) =>
        Assert.IsType<RegisterOutcome.Read>(ReadRegister.Run(file, TimeProvider.System, corrections)).Sheets;

    public static IReadOnlyList<Sheet> SheetsOf(byte[] file) =>
        Assert.IsType<SheetOutcome.Read>(SheetFile.Read(file, TimeProvider.System)).Sheets;

    private static object?[] Row(int i, bool printed)
    {
        var verified = i % 3 != 0;
        var on = new DateOnly(2024, 1, 1).AddDays(i * 17);
        object?[] verification = (printed, verified) switch
        {
            (true, true) => [null, on],
            (true, false) => ["√", null],
            (false, true) => ["是", on],
            (false, false) => ["否", null],
        };
        return
        [
            (double)i,
            i % 2 == 0 ? "示例大学计算机学院" : "示例大学党委宣传部",
            $"示例官微{i:00}",
            $"example_mp_{i:00}",
            i % 4 == 0 ? "服务号" : "订阅号",
            .. verification,
            $"负责{Digit(i)}",
            $"555-0100{i:00}",
            13_900_000_000d + i,
            $"管理{Digit(i)}",
            $"555-0200{i:00}",
            13_800_000_000d + i,
            $"admin{i:00}@example.edu.cn",
            $"wx_admin_{i:00}",
        ];
    }

    private static char Digit(int i) => "零甲乙丙丁戊己庚辛壬癸子丑寅卯辰"[i];
}
