using Vault.Core.Accounts;

namespace Vault.Core.Imports;

/// <summary>Reads the accounts of a sheet under its header.</summary>
internal static class SheetRows
{
    /// <summary>Words with which the rows below a register begin.</summary>
    private static readonly string[] FootWords =
    [
        "合计",
        "总计",
        "小计",
        "填表日期",
        "填表人",
        "填报人",
        "备注",
        "说明",
        "注",
        "审核人",
        "制表",
        "单位盖章",
        "主管领导",
    ];

    public static (List<RegisterRow> Rows, List<RowProblem> Problems) Read(
        Sheet sheet,
        Header header,
        PlatformWords platforms
    )
    {
        var (rows, problems) = (new List<RegisterRow>(), new List<RowProblem>());
        var unit = "";
        for (var i = header.FirstDataRow; i < sheet.Rows.Count; i++)
        {
            var cells = new RowCells(sheet, header, platforms, i, problems);
            if (cells.IsEmpty || IsFoot(sheet.Rows[i]) || IsHeaderAgain(sheet, header, i))
                continue;
            // A unit with several accounts is often written once, its cell merged over all its rows.
            unit = cells.Text(RegisterColumn.Unit) is { Length: > 0 } named ? named : unit;
            if (RowOf(cells, unit) is { } row)
                rows.Add(row);
        }
        return (rows, problems);
    }

    private static RegisterRow? RowOf(RowCells cells, string unit)
    {
        var name = cells.Limited(RegisterColumn.AccountName, Account.NameLimit);
        if (name is null)
            return cells.LeftOut(RowProblemKind.NoAccountName, RegisterColumn.AccountName);
        if (unit.Length == 0)
            return cells.LeftOut(RowProblemKind.NoUnit, RegisterColumn.Unit);
        if (cells.Platform() is not { } platform)
            return cells.LeftOut(RowProblemKind.NoPlatform, RegisterColumn.Platform);
        var (publicId, originalId) = cells.Ids();
        var (verified, verifiedOn) = cells.Verification();
        return new RegisterRow(
            cells.Sheet,
            cells.Row,
            unit,
            cells.Optional(RegisterColumn.SupervisingUnit),
            platform,
            name,
            publicId,
            originalId,
            cells.Nature(),
            verified,
            verifiedOn,
            cells.Day(RegisterColumn.VerifiedUntil),
            cells.Optional(RegisterColumn.Address),
            cells.Day(RegisterColumn.OpenedOn),
            cells.Status(),
            cells.People(PersonColumns.Responsible),
            cells.People(PersonColumns.Supervisor),
            cells.People(PersonColumns.Administrator),
            cells.Phone(RegisterColumn.BoundMobile),
            cells.Mailbox(RegisterColumn.BoundMailbox),
            cells.Optional(RegisterColumn.LoginName),
            cells.Password(),
            cells.Optional(RegisterColumn.Note)
        );
    }

    private static bool IsFoot(IReadOnlyList<string> cells)
    {
        var filled = cells.Where(c => c.Length > 0).ToList();
        var first = ColumnNames.Simplify(filled[0]);
        // A foot has one or two cells; a row whose account happens to begin so has more.
        return filled.Count <= 3 && FootWords.Any(w => first.StartsWith(w, StringComparison.Ordinal));
    }

    /// <summary>A long register repeats its heading on every page.</summary>
    private static bool IsHeaderAgain(Sheet sheet, Header header, int row) =>
        header.Columns.Count(c =>
            c.Meaning != RegisterColumn.Ignored && ColumnNames.Find(sheet[row, c.Index]) is not null
        ) >= 2;
}
