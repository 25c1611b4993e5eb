using Microsoft.Extensions.Localization;
using Vault.Core.Imports;
using Vault.Core.Text;
using Vault.Web.Pages.Imports;

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
            return Refuse(ImportWords.Refusal(texts, SheetRefusal.FileTooLarge), output);
        return ReadRegister.Run(File.ReadAllBytes(file.FullName), TimeProvider.System) switch
        {
            RegisterOutcome.Refused refused => Refuse(ImportWords.Refusal(texts, refused.Why), output),
            RegisterOutcome.Read read => Write(read, texts, output),
            _ => throw new InvalidOperationException("Unknown outcome of reading a register."),
        };
    }

    private static int Refuse(string why, TextWriter output)
    {
        output.WriteLine($"✗ {why}");
        return 2;
    }

    private static int Write(RegisterOutcome.Read read, IStringLocalizer texts, TextWriter output)
    {
        foreach (var sheet in read.Sheets)
            Write(sheet, texts, output);
        var (accounts, problems) = (read.Rows.Count(), read.Problems.Count());
        output.WriteLine(texts["Total", accounts, problems]);
        return problems == 0 && accounts > 0 ? 0 : 1;
    }

    private static void Write(SheetReading sheet, IStringLocalizer texts, TextWriter output)
    {
        var name = ImportWords.Sheet(texts, sheet.Name);
        if (!sheet.IsRead)
        {
            var why = sheet.IsHidden ? texts["Sheet.Hidden", name] : texts["Sheet.NoRegister", name];
            output.WriteLine($"– {why}");
            return;
        }
        var sign = sheet.Problems.Count == 0 ? "✓" : "✗";
        output.WriteLine($"{sign} {texts["Sheet.Read", name, sheet.Rows.Count]}");
        if (sheet.HiddenRows > 0)
            output.WriteLine("    " + texts["Sheet.HiddenRows", sheet.HiddenRows]);
        foreach (var column in sheet.Columns.Where(c => c.Heading.Length > 0))
            output.WriteLine("    " + ColumnLine(column, texts));
        foreach (var problem in sheet.Problems)
            output.WriteLine("    " + ImportWords.Problem(texts, sheet, problem));
    }

    private static string ColumnLine(ColumnReading column, IStringLocalizer texts) =>
        texts["Column", column.Letter, InertText.Of(column.Heading), ImportWords.Meaning(texts, column.Meaning)];
}
