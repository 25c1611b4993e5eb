using ExcelDataReader.Exceptions;

namespace Vault.Core.Imports;

/// <summary>
/// Reads the sheets of an xlsx, xls or csv file from memory; what it is, its first bytes say, not its name. Whatever
/// cannot be read is refused in one word of <see cref="SheetRefusal"/>: a damaged file never throws.
/// </summary>
public static class SheetFile
{
    private static readonly byte[] Zip = "PK\x03\x04"u8.ToArray();
    private static readonly byte[] CompoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static SheetOutcome Read(ReadOnlyMemory<byte> file, TimeProvider clock) =>
        Read(file, SheetLimits.FileBytes, () => ReadAny(file, new Patience(clock)));

    /// <summary>The same for a list that is csv and small, within limits of its own.</summary>
    /// <param name="rows">Filled rows at most.</param>
    public static SheetOutcome ReadCsv(ReadOnlyMemory<byte> file, TimeProvider clock, int bytes, int rows) =>
        Read(file, bytes, () => CsvText.Read(file, new Patience(clock), rows));

    private static SheetOutcome Read(ReadOnlyMemory<byte> file, int bytes, Func<IReadOnlyList<Sheet>> read)
    {
        if (file.Length > bytes)
            return new SheetOutcome.Refused(SheetRefusal.FileTooLarge);
        if (file.Length == 0)
            return new SheetOutcome.Refused(SheetRefusal.Empty);
        try
        {
            var sheets = read();
            return sheets.Count == 0 ? new SheetOutcome.Refused(SheetRefusal.Empty) : new SheetOutcome.Read(sheets);
        }
        catch (SheetRefusedException e)
        {
            return new SheetOutcome.Refused(e.Why);
        }
        catch (InvalidPasswordException)
        {
            return new SheetOutcome.Refused(SheetRefusal.Encrypted);
        }
        // A damaged file trips its parser in ways nobody can list; what may not be hidden is the fault of this process.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new SheetOutcome.Refused(SheetRefusal.Damaged);
        }
    }

    private static IReadOnlyList<Sheet> ReadAny(ReadOnlyMemory<byte> file, Patience patience)
    {
        if (file.Span.StartsWith(Zip))
        {
            PackageGuard.Check(file, patience);
            return Workbook.Read(file, patience);
        }
        if (file.Span.StartsWith(CompoundFile))
        {
            CompoundGuard.Check(file.Span);
            return Workbook.Read(file, patience);
        }
        return CsvText.Read(file, patience);
    }
}
