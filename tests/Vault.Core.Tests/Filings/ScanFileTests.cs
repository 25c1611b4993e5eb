using System.Text;
using Vault.Core.Filings;
using Xunit;

namespace Vault.Core.Tests.Filings;

/// <summary>What a scan is its bytes say, from their beginning to their end.</summary>
public sealed class ScanFileTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9];

    private static readonly byte[] Png =
    [
        .. new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A },
        .. new byte[] { 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82 },
    ];

    [Fact]
    public void Pdf_jpeg_and_png_are_told()
    {
        Assert.Equal(ScanKind.Pdf, Kind(Pdf("")));
        Assert.Equal(ScanKind.Pdf, Kind(Pdf("\r\n")));
        Assert.Equal(ScanKind.Jpeg, Kind(Jpeg));
        Assert.Equal(ScanKind.Png, Kind(Png));
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("GIF89a")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("MZ")]
    [InlineData(" %PDF-1.4\n%%EOF")]
    public void Anything_else_is_refused_whatever_its_name(string content) =>
        Assert.Equal(ScanFault.OtherKind, Fault(Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void Nothing_hangs_behind_it()
    {
        byte[] zip = [0x50, 0x4B, 0x05, 0x06, .. new byte[18]];
        Assert.Equal(ScanFault.NotWhole, Fault([.. Pdf(""), .. zip]));
        Assert.Equal(ScanFault.NotWhole, Fault([.. Jpeg, .. zip]));
        Assert.Equal(ScanFault.NotWhole, Fault([.. Png, .. "<script>"u8]));
    }

    [Fact]
    public void What_is_broken_off_is_refused()
    {
        Assert.Equal(ScanFault.NotWhole, Fault("%PDF-1.4\n1 0 obj"u8.ToArray()));
        Assert.Equal(ScanFault.NotWhole, Fault(Jpeg[..^1]));
        Assert.Equal(ScanFault.NotWhole, Fault(Png[..^1]));
        Assert.Equal(ScanFault.Empty, Fault([]));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, ScanFault.TooLarge)]
    public void It_has_a_limit(int over, ScanFault? fault)
    {
        var rest = ScanFile.Limit + over - Pdf("").Length;

        Assert.Equal(fault, Fault(Pdf(new string(' ', rest))));
    }

    /// <summary>The blanks stand inside.</summary>
    private static byte[] Pdf(string inside) => Encoding.Latin1.GetBytes($"%PDF-1.4\n{inside}%%EOF");

    private static ScanKind? Kind(byte[] bytes) => ScanFile.TryTell(bytes, out var kind, out _) ? kind : null;

    private static ScanFault? Fault(byte[] bytes) => ScanFile.TryTell(bytes, out _, out var fault) ? null : fault;
}
