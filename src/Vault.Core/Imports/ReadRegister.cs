using Vault.Core.Accounts;

namespace Vault.Core.Imports;

/// <summary>What a sheet holds: its accounts, and what is wrong with it, row by row.</summary>
public sealed record RegisterReading(IReadOnlyList<RegisterRow> Rows, IReadOnlyList<RowProblem> Problems);

/// <summary>
/// Reads the accounts of a sheet under its header. Nothing is guessed: what is not understood is named with sheet, row
/// and column, and either its field stays empty or, where the account could not be told from another, its row is left
/// out.
/// </summary>
public static class ReadRegister
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

    public static RegisterReading Run(Sheet sheet, Header header)
    {
        var (rows, problems) = (new List<RegisterRow>(), new List<RowProblem>());
        var unit = "";
        for (var i = header.FirstDataRow; i < sheet.Rows.Count; i++)
        {
            var cells = new RowCells(sheet, header, i, problems);
            if (cells.IsEmpty || IsFoot(sheet.Rows[i]) || IsHeaderAgain(sheet, header, i))
                continue;
            // A unit with several accounts is often written once, its cell merged over all its rows.
            unit = cells.Text(RegisterColumn.Unit) is { Length: > 0 } named ? named : unit;
            if (Read(cells, unit) is { } row)
                rows.Add(row);
        }
        return new RegisterReading(WithoutDoubles(rows, problems), problems);
    }

    private static RegisterRow? Read(RowCells cells, string unit)
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

    /// <summary>The same row twice counts once; two rows that differ about one account are the clerk's to decide.</summary>
    private static List<RegisterRow> WithoutDoubles(List<RegisterRow> rows, List<RowProblem> problems)
    {
        var kept = new Dictionary<(string, string, string), RegisterRow>();
        foreach (var row in rows)
        {
            var key = (row.Unit, row.Platform, row.AccountName);
            if (kept.TryAdd(key, row))
                continue;
            if (!SaysTheSame(kept[key], row))
                problems.Add(new RowProblem(RowProblemKind.Twice, row.Sheet, row.Row, null, row.AccountName));
        }
        return [.. kept.Values];
    }

    private static bool SaysTheSame(RegisterRow one, RegisterRow other) =>
        People(one)
            .Order(StringComparer.Ordinal)
            .Zip(People(other).Order(StringComparer.Ordinal))
            .All(p => p.First == p.Second)
        && People(one).Count() == People(other).Count()
        && WithoutPeople(one) == WithoutPeople(other);

    private static RegisterRow WithoutPeople(RegisterRow row) =>
        row with
        {
            Row = 0,
            Sheet = "",
            Responsible = [],
            Supervisors = [],
            Administrators = [],
        };

    private static IEnumerable<string> People(RegisterRow row) =>
        row
            .Responsible.Select(p => $"responsible {p}")
            .Concat(row.Supervisors.Select(p => $"supervisor {p}"))
            .Concat(row.Administrators.Select(p => $"administrator {p}"));
}
