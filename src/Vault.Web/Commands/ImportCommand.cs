using Microsoft.Extensions.Localization;
using Vault.Core.Imports;
using Vault.Core.Text;

namespace Vault.Web.Commands;

/// <summary>
/// <c>import-register FILE --dry-run</c>: reads a register as an import would and prints what it understood and what is
/// wrong, by sheet, row and column. It opens no vault and changes nothing. Without <c>--dry-run</c> it refuses: an import
/// grants, so one person proposes it in the product and another confirms it.
/// </summary>
public static class ImportCommand
{
    /// <returns>0 if every row can be taken over; 1 if something is wrong with one; 2 if the file cannot be read.</returns>
    public static int Run(FileInfo file, bool dryRun, TextWriter output)
    {
        var texts = ImportTexts.Console();
        if (!dryRun)
            return Refuse(texts["OnlyDryRun"], output);
        if (!file.Exists)
            return Refuse(texts["NoFile", InertText.Of(file.Name)], output);
        if (file.Length > SheetLimits.FileBytes)
            return Refuse(texts[$"Refused.{SheetRefusal.FileTooLarge}"], output);
        switch (SheetFile.Read(File.ReadAllBytes(file.FullName), TimeProvider.System))
        {
            case SheetOutcome.Refused refused:
                return Refuse(texts[$"Refused.{refused.Why}"], output);
            case SheetOutcome.Read read:
                return Write(read.Sheets, texts, output);
            default:
                throw new InvalidOperationException("Unknown outcome of reading a file.");
        }
    }

    private static int Refuse(string why, TextWriter output)
    {
        output.WriteLine($"✗ {why}");
        return 2;
    }

    private static int Write(IReadOnlyList<Sheet> sheets, IStringLocalizer texts, TextWriter output)
    {
        var (accounts, problems) = (0, 0);
        foreach (var sheet in sheets)
        {
            var name = sheet.Name.Length == 0 ? texts["Sheet.Only"] : texts["Sheet", InertText.Of(sheet.Name)];
            if (Header.Find(sheet) is not { } header)
            {
                output.WriteLine($"– {texts["Sheet.NoRegister", name]}");
                continue;
            }
            var reading = ReadRegister.Run(sheet, header);
            output.WriteLine(
                $"{(reading.Problems.Count == 0 ? "✓" : "✗")} {texts["Sheet.Read", name, reading.Rows.Count]}"
            );
            WriteColumns(header, texts, output);
            foreach (var problem in reading.Problems)
                output.WriteLine("    " + LineOf(problem, header, texts));
            accounts += reading.Rows.Count;
            problems += reading.Problems.Count;
        }
        output.WriteLine(texts["Total", accounts, problems]);
        return problems == 0 && accounts > 0 ? 0 : 1;
    }

    private static void WriteColumns(Header header, IStringLocalizer texts, TextWriter output)
    {
        foreach (var column in header.Columns.Where(c => c.Heading.Length > 0))
        {
            var heading = InertText.Of(column.Heading);
            output.WriteLine(
                "    " + texts["Column", Letter(column.Index), heading, texts[$"Meaning.{column.Meaning}"]]
            );
        }
    }

    private static string LineOf(RowProblem problem, Header header, IStringLocalizer texts)
    {
        var said = texts[$"Problem.{problem.Kind}", InertText.Of(problem.Value)];
        if (problem.Column is not { } index)
            return texts["Place.Row", problem.Row, said];
        var heading = InertText.Of(header.Columns[index].Heading);
        return texts["Place.Cell", problem.Row, Letter(index), heading, said];
    }

    /// <summary>A column as spreadsheets name it: A, B, … Z, AA.</summary>
    private static string Letter(int index) =>
        (index < 26 ? "" : Letter((index / 26) - 1)) + ((char)('A' + (index % 26))).ToString();
}
