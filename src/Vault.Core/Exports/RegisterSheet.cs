using Vault.Core.Accounts;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Exports;

/// <summary>
/// The register as one sheet: every column it has, under headings that <see cref="Imports.ReadRegister"/> knows, so that
/// the file can be corrected in an office program and imported again.
/// </summary>
internal static class RegisterSheet
{
    private const string Name = "台账";

    /// <param name="withContacts">Ways to reach people and bound media; without them their columns are not there.</param>
    public static SheetPlan Of(
        IReadOnlyList<RegisterEntry> entries,
        EntryCells cells,
        PlatformList platforms,
        bool withContacts
    )
    {
        var columns = Columns(cells, platforms).Where(c => withContacts || !c.IsContact).ToList();
        var heading = new SheetLine([
            .. columns.Select(c => new PlacedCell(SheetCell.Of(c.Heading), CellLook.Heading)),
        ]);
        var lines = entries.Select(
            (e, i) => new SheetLine([.. columns.Select(c => new PlacedCell(c.Cell(e, i + 1), CellLook.Plain))])
        );
        return new SheetPlan(Name, [.. columns.Select(c => c.Width)], [heading, .. lines]) { IsList = true };
    }

    private static IEnumerable<Column> Columns(EntryCells cells, PlatformList platforms) =>
        [
            new("序号", 6, (_, number) => new SheetCell.Number(number)),
            new("平台", 12, e => SheetCell.Of(RegisterWords.Of(platforms.Of(e.Account)))),
            new("账号名称", 26, e => SheetCell.Of(e.Account.Name)),
            new("账号ID", 18, e => SheetCell.Of(e.Account.PublicId)),
            new("原始ID", 18, e => SheetCell.Of(e.Account.OriginalId)),
            new("设立单位", 24, e => SheetCell.Of(e.Line.Unit.Name)),
            new("主管单位", 20, e => SheetCell.Of(e.Supervising?.Name)),
            new("公众号性质", 11, e => SheetCell.Of(RegisterWords.Of(e.Account.Nature))),
            new("状态", 9, e => SheetCell.Of(RegisterWords.Of(e.Account.Status))),
            new("认证情况", 10, e => SheetCell.Of(Verified(e.Account.IsVerified))),
            // The day belongs to a verification: beside 否 it would say the contrary.
            new("认证时间", 12, e => SheetCell.Of(e.Account.IsVerified == true ? e.Account.VerifiedOn : null)),
            new("认证到期时间", 14, e => SheetCell.Of(e.Account.VerifiedUntil)),
            new("开通时间", 12, e => SheetCell.Of(e.Account.OpenedOn)),
            new("网址", 30, e => SheetCell.Of(cells.Details(e).Address)),
            .. People(cells, "负责人", e => e.Responsible),
            .. People(cells, "主管领导", e => e.Supervisors).Take(3),
            .. People(cells, "管理员", e => e.Administrators),
            new("绑定手机", 14, e => cells.Medium(e, HoldingKind.BoundPhone)) { IsContact = true },
            new("绑定邮箱", 24, e => cells.Medium(e, HoldingKind.BoundMailbox)) { IsContact = true },
            new("备注", 30, e => SheetCell.Of(cells.Details(e).Remark)),
            new("协助人", 14, e => EntryCells.Names(e.Assistants)),
            new("登记日期", 12, e => SheetCell.Of(OrganisationTime.DayOf(e.Account.RegisteredAt))),
            new("完整度（%）", 11, e => new SheetCell.Number(e.Line.Percent)),
        ];

    /// <summary>Name first, then the four ways to reach the people of one kind.</summary>
    private static IEnumerable<Column> People(
        EntryCells cells,
        string who,
        Func<RegisterEntry, IReadOnlyList<Person>> people
    )
    {
        return
        [
            new($"{who}姓名", 14, e => EntryCells.Names(people(e))),
            Way("办公室电话", 16, ContactField.OfficePhone),
            Way("手机", 14, ContactField.Mobile),
            Way("邮箱", 24, ContactField.Mailbox),
            Way("微信号", 16, ContactField.Weixin),
        ];

        Column Way(string what, double width, ContactField field) =>
            new(who + what, width, e => cells.Contacts(people(e), field)) { IsContact = true };
    }

    private static string? Verified(bool? isVerified) =>
        isVerified switch
        {
            true => RegisterWords.Yes,
            false => RegisterWords.No,
            null => null,
        };

    private sealed record Column(string Heading, double Width, Func<RegisterEntry, int, SheetCell?> Cell)
    {
        public Column(string heading, double width, Func<RegisterEntry, SheetCell?> cell)
            : this(heading, width, (entry, _) => cell(entry)) { }

        public bool IsContact { get; init; }
    }
}
