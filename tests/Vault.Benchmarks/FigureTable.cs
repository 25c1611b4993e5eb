using System.Globalization;

namespace Vault.Benchmarks;

/// <summary>The figures of one run, each beside the one it is measured against or the limit it has to keep.</summary>
internal sealed class FigureTable
{
    private readonly List<string[]> _rows = [];

    /// <summary>Whether every figure with a limit kept it.</summary>
    public bool AllWithin { get; private set; } = true;

    /// <param name="limit">What the figure may be at most, in the same unit.</param>
    public void Add(string what, double figure, string unit, double? limit = null, string beside = "")
    {
        var within = limit is not { } most || figure <= most;
        AllWithin &= within;
        var most1 = limit is { } l ? $"≤ {Text(l)} {unit}{(within ? "" : "  EXCEEDED")}" : "";
        _rows.Add([what, $"{Text(figure)} {unit}", most1, beside]);
    }

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

    private static string Text(double number) =>
        number.ToString(number < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
