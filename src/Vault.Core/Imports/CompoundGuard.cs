using System.Buffers.Binary;
using System.Text;

namespace Vault.Core.Imports;

/// <summary>
/// Looks through an xls file before its parser does: programs, links to elsewhere, encryption. The names of storages
/// are looked for in the whole file ([MS-CFB] 2.6.1), the kinds of sheets and links in the records of its workbook
/// ([MS-XLS] 2.4), which office programs write in one piece.
/// </summary>
internal static class CompoundGuard
{
    private const int Sector = 512;
    private const int BoundSheet = 0x0085;
    private const int SupBook = 0x01AE;
    private const int End = 0x000A;

    private static readonly byte[] Programs = Encoding.Unicode.GetBytes("_VBA_PROJECT");
    private static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    // The first record of a workbook: a beginning, its length, BIFF8, the part that holds the list of sheets.
    private static readonly byte[] WorkbookBegins = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00];

    /// <exception cref="SheetRefusedException">It carries programs, refers to other files or is encrypted.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        if (file.IndexOf(EncryptedPackage) >= 0)
            throw new SheetRefusedException(SheetRefusal.Encrypted);
        if (file.IndexOf(Programs) >= 0)
            throw new SheetRefusedException(SheetRefusal.Macros);
        for (var at = Sector; at < file.Length; at += Sector)
        {
            if (file[at..].StartsWith(WorkbookBegins))
                CheckRecords(file[at..]);
        }
    }

    private static void CheckRecords(ReadOnlySpan<byte> records)
    {
        while (records.Length >= 4)
        {
            var kind = BinaryPrimitives.ReadUInt16LittleEndian(records);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(records[2..]);
            if (kind == End || records.Length < 4 + length)
                return;
            var content = records.Slice(4, length);
            // Sheets of programs from before Visual Basic, and Visual Basic itself.
            if (kind == BoundSheet && length > 6 && content[5] is 1 or 6)
                throw new SheetRefusedException(SheetRefusal.Macros);
            if (kind == SupBook && !IsOwn(content))
                throw new SheetRefusedException(SheetRefusal.ExternalLinks);
            records = records[(4 + length)..];
        }
    }

    /// <summary>A reference to the sheets of the file itself, or to functions of the office program.</summary>
    private static bool IsOwn(ReadOnlySpan<byte> supBook) =>
        supBook.Length == 4 && BinaryPrimitives.ReadUInt16LittleEndian(supBook[2..]) is 0x0401 or 0x3A01;
}
