using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Vault.Core.Imports;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Imports;

/// <summary>R67: what a file may be is decided before a parser sees it, and a damaged one is refused in words.</summary>
public sealed class SheetFileTests
{
    private static readonly UTF8Encoding Utf8 = new(false);

    private static SheetOutcome Read(byte[] file) => SheetFile.Read(file, TimeProvider.System);

    private static SheetRefusal Refusal(byte[] file) => Assert.IsType<SheetOutcome.Refused>(Read(file)).Why;

    private static byte[] Xlsx() => RegisterForm.Printed().Xlsx();

    [Fact]
    public void Five_megabytes_are_read_and_one_byte_more_is_not()
    {
        var cell = new string('a', 1000) + "\n";
        var text = Utf8.GetBytes(string.Concat(Enumerable.Repeat(cell, SheetLimits.FileBytes / cell.Length)));
        var whole = new byte[SheetLimits.FileBytes];
        whole.AsSpan().Fill((byte)'\n');
        text.CopyTo(whole, 0);

        Assert.IsType<SheetOutcome.Read>(Read(whole));
        Assert.Equal(SheetRefusal.FileTooLarge, Refusal([.. whole, (byte)'\n']));
        Assert.Equal(SheetRefusal.FileTooLarge, Refusal(new byte[10 * 1024 * 1024]));
    }

    [Fact]
    public void A_bomb_of_200_megabytes_in_200_kilobytes_is_refused_before_it_unfolds()
    {
        var bomb = WithPart(Xlsx(), "xl/worksheets/sheet9.xml", stream => Zeros(stream, 200 * 1024 * 1024));
        Assert.True(bomb.Length < 300 * 1024, $"{bomb.Length} bytes");
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());

        Assert.Equal(SheetRefusal.InflatesTooFar, Refusal(bomb));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
        Assert.True(
            GC.GetAllocatedBytesForCurrentThread() - before < 64 * 1024 * 1024,
            "allocated as much as it unfolds to"
        );
    }

    [Fact]
    public void A_part_that_lies_about_its_size_unfolds_no_further_than_it_says()
    {
        var bomb = WithPart(Xlsx(), "xl/worksheets/sheet1.xml", stream => Zeros(stream, 200 * 1024 * 1024));
        Lie(bomb, "xl/worksheets/sheet1.xml", 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(SheetRefusal.Damaged, Refusal(bomb));

        Assert.True(
            GC.GetAllocatedBytesForCurrentThread() - before < 64 * 1024 * 1024,
            "allocated as much as it unfolds to"
        );
    }

    [Fact]
    public void Two_hundred_parts_are_read_and_one_more_is_not()
    {
        var xlsx = Xlsx();
        var parts = PartsOf(xlsx);

        Assert.IsType<SheetOutcome.Read>(Read(WithParts(xlsx, SheetLimits.Parts - parts)));
        Assert.Equal(SheetRefusal.TooManyParts, Refusal(WithParts(xlsx, SheetLimits.Parts - parts + 1)));
    }

    [Theory]
    [InlineData("xl/vbaProject.bin", "x", SheetRefusal.Macros)]
    [InlineData("xl/externalLinks/externalLink1.xml", "<a/>", SheetRefusal.ExternalLinks)]
    [InlineData(
        "xl/other.xml",
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        SheetRefusal.DocumentType
    )]
    public void What_no_register_holds_is_refused(string part, string content, SheetRefusal expected)
    {
        Assert.Equal(expected, Refusal(WithPart(Xlsx(), part, s => s.Write(Utf8.GetBytes(content)))));
    }

    [Fact]
    public void A_document_type_is_found_in_UTF16_and_where_two_chunks_meet()
    {
        Assert.Equal(
            SheetRefusal.DocumentType,
            Refusal(WithPart(Xlsx(), "xl/a.xml", s => s.Write(Encoding.Unicode.GetBytes("<!DOCTYPE a>"))))
        );
        for (var shift = 64 * 1024 - 9; shift <= 64 * 1024; shift++)
        {
            var noise = RandomNumberGenerator.GetHexString(shift, lowercase: true);
            var file = WithPart(Xlsx(), "xl/a.xml", s => s.Write(Utf8.GetBytes(noise + "<!DOCTYPE a>")));
            Assert.Equal((shift, SheetRefusal.DocumentType), (shift, Refusal(file)));
        }
    }

    [Fact]
    public void A_hundred_columns_are_read_and_one_more_is_not()
    {
        Assert.Equal(100, Assert.Single(RegisterForm.SheetsOf(Wide(100).Xlsx())).Rows[0].Count);
        Assert.Equal(100, Assert.Single(RegisterForm.SheetsOf(Wide(100).Csv(Utf8))).Rows[0].Count);
        Assert.Equal(SheetRefusal.TooManyColumns, Refusal(Wide(101).Xlsx()));
        Assert.Equal(SheetRefusal.TooManyColumns, Refusal(Wide(101).Csv(Utf8)));
        Assert.Equal(
            SheetRefusal.TooManyColumns,
            Refusal(Utf8.GetBytes(string.Join(',', Enumerable.Repeat("a", 1_000_000))))
        );
    }

    [Fact]
    public void A_cell_a_million_columns_away_is_refused_without_room_being_made_for_it()
    {
        const string far =
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
            + "<row r=\"1\"><c r=\"BDWGO1\" t=\"inlineStr\"><is><t>a</t></is></c></row></sheetData></worksheet>";
        var before = GC.GetAllocatedBytesForCurrentThread();

        var why = Refusal(WithPart(Wide(1).Xlsx(), "xl/worksheets/sheet1.xml", s => s.Write(Utf8.GetBytes(far))));

        Assert.Contains(why, new[] { SheetRefusal.TooManyColumns, SheetRefusal.Damaged });
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100 * 1024 * 1024);
    }

    [Fact]
    public void Ten_thousand_rows_are_read_and_one_more_is_not()
    {
        Assert.Equal(10_000, Assert.Single(RegisterForm.SheetsOf(Long(10_000).Xlsx())).Rows.Count);
        Assert.Equal(10_000, Assert.Single(RegisterForm.SheetsOf(Long(10_000).Csv(Utf8))).Rows.Count);
        Assert.Equal(SheetRefusal.TooManyRows, Refusal(Long(10_001).Xlsx()));
        Assert.Equal(SheetRefusal.TooManyRows, Refusal(Long(10_001).Csv(Utf8)));
    }

    [Theory]
    [InlineData(new byte[0], SheetRefusal.Empty)]
    [InlineData(new byte[] { 10, 10 }, SheetRefusal.Empty)]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 16 }, SheetRefusal.UnknownFormat)]
    [InlineData(new byte[] { 0x25, 0x50, 0x44, 0x46, 0x2D, 0, 0, 1 }, SheetRefusal.UnknownFormat)]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 1, 2, 3 }, SheetRefusal.Damaged)]
    [InlineData(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 1 }, SheetRefusal.Damaged)]
    public void What_is_no_sheet_is_refused(byte[] file, SheetRefusal expected) =>
        Assert.Equal(expected, Refusal(file));

    [Fact]
    public void Two_hundred_damaged_files_are_read_or_refused_within_five_seconds_each()
    {
        var whole = Xlsx();
        var refused = 0;
        for (var i = 0; i < 200; i++)
        {
            var watch = Stopwatch.StartNew();
            if (Read(Damaged(whole, i)) is SheetOutcome.Refused)
                refused++;
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"variant {i} took {watch.Elapsed}");
        }
        Assert.True(refused > 100, $"only {refused} of 200 were refused");
    }

    [Fact]
    public void A_clock_that_runs_out_ends_the_reading()
    {
        var file = Long(10_000).Csv(Utf8);

        Assert.Equal(
            SheetRefusal.TooSlow,
            Assert.IsType<SheetOutcome.Refused>(SheetFile.Read(file, new Hurried())).Why
        );
    }

    private static SheetBook Wide(int columns) =>
        new SheetBook().With(
            "宽",
            [
                [.. Enumerable.Range(1, columns).Select(i => $"c{i}")],
            ]
        );

    private static SheetBook Long(int rows) =>
        new SheetBook().With("长", [.. Enumerable.Range(1, rows).Select(i => new object?[] { $"r{i}", "a" })]);

    private static byte[] Damaged(byte[] whole, int variant)
    {
        if (variant % 2 == 0)
            return whole[..RandomNumberGenerator.GetInt32(4, whole.Length)];
        var damaged = whole.ToArray();
        for (var i = 0; i <= variant % 8; i++)
            damaged[RandomNumberGenerator.GetInt32(4, damaged.Length)] ^= (byte)(
                1 << RandomNumberGenerator.GetInt32(8)
            );
        return damaged;
    }

    private static void Zeros(Stream stream, int count)
    {
        var chunk = new byte[64 * 1024];
        for (var left = count; left > 0; left -= chunk.Length)
            stream.Write(chunk);
    }

    private static byte[] WithPart(byte[] xlsx, string name, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        stream.Write(xlsx);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(name)?.Delete();
            using var part = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
            write(part);
        }
        return stream.ToArray();
    }

    private static byte[] WithParts(byte[] xlsx, int more)
    {
        using var stream = new MemoryStream();
        stream.Write(xlsx);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            for (var i = 0; i < more; i++)
                archive.CreateEntry($"xl/media/{i}.txt");
        }
        return stream.ToArray();
    }

    private static int PartsOf(byte[] xlsx)
    {
        using var archive = new ZipArchive(new MemoryStream(xlsx));
        return archive.Entries.Count;
    }

    /// <summary>Writes another uncompressed size into both headers of a part.</summary>
    private static void Lie(byte[] zip, string name, uint size)
    {
        var bytes = Encoding.ASCII.GetBytes(name);
        for (var at = zip.AsSpan().IndexOf(bytes); at >= 0; )
        {
            var (local, central) = (at - 30, at - 46);
            var isCentral = central >= 0 && zip.AsSpan(central, 4).StartsWith("PK\x01\x02"u8);
            BitConverter.TryWriteBytes(zip.AsSpan(isCentral ? central + 24 : local + 22, 4), size);
            var next = zip.AsSpan(at + 1).IndexOf(bytes);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    /// <summary>Every look at it is a minute later.</summary>
    private sealed class Hurried : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ++_looks * TimeSpan.TicksPerMinute;
    }
}
