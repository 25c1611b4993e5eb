using System.Text;

namespace Vault.TestKit;

/// <summary>
/// Makes a small xls file by hand, a workbook stream ([MS-XLS]) in a compound file ([MS-CFB]), so that a test can put
/// into it what no office program would.
/// </summary>
public sealed class XlsBook
{
    private const int Sector = 512;
    private const uint Free = 0xFFFFFFFF;
    private const uint EndOfChain = 0xFFFFFFFE;
    private const uint IsFat = 0xFFFFFFFD;

    private readonly List<(string Name, byte State, byte Kind, object?[][] Rows)> _sheets = [];
    private readonly List<byte[]> _globals = [];

    /// <summary>The name of a storage beside the workbook, such as that of its programs.</summary>
    public string? Storage { get; init; }

    /// <param name="rows">Texts and numbers (<see cref="double"/>); null is empty.</param>
    /// <param name="state">0 visible, 1 hidden, 2 hidden for programs only.</param>
    /// <param name="kind">0 a sheet, 1 a sheet of programs.</param>
    public XlsBook With(string name, object?[][] rows, byte state = 0, byte kind = 0)
    {
        _sheets.Add((name, state, kind, rows));
        return this;
    }

    /// <summary>Any record among those of the workbook.</summary>
    public XlsBook WithRecord(ushort kind, params byte[] content)
    {
        _globals.Add(Record(kind, content));
        return this;
    }

    public byte[] Xls()
    {
        var bodies = _sheets.Select(s => Body(s.Rows)).ToList();
        // The list of sheets says where each begins, which depends on its own length.
        var length = Globals(bodies.Select(_ => 0)).Length;
        var begins = bodies.Select((_, i) => length + bodies.Take(i).Sum(b => b.Length));
        return Compound([.. Globals(begins), .. bodies.SelectMany(b => b)]);
    }

    private byte[] Globals(IEnumerable<int> begins) =>
        [
            .. Begin(0x0005),
            .. Record(0x0042, U16(1200)),
            .. Enumerable.Repeat(Record(0x00E0, new byte[20]), 16).SelectMany(x => x),
            .. _sheets.Zip(begins).SelectMany(s => Record(0x0085, ListEntry(s.First, s.Second))),
            .. _globals.SelectMany(r => r),
            .. Record(0x000A, []),
        ];

    private static byte[] ListEntry((string Name, byte State, byte Kind, object?[][] Rows) sheet, int begins) =>
        [
            .. BitConverter.GetBytes(begins),
            sheet.State,
            sheet.Kind,
            (byte)sheet.Name.Length,
            1,
            .. Encoding.Unicode.GetBytes(sheet.Name),
        ];

    private static byte[] Body(object?[][] rows)
    {
        var width = rows.Length == 0 ? 0 : rows.Max(r => r.Length);
        byte[] size =
        [
            .. BitConverter.GetBytes(0),
            .. BitConverter.GetBytes(rows.Length),
            .. U16(0),
            .. U16(width),
            0,
            0,
        ];
        var cells = rows.SelectMany((row, r) => row.SelectMany((cell, c) => Cell(r, c, cell)));
        return [.. Begin(0x0010), .. Record(0x0200, size), .. cells, .. Record(0x000A, [])];
    }

    private static byte[] Cell(int row, int column, object? value)
    {
        byte[] place = [.. U16(row), .. U16(column), .. U16(15)];
        return value switch
        {
            null => [],
            double number => Record(0x0203, [.. place, .. BitConverter.GetBytes(number)]),
            _ => Record(0x0204, [.. place, .. Text(value.ToString()!)]),
        };
    }

    private static byte[] Text(string text) => [.. U16(text.Length), 1, .. Encoding.Unicode.GetBytes(text)];

    private static byte[] Begin(ushort part) =>
        Record(0x0809, [.. U16(0x0600), .. U16(part), .. U16(0x0DBB), .. U16(0x07CC), .. new byte[8]]);

    private static byte[] Record(ushort kind, byte[] content) => [.. U16(kind), .. U16(content.Length), .. content];

    private static byte[] U16(int value) => BitConverter.GetBytes((ushort)value);

    private byte[] Compound(byte[] stream)
    {
        var sectors = (Math.Max(stream.Length, 4096) + Sector - 1) / Sector;
        var fats = 1;
        while (fats * (Sector / 4) < fats + 1 + sectors)
            fats++;
        var fat = Enumerable.Repeat(Free, fats * Sector / 4).ToArray();
        fat.AsSpan(0, fats).Fill(IsFat);
        fat[fats] = EndOfChain;
        for (var i = 0; i < sectors; i++)
            fat[fats + 1 + i] = i == sectors - 1 ? EndOfChain : (uint)(fats + 2 + i);
        return
        [
            .. Head(fats),
            .. fat.SelectMany(BitConverter.GetBytes),
            .. Directory(fats + 1, sectors * Sector),
            .. stream,
            .. new byte[(sectors * Sector) - stream.Length],
        ];
    }

    private static byte[] Head(int fats)
    {
        using var head = new MemoryStream();
        using var writer = new BinaryWriter(head);
        writer.Write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        writer.Write(new byte[16]);
        foreach (var part in new ushort[] { 0x003E, 3, 0xFFFE, 9, 6, 0, 0, 0 })
            writer.Write(part);
        foreach (var part in new uint[] { 0, (uint)fats, (uint)fats, 0, 4096, EndOfChain, 0, EndOfChain, 0 })
            writer.Write(part);
        for (var i = 0; i < 109; i++)
            writer.Write(i < fats ? (uint)i : Free);
        return head.ToArray();
    }

    private byte[] Directory(int first, int length) =>
        [
            .. Entry("Root Entry", 5, child: 1, EndOfChain, 0),
            .. Entry("Workbook", 2, child: Free, (uint)first, length, right: Storage is null ? Free : 2),
            .. Storage is null ? new byte[128] : Entry(Storage, 1, child: Free, 0, 0),
            .. new byte[128],
        ];

    private static byte[] Entry(string name, byte kind, uint child, uint first, int length, uint right = Free)
    {
        var entry = new byte[128];
        Encoding.Unicode.GetBytes(name).CopyTo(entry, 0);
        U16((name.Length + 1) * 2).CopyTo(entry, 64);
        (entry[66], entry[67]) = (kind, 1);
        BitConverter.GetBytes(Free).CopyTo(entry, 68);
        BitConverter.GetBytes(right).CopyTo(entry, 72);
        BitConverter.GetBytes(child).CopyTo(entry, 76);
        BitConverter.GetBytes(first).CopyTo(entry, 116);
        BitConverter.GetBytes((long)length).CopyTo(entry, 120);
        return entry;
    }
}
