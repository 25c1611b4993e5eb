using System.Diagnostics.CodeAnalysis;

namespace Vault.Core.Filings;

/// <summary>Why a file is not kept as a scan. Each has a sentence on screen.</summary>
public enum ScanFault
{
    /// <summary>No file, or one of 0 bytes.</summary>
    Empty,

    /// <summary>More bytes than <see cref="ScanFile.Limit"/>.</summary>
    TooLarge,

    /// <summary>Neither pdf nor jpeg nor png, whatever its name says.</summary>
    OtherKind,

    /// <summary>It begins as one and does not end as one: broken off, or something else hangs on it.</summary>
    NotWhole,
}

/// <summary>
/// Tells a scan by its bytes, never by its name. A file has to begin and to end as its kind does, so that nothing hangs
/// behind a picture that another program would take for something else. It is never rendered by the vault.
/// </summary>
public static class ScanFile
{
    /// <summary>Bytes of a scan at most: 6 MiB, several pages at 300 dots per inch.</summary>
    public const int Limit = 6 * 1024 * 1024;

    /// <summary>A pdf ends with this and nothing after it but line ends.</summary>
    private static ReadOnlySpan<byte> PdfEnd => "%%EOF"u8;

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The chunk every png ends with (ISO/IEC 15948, 11.2.5): no data, its name, and its checksum.</summary>
    private static ReadOnlySpan<byte> PngEnd =>
        [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    public static bool TryTell(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out ScanKind? kind,
        [NotNullWhen(false)] out ScanFault? fault
    )
    {
        (kind, fault) = Tell(bytes);
        return kind is not null;
    }

    private static (ScanKind?, ScanFault?) Tell(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return (null, ScanFault.Empty);
        if (bytes.Length > Limit)
            return (null, ScanFault.TooLarge);
        if (bytes.StartsWith("%PDF-"u8))
            return Whole(ScanKind.Pdf, bytes.TrimEnd("\r\n"u8).EndsWith(PdfEnd));
        if (bytes.StartsWith(PngStart))
            return Whole(ScanKind.Png, bytes.EndsWith(PngEnd));
        if (bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return Whole(ScanKind.Jpeg, bytes.EndsWith<byte>([0xFF, 0xD9]));
        return (null, ScanFault.OtherKind);
    }

    private static (ScanKind?, ScanFault?) Whole(ScanKind kind, bool isWhole) =>
        isWhole ? (kind, null) : (null, ScanFault.NotWhole);
}
