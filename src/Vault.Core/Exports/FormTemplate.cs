using System.Globalization;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Exports;

/// <summary>Which form of the regulation, and how an entry of the register fills in its row.</summary>
internal sealed class FormTemplate
{
    private static readonly FormGroup[] People =
    [
        new("负责人", ["姓名", "办公室电话", "手机"]),
        new("管理员", ["姓名", "办公室电话", "手机", "邮箱", "微信号"]),
    ];

    private static readonly FormGroup Verification = new("认证情况", ["否", "是：认证时间"]);

    private static readonly FormTemplate Weixin = new(
        "weixin-mp",
        "各级单位官方微信登记表",
        "注：1.各单位开设的官方微信（含学生组织、社团、班级开设的）均须填写；2.公众号性质填写“服务号”或“订阅号”。",
        [Single("序号"), Single("设立单位"), Single("微信名称"), Single("微信号"), Single("公众号性质"), Verification],
        a => [SheetCell.Of(a.Name), SheetCell.Of(ShownId(a)), SheetCell.Of(RegisterWords.Of(a.Nature))]
    );

    private static readonly FormTemplate Weibo = new(
        "weibo",
        "各级单位官方微博登记表",
        "注：各单位开设的官方微博（含学生组织、社团、班级开设的）均须填写。",
        [Single("序号"), Single("设立单位"), Single("微博名称"), Single("微博号"), Verification],
        a => [SheetCell.Of(a.Name), SheetCell.Of(ShownId(a))]
    );

    /// <summary>Of every other platform, which the regulation has handled alike (article 13).</summary>
    private static readonly FormTemplate Other = new(
        "",
        "各级单位官方新媒体账号登记表",
        "注：各单位开设的官方新媒体账号（含学生组织、社团、班级开设的）均须填写。",
        [Single("序号"), Single("设立单位"), Single("账号名称"), Single("账号ID"), Verification],
        a => [SheetCell.Of(a.Name), SheetCell.Of(ShownId(a))]
    );

    private readonly string _title;
    private readonly string _note;
    private readonly FormGroup[] _groups;
    private readonly Func<Account, SheetCell?[]> _account;

    private FormTemplate(
        string platform,
        string title,
        string note,
        FormGroup[] groups,
        Func<Account, SheetCell?[]> account
    ) => (Platform, _title, _note, _groups, _account) = (platform, title, note, [.. groups, .. People], account);

    /// <summary>The key of the platform whose accounts it lists.</summary>
    public string Platform { get; }

    public static FormTemplate Of(ExportKind kind) =>
        kind switch
        {
            ExportKind.WeixinForm => Weixin,
            ExportKind.WeiboForm => Weibo,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>The form for an account of a platform.</summary>
    public static FormTemplate Of(string platform) =>
        new[] { Weixin, Weibo }.FirstOrDefault(t => t.Platform == platform) ?? Other;

    /// <param name="unit">The unit whose form it is; null leaves room to write it.</param>
    public RegistrationForm Fill(IReadOnlyList<RegisterEntry> entries, EntryCells cells, string? unit, DateOnly day)
    {
        var rows = entries.Select((e, i) => Row(e, i + 1, cells)).ToList();
        IReadOnlyList<SheetCell?> empty = new SheetCell?[_groups.Sum(g => g.Width)];
        var pages = rows.Chunk(RegistrationForm.RowsOnPage).DefaultIfEmpty([]);
        return new(
            _title,
            $"学院/（部门）：{unit ?? new string('＿', 12)}（签章）",
            "主管领导：" + new string('＿', 8),
            _groups,
            [.. pages.Select(p => Filled(p, empty))],
            string.Create(CultureInfo.InvariantCulture, $"填表日期：{day.Year}年{day.Month}月{day.Day}日"),
            _note
        );
    }

    private List<SheetCell?> Row(RegisterEntry entry, int number, EntryCells cells) =>
        [
            new SheetCell.Number(number),
            SheetCell.Of(entry.Line.Unit.Name),
            .. _account(entry.Account),
            entry.Account.IsVerified == false ? SheetCell.Of(RegisterWords.Tick) : null,
            Verified(entry.Account),
            EntryCells.Names(entry.Responsible),
            cells.Contacts(entry.Responsible, ContactField.OfficePhone),
            cells.Contacts(entry.Responsible, ContactField.Mobile),
            EntryCells.Names(entry.Administrators),
            cells.Contacts(entry.Administrators, ContactField.OfficePhone),
            cells.Contacts(entry.Administrators, ContactField.Mobile),
            cells.Contacts(entry.Administrators, ContactField.Mailbox),
            cells.Contacts(entry.Administrators, ContactField.Weixin),
        ];

    private static SheetCell? Verified(Account account)
    {
        if (account.IsVerified != true)
            return null;
        return SheetCell.Of(account.VerifiedOn) ?? SheetCell.Of(RegisterWords.Yes);
    }

    /// <summary>What people look an account up by; the platform's own count where nobody gave it a name.</summary>
    private static string? ShownId(Account account) => account.PublicId ?? account.OriginalId;

    private static IReadOnlyList<IReadOnlyList<SheetCell?>> Filled(
        IReadOnlyList<IReadOnlyList<SheetCell?>> rows,
        IReadOnlyList<SheetCell?> empty
    ) => [.. rows, .. Enumerable.Repeat(empty, RegistrationForm.RowsOnPage - rows.Count)];

    private static FormGroup Single(string heading) => new(heading, []);
}
