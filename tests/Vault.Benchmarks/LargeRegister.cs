using System.Globalization;
using Vault.TestKit;

namespace Vault.Benchmarks;

/// <summary>The register of a large organisation as a workbook: invented, and the same in every run.</summary>
internal static class LargeRegister
{
    /// <summary>With its heading it is as long as a sheet may be.</summary>
    public const int Accounts = 9_999;
    public const int Persons = 5_000;
    private const int Units = 200;

    private const string Surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许";
    private const string Given = "一二三四五六七八九十甲乙丙丁戊";

    private static readonly string[] Platforms = ["微信公众号", "微博", "抖音", "视频号", "网站"];

    /// <summary>What the account with this number is called; a search for it finds one account.</summary>
    public static string AccountName(int number) => $"示例账号{Number(number)}";

    public static string PersonName(int number) =>
        $"{Surnames[number % Surnames.Length]}{Given[number / Surnames.Length % Given.Length]}{Given[number / Surnames.Length / Given.Length % Given.Length]}{(number / 4500 == 0 ? "" : "生")}";

    public static SheetBook Workbook() =>
        new SheetBook().With(
            "台账",
            [
                ["单位名称", "平台", "账号名称", "账号ID", "开设日期", "负责人", "负责人手机", "管理员", "管理员手机"],
                .. Enumerable.Range(0, Accounts).Select(Row),
            ]
        );

    private static object?[] Row(int number)
    {
        var (responsible, administrator) = (number % Persons, (number + Persons / 2) % Persons);
        return
        [
            $"示例学院{Number(number % Units)}",
            Platforms[number % Platforms.Length],
            AccountName(number),
            $"example_{Number(number)}",
            new DateOnly(2019, 1, 1).AddDays(number % 2000),
            PersonName(responsible),
            Mobile(responsible),
            PersonName(administrator),
            Mobile(administrator),
        ];
    }

    private static string Number(int number) => number.ToString("00000", CultureInfo.InvariantCulture);

    private static string Mobile(int person) => $"1550000{person.ToString("0000", CultureInfo.InvariantCulture)}";
}
