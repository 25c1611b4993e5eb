using System.Globalization;
using System.Text.Json;

namespace Vault.Core.Audit;

/// <summary>Times in leaves and rows: UTC, whole milliseconds, <c>2026-03-01T02:03:04.567Z</c>.</summary>
public static class Timestamp
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Whether the value the reader is at is this time, given in milliseconds since 1970, as <see cref="Write"/> writes it.</summary>
    internal static bool IsWritten(long milliseconds, ref Utf8JsonReader value)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
        Span<byte> written = stackalloc byte[24];
        "0000-00-00T00:00:00.000Z"u8.CopyTo(written);
        Digits(written[..4], at.Year);
        Digits(written[5..7], at.Month);
        Digits(written[8..10], at.Day);
        Digits(written[11..13], at.Hour);
        Digits(written[14..16], at.Minute);
        Digits(written[17..19], at.Second);
        Digits(written[20..23], at.Millisecond);
        return value.ValueTextEquals(written);
    }

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(
            text,
            Format,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );

    // The framework's own formatting takes a format apart for every time; a start verifies a million.
    private static void Digits(Span<byte> written, int number)
    {
        for (var i = written.Length - 1; i >= 0; i--, number /= 10)
            written[i] = (byte)('0' + (number % 10));
    }

    /// <summary>Now, cut to the precision that is stored, so that a value read back equals the one written.</summary>
    public static DateTimeOffset StampNow(this TimeProvider clock) =>
        DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
