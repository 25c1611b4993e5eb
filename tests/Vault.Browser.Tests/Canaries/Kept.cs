using System.Text;
using Vault.TestKit.Canaries;

namespace Vault.Browser.Tests.Canaries;

/// <summary>
/// What a browser may keep in its profile of what was typed, and in which of its files; nothing else, and of fields that
/// no row is about nothing at all.
/// </summary>
internal static class Kept
{
    private const string Sessions = "Sessions";

    private static readonly Row[] Rows =
    [
        new(
            "Names of people, units and accounts stand in titles, so that tabs and history can be told apart.",
            field => field is { Stands: Stands.Clear } && !IsUserName(field),
            ["History", "Top Sites", Sessions]
        ),
        new(
            "A user name is offered at the next sign-in, and password managers ask for it (R64).",
            field => IsUserName(field) && field.Page is "/sign-in" or "/persons/new" or "/set-up/{token}/persons",
            ["Web Data", "Login Data", Sessions]
        ),
        new(
            "A filter stands in the address, so that it can be kept and handed on. It looks for names, not for secrets.",
            field => field is { Name: "q", Stands: Stands.OwnAnswer },
            ["History", "Favicons", "Top Sites", "ukm_db", Sessions]
        ),
    ];

    public static bool May(Field field, Haystack hay) =>
        Rows.Any(row => row.Which(field) && row.Files.Any(file => IsIn(hay, file)));

    /// <summary>Whether a haystack is this file or folder of a profile, or a journal of it.</summary>
    public static bool IsIn(Haystack hay, string file) =>
        hay.Name.Split('/').Any(part => part.StartsWith(file, StringComparison.Ordinal));

    /// <summary>
    /// A one-time code is too short to be sought everywhere: six digits that are nobody's stand in many a file. Here are the
    /// places for what is typed, and as a number of its own.
    /// </summary>
    public static bool HoldsCode(Haystack hay, string code) =>
        new[] { Sessions, "Web Data", "Login Data", "History", "console" }.Any(file => IsIn(hay, file))
        && new[] { Encoding.UTF8, Encoding.Unicode }.Any(e => StandsAlone(hay.Raw.Span, e.GetBytes(code), e));

    private static bool IsUserName(Field field) => field.Name.EndsWith("UserName", StringComparison.Ordinal);

    private static bool StandsAlone(ReadOnlySpan<byte> hay, ReadOnlySpan<byte> code, Encoding encoding)
    {
        var wide = encoding.GetByteCount("0");
        for (int from = 0, at; (at = hay[from..].IndexOf(code)) >= 0; from += at + 1)
        {
            var before = from + at - wide;
            var after = from + at + code.Length;
            if ((before < 0 || !char.IsAsciiDigit((char)hay[before])) && !IsDigitAt(hay, after))
                return true;
        }
        return false;
    }

    private static bool IsDigitAt(ReadOnlySpan<byte> hay, int at) =>
        at < hay.Length && char.IsAsciiDigit((char)hay[at]);

    private sealed record Row(string Why, Func<Field, bool> Which, string[] Files);
}
