using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Vault.Core.Accounts;
using Vault.Core.Exports;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>A person as a cell names him.</summary>
/// <param name="IsStudent">The cell said （学生）.</param>
public sealed record NamedInCell(string Name, bool IsStudent);

/// <summary>What clerks write into cells, brought into one form.</summary>
public static partial class CellText
{
    private static readonly string[] Nothing =
    [
        "无",
        "/",
        "\\",
        "-",
        "--",
        "—",
        "——",
        "暂无",
        "空",
        "没有",
        "未填",
        "n/a",
        "na",
        "null",
        "none",
        "不详",
        "同上无",
    ];

    private static readonly string[] DayForms =
    [
        "yyyy-M-d",
        "yyyy/M/d",
        "yyyy.M.d",
        "yyyy年M月d日",
        "yyyy年M月d号",
        "yyyyMMdd",
    ];

    private static readonly (AccountStatus Status, string[] Words)[] StatusWords =
    [
        (AccountStatus.Compromised, ["被盗", "盗用", "盗号", "失控"]),
        (AccountStatus.ToBeCancelled, ["待注销", "拟注销", "注销中", "申请注销", "准备注销", "正在注销", "办理注销"]),
        (AccountStatus.Active, ["未停用", "未注销", "恢复"]),
        (AccountStatus.Cancelled, ["注销", "销号"]),
        (AccountStatus.Suspended, ["停", "冻结", "封禁", "休眠", "闲置", "未使用", "未启用", "不再使用", "弃用"]),
        (AccountStatus.Active, ["正常", "在用", "使用", "启用", "运营", "活跃"]),
    ];

    // A cell may hold what it likes, megabytes of it: no pattern goes back over it.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    // Excel counts days from 1899-12-30 on; before 1990 no account existed, after 2100 it is another number.
    private const int EarliestSerial = 32_874;
    private const int LatestSerial = 73_415;

    /// <summary>
    /// The text without what hides or spaces it, Latin letters, digits and brackets in half width; empty for everything
    /// that means nothing, such as 无.
    /// </summary>
    public static string Plain(string cell)
    {
        var plain = new StringBuilder(cell.Length);
        // What an export has neutralised.
        foreach (var c in InertCell.Undo(cell))
        {
            // Only what has a full and a half width: a name keeps its other characters as they are.
            var half = c is > '\uFF00' and < '\uFF5F' ? (char)(c - 0xFEE0) : c;
            plain.Append(
                char.IsWhiteSpace(half)
                || CharUnicodeInfo.GetUnicodeCategory(half) is UnicodeCategory.Format or UnicodeCategory.Control
                    ? ' '
                    : half
            );
        }
        var text = Spaces().Replace(plain.ToString(), " ").Trim();
        return Nothing.Contains(text, StringComparer.OrdinalIgnoreCase) ? "" : text;
    }

    /// <summary>The day, or null if the text names none. A month or a year alone names none.</summary>
    public static DateOnly? Day(string cell)
    {
        var text = Plain(cell).Replace(" ", "", StringComparison.Ordinal);
        // Before the time of day, if there is one.
        text = TimeOfDay().Replace(text, "");
        if (DateOnly.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.Year is >= 1990 and <= 2100 ? day : null;
        return
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial)
            && serial is >= EarliestSerial and <= LatestSerial
            ? SheetGrid.Day(serial)
            : null;
    }

    /// <summary>Yes, no, or null if the text is neither.</summary>
    public static bool? YesOrNo(string cell)
    {
        var text = Plain(cell).ToLowerInvariant();
        return text switch
        {
            "是" or "有" or "已认证" or "认证" or "已" or "√" or "✓" or "✔" or "y" or "yes" or "true" or "1" => true,
            "否" or "未认证" or "未" or "×" or "x" or "✗" or "n" or "no" or "false" or "0" => false,
            _ => null,
        };
    }

    /// <summary>How an account stands, or null if the text does not say. The graver word counts.</summary>
    public static AccountStatus? Status(string cell)
    {
        var text = Plain(cell);
        return StatusWords
            .Where(w => w.Words.Any(word => text.Contains(word, StringComparison.Ordinal)))
            .Select(w => (AccountStatus?)w.Status)
            .FirstOrDefault();
    }

    /// <summary>The people that a cell names, with 、 or / or a line break between them.</summary>
    public static IReadOnlyList<NamedInCell> People(string cell) =>
        [
            .. Several(cell)
                .Select(t => (Text: t, Bare: Remark().Replace(t, "")))
                .Select(t => new NamedInCell(
                    Joined(t.Bare),
                    Remark().Match(t.Text).Value.Contains("学生", StringComparison.Ordinal)
                ))
                .Where(p => p.Name.Length > 0),
        ];

    /// <summary>
    /// The values of a cell that go with its people, in their order; an empty one where 无 holds the place of one that
    /// has none.
    /// </summary>
    public static IReadOnlyList<string> Several(string cell) =>
        // N/A and / are nothing as a whole, and no two halves.
        Plain(cell).Length == 0
            ? []
            : [.. Between().Split(cell).Where(t => !string.IsNullOrWhiteSpace(t)).Select(Plain)];

    /// <summary>
    /// A phone number: digits, with <c>+</c>, <c>-</c> and an extension kept, and with brackets as the register takes
    /// them. Null if it is none, among them one that a spreadsheet rounded to 1.38E+10, whose last digits are lost.
    /// </summary>
    public static string? Phone(string cell)
    {
        var plain = Plain(cell);
        var text = plain.Replace(" ", "", StringComparison.Ordinal);
        return PhoneForm().IsMatch(text) ? text
            : Contacts.IsPhone(plain) ? plain
            : null;
    }

    /// <summary>Whether two ways of writing are one number: blanks, hyphens and brackets do not count.</summary>
    public static bool IsSamePhone(string? one, string? other) =>
        one is not null && other is not null && Digits(one) == Digits(other);

    private static string Digits(string phone) => Extension().Replace(Punctuation().Replace(Plain(phone), ""), "转");

    /// <summary>True for the number of a mobile phone in China, with or without its country code.</summary>
    public static bool IsMobile(string phone) => MobileForm().IsMatch(phone.Replace("-", "", StringComparison.Ordinal));

    public static bool IsRounded(string cell) =>
        RoundedForm().IsMatch(Plain(cell).Replace(" ", "", StringComparison.Ordinal));

    /// <summary>True for what a platform counts its accounts by, which people do not know: <c>gh_</c> and 12 digits.</summary>
    public static bool IsOriginalId(string text) => OriginalIdForm().IsMatch(text);

    public static bool IsMailbox(string text) => MailboxForm().IsMatch(text);

    /// <summary>Without the blanks that align a Chinese name; those between the words of another stay.</summary>
    private static string Joined(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var joined = new StringBuilder(name.Length);
        foreach (var word in words)
        {
            if (joined.Length > 0 && !IsHan(joined[^1]) && !IsHan(word[0]))
                joined.Append(' ');
            joined.Append(word);
        }
        return joined.ToString();

        static bool IsHan(char c) => c is >= '\u3400' and <= '\u9fff';
    }

    [GeneratedRegex(" {2,}", Linear)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\d{1,2}:\d{2}(:\d{2})?$", Linear)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"[、/／,，;；\n\r|]+", Linear)]
    private static partial Regex Between();

    [GeneratedRegex(@"[(（][^)）]*[)）]?", Linear)]
    private static partial Regex Remark();

    [GeneratedRegex(@"^\+?\d[\d-]{4,18}\d(转\d{1,6})?$", Linear)]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"[ ()-]", Linear)]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"#|ext\.?", Linear | RegexOptions.IgnoreCase)]
    private static partial Regex Extension();

    [GeneratedRegex(@"^(\+?86)?1[3-9]\d{9}$", Linear)]
    private static partial Regex MobileForm();

    [GeneratedRegex(@"^\d(\.\d+)?E\+?\d+$", Linear | RegexOptions.IgnoreCase)]
    private static partial Regex RoundedForm();

    [GeneratedRegex("^gh_[0-9a-f]{12}$", Linear | RegexOptions.IgnoreCase)]
    private static partial Regex OriginalIdForm();

    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]+$", Linear)]
    private static partial Regex MailboxForm();
}
