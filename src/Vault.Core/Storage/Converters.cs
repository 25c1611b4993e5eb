using System.Collections.Frozen;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Vault.Core.Storage;

// What stands in the database is written by the vault in one form only. A value in any other form is not an error of
// reading but a sign that somebody else wrote it: it is read as a value that no row of the vault has, so that the row
// differs from what the log attests and is refused and alarmed like any other.

/// <summary>Identifiers as 36 lower-case characters; anything else reads as the empty one.</summary>
internal sealed class IdConverter<TId>() : ValueConverter<TId, string>(id => Write(id), s => Read(s))
    where TId : struct, IVaultId<TId>
{
    private static string Write(TId id) => id.Value.ToString("D");

    private static TId Read(string s) => IVaultId<TId>.TryRead(s, out var id) ? id : default;
}

/// <summary>Enumerations by name; anything else reads as a value without a name.</summary>
internal sealed class EnumConverter<TEnum>() : ValueConverter<TEnum, string>(e => Write(e), s => Read(s))
    where TEnum : struct, Enum
{
    private static readonly FrozenDictionary<string, TEnum> Values = Enum.GetValues<TEnum>()
        .ToFrozenDictionary(e => e.ToString(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<TEnum, string> Names = Values.ToFrozenDictionary(v => v.Value, v => v.Key);

    private static readonly TEnum None = (TEnum)Enum.ToObject(typeof(TEnum), -1);

    private static string Write(TEnum value) => Names.GetValueOrDefault(value, "");

    private static TEnum Read(string s) => Values.GetValueOrDefault(s, None);
}

/// <summary>Days as <c>2026-03-01</c>, which sorts as it reads; what is no day reads as the first one there is.</summary>
internal sealed class DayConverter()
    : ValueConverter<DateOnly, string>(d => d.ToString(Form, CultureInfo.InvariantCulture), s => Read(s))
{
    private const string Form = "yyyy-MM-dd";

    private static DateOnly Read(string s) =>
        DateOnly.TryParseExact(s, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : DateOnly.MinValue;
}

/// <summary>Times as milliseconds since 1970-01-01 UTC; what is no time reads as the first one there is.</summary>
internal sealed class TimestampConverter()
    : ValueConverter<DateTimeOffset, long>(t => t.ToUnixTimeMilliseconds(), ms => Read(ms))
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static DateTimeOffset Read(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms >= First && ms <= Last ? ms : First);
}
