using System.Diagnostics;
using Vault.Core.Imports;
using Xunit;

namespace Vault.Core.Tests.Imports;

/// <summary>
/// R67: a file made to hurt is refused in one of the reader's words within five seconds, without the memory it would
/// unfold to; a damaged one is refused or read, and never throws.
/// </summary>
public sealed class HostileFileTests
{
    private const long Megabyte = 1024 * 1024;

    public static TheoryData<string> Names => [.. HostileFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_is_refused_in_words_soon_and_in_little_memory(string name)
    {
        var hostile = HostileFiles.All[name];
        var file = hostile.File();
        Assert.True(name == "ten megabytes" || file.Length <= SheetLimits.FileBytes, $"{file.Length} bytes");

        var outcome = Measured(file, 256 * Megabyte, name);

        Assert.Contains(Assert.IsType<RegisterOutcome.Refused>(outcome).Why, hostile.Answers);
    }

    [Theory]
    [InlineData("xlsx", 100)]
    [InlineData("xls", 40)]
    [InlineData("csv", 0)]
    public void Two_hundred_damaged_files_are_read_or_refused(string format, int refusedAtLeast)
    {
        var whole = Whole(format);
        Assert.Equal(15, Assert.IsType<RegisterOutcome.Read>(Measured(whole, 64 * Megabyte, "whole")).Rows.Count());
        var refused = 0;
        for (var i = 0; i < 200; i++)
        {
            if (Measured(Damaged(whole, i), 64 * Megabyte, $"variant {i}") is RegisterOutcome.Refused)
                refused++;
        }
        Assert.InRange(refused, refusedAtLeast, 200);
    }

    [Fact]
    public void A_file_with_links_in_its_cells_is_no_file_with_external_links()
    {
        var linked = ZipParts.WithPart(
            HostileFiles.Xlsx,
            "xl/worksheets/_rels/sheet1.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
                + "Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" "
                + "Target=\"https://www.example.edu.cn/\" TargetMode=\"External\"/></Relationships>"
        );

        Assert.Equal(15, RegisterForm.AccountsOf(linked).Count);
    }

    [Fact]
    public void An_xls_that_refers_to_itself_is_no_file_with_external_links()
    {
        Assert.Equal(15, RegisterForm.AccountsOf(RegisterForm.AsXls().WithRecord(0x01AE, 1, 0, 1, 4).Xls()).Count);
    }

    private static RegisterOutcome Measured(byte[] file, long bytes, string what)
    {
        var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
        var outcome = ReadRegister.Run(file, TimeProvider.System);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{what} took {watch.Elapsed}");
        Assert.True(allocated < bytes, $"{what} took {allocated / Megabyte} MB");
        return outcome;
    }

    private static byte[] Whole(string format) =>
        format switch
        {
            "xlsx" => HostileFiles.Xlsx,
            "xls" => HostileFiles.Xls,
            _ => HostileFiles.Csv,
        };

    /// <summary>Every second one is broken off, the others have up to eight bits turned over; always the same ones.</summary>
    private static byte[] Damaged(byte[] whole, int variant)
    {
        var random = new Random(variant);
        if (variant % 2 == 0)
            return whole[..random.Next(4, whole.Length)];
        var damaged = whole.ToArray();
        for (var i = 0; i <= variant % 8; i++)
            damaged[random.Next(4, damaged.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }
}
