using System.Globalization;

namespace Vault.Benchmarks;

/// <summary>The figures of one run, each beside the one it is measured against or the limit it has to keep.</summary>
internal sealed class FigureTable
{
    private readonly List<string[]> _rows = [];

    /// <summary>Whether every figure with a limit kept it.</summary>
    public bool AllWithin { get; private set; } = true;

    /// <param name="limit">What the figure may be at most, in the same unit.</param>
    public void Add(string what, double figure, string unit, double? limit = null, string beside = "") =>
        Row(what, figure, unit, "≤", limit, limit is not { } most || figure <= most, beside);

    /// <param name="least">What the figure has to reach, in the same unit.</param>
    public void AddAtLeast(string what, double figure, string unit, double least, string beside = "") =>
        Row(what, figure, unit, "≥", least, figure >= least, beside);

    public void Print(TextWriter writer)
    {
        string[][] all =
        [
            ["what", "figure", "limit", "beside it"],
            .. _rows,
        ];
        var widths = Enumerable.Range(0, 4).Select(i => all.Max(r => r[i].Length)).ToArray();
        foreach (var row in all)
            writer.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }

    private void Row(string what, double figure, string unit, string sign, double? limit, bool kept, string beside)
    {
        AllWithin &= kept;
        var limited = limit is { } l ? $"{sign} {Text(l)} {unit}{(kept ? "" : "  NOT KEPT")}" : "";
        _rows.Add([what, $"{Text(figure)} {unit}", limited, beside]);
        // A run takes minutes: what is known is shown at once.
        Console.Error.WriteLine(string.Join("  ", _rows[^1]));
    }

    private static string Text(double number) =>
        number.ToString(
            number switch
            {
                < 10 => "0.00",
                < 100 => "0.0",
                _ => "0",
            },
            CultureInfo.InvariantCulture
        );
}
