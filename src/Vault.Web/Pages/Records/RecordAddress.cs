using Vault.Core.Records;

namespace Vault.Web.Pages.Records;

/// <summary>Where the vault is asked whether a paper says what it has on record; it stands on the paper as a QR code.</summary>
public static class RecordAddress
{
    public const string Path = "/records";

    /// <param name="request">Of whoever prints: the vault is reached again as he has reached it.</param>
    public static string Of(HttpRequest request, string number, ReadOnlySpan<byte> sha256) =>
        $"{request.Scheme}://{request.Host}{Path}?number={Uri.EscapeDataString(number)}&digest={Convert.ToHexStringLower(sha256)}";

    /// <summary>Where what a paper is of stands on screen.</summary>
    public static string OfSubject(PrintedRecord record) =>
        record.Kind switch
        {
            RecordKind.Handover => $"/handovers/{record.Subject}",
            RecordKind.Checkout => $"/checkouts/{record.Subject}",
            RecordKind.Account => $"/accounts/{record.Subject}",
            _ => "/",
        };

    /// <summary>In groups of eight, so that it can be read aloud and typed.</summary>
    public static string Shown(ReadOnlySpan<byte> sha256) =>
        string.Join(' ', Convert.ToHexStringLower(sha256).Chunk(8).Select(c => new string(c)));
}
