using System.Diagnostics;
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
        var bomb = ZipParts.WithPart(
            Xlsx(),
            "xl/worksheets/sheet9.xml",
            stream => ZipParts.Zeros(stream, 200 * 1024 * 1024)
        );
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
    public void Two_hundred_parts_are_read_and_one_more_is_not()
    {
        var xlsx = Xlsx();
        var parts = ZipParts.Count(xlsx);

        Assert.IsType<SheetOutcome.Read>(Read(ZipParts.WithEmptyParts(xlsx, SheetLimits.Parts - parts)));
        Assert.Equal(SheetRefusal.TooManyParts, Refusal(ZipParts.WithEmptyParts(xlsx, SheetLimits.Parts - parts + 1)));
    }

    [Fact]
    public void A_document_type_is_found_in_UTF16_and_where_two_chunks_meet()
    {
        Assert.Equal(
            SheetRefusal.DocumentType,
            Refusal(ZipParts.WithPart(Xlsx(), "xl/a.xml", s => s.Write(Encoding.Unicode.GetBytes("<!DOCTYPE a>"))))
        );
        for (var shift = 64 * 1024 - 9; shift <= 64 * 1024; shift++)
        {
            var noise = RandomNumberGenerator.GetHexString(shift, lowercase: true);
            var file = ZipParts.WithPart(Xlsx(), "xl/a.xml", s => s.Write(Utf8.GetBytes(noise + "<!DOCTYPE a>")));
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

    /// <summary>Every look at it is a minute later.</summary>
    private sealed class Hurried : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ++_looks * TimeSpan.TicksPerMinute;
    }
}
