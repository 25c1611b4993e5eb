namespace Vault.Core.Imports;

/// <summary>
/// Reads a register from the bytes of a file, as it was understood or as its clerk corrected that. Nothing is guessed:
/// what is not understood is named with sheet, row and column, and either its field stays empty or, where the account
/// could not be told from another, its row is left out. Nothing is stored.
/// </summary>
public static class ReadRegister
{
    private const int Examples = 3;
    private const int ExampleLength = 40;

    public static RegisterOutcome Run(
        ReadOnlyMemory<byte> file,
        TimeProvider clock,
        params IReadOnlyList<SheetCorrection> corrections
    ) => Run(file, PlatformWords.Shipped, clock, corrections);

    /// <param name="platforms">The words by which platforms are named here.</param>
    public static RegisterOutcome Run(
        ReadOnlyMemory<byte> file,
        PlatformWords platforms,
        TimeProvider clock,
        params IReadOnlyList<SheetCorrection> corrections
    ) =>
        SheetFile.Read(file, clock) switch
        {
            SheetOutcome.Read read => new RegisterOutcome.Read(ReadAll(read.Sheets, platforms, corrections)),
            SheetOutcome.Refused refused => new RegisterOutcome.Refused(refused.Why),
            _ => throw new InvalidOperationException("Unknown outcome of reading a file."),
        };

    private static List<SheetReading> ReadAll(
        IReadOnlyList<Sheet> sheets,
        PlatformWords platforms,
        IReadOnlyList<SheetCorrection> corrections
    )
    {
        var doubles = new Doubles();
        return [.. sheets.Select(s => Read(s, platforms, corrections.LastOrDefault(c => c.Sheet == s.Name), doubles))];
    }

    private static SheetReading Read(Sheet sheet, PlatformWords platforms, SheetCorrection? correction, Doubles doubles)
    {
        var found = Header.Find(sheet, platforms);
        var header = correction is null ? found : correction.Correct(sheet, found, platforms);
        var secret = header is null ? [] : SecretColumns.Of(found, header);
        header = header is null ? null : SecretColumns.Hide(header, secret);
        var isRead = header is not null && (correction?.Read ?? !sheet.IsHidden);
        var (rows, problems) = isRead ? SheetRows.Read(sheet, header!, platforms) : ([], []);
        if (isRead)
            problems.InsertRange(0, ColumnsLeftOut(sheet, header!, platforms));
        return new SheetReading(
            sheet.Name,
            header,
            isRead,
            header is null ? [] : ColumnsOf(sheet, header, secret),
            doubles.Without(rows, problems),
            problems
        )
        {
            IsHidden = sheet.IsHidden,
            HiddenRows = sheet.HiddenRows,
        };
    }

    /// <summary>联系人 beside 管理员 are one meaning; only the first is read, and the clerk is told of the other.</summary>
    private static IEnumerable<RowProblem> ColumnsLeftOut(Sheet sheet, Header header, PlatformWords platforms) =>
        header
            .Columns.Where(c => c.Meaning == RegisterColumn.Ignored)
            .Where(c => platforms.ColumnOf(c.Heading) is { } meaning && header.Of(meaning).Any(o => o.Index != c.Index))
            .Where(c => platforms.ColumnOf(c.Heading) != RegisterColumn.Ignored)
            .Where(c => sheet.Rows.Skip(header.FirstDataRow).Any(r => c.Index < r.Count && r[c.Index].Length > 0))
            .Select(c => new RowProblem(
                RowProblemKind.ColumnTwice,
                sheet.Name,
                header.FirstDataRow,
                c.Index,
                c.Heading
            ));

    private static List<ColumnReading> ColumnsOf(Sheet sheet, Header header, HashSet<int> secret) =>
        [
            .. header.Columns.Select(c => new ColumnReading(
                c.Index,
                c.Heading,
                c.Meaning,
                secret.Contains(c.Index) ? [] : ExamplesOf(sheet, header, c.Index),
                secret.Contains(c.Index)
            )),
        ];

    private static List<string> ExamplesOf(Sheet sheet, Header header, int column) =>
        [
            .. Enumerable
                .Range(header.FirstDataRow, Math.Max(0, sheet.Rows.Count - header.FirstDataRow))
                .Select(r => sheet[r, column])
                .Where(t => t.Length > 0)
                .Select(t => t.Length <= ExampleLength ? t : t[..ExampleLength] + "…")
                .Distinct(StringComparer.Ordinal)
                .Take(Examples),
        ];
}
