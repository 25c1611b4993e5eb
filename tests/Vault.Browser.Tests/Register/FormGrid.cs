using Vault.TestKit;

namespace Vault.Browser.Tests.Register;

/// <summary>
/// The ruled table of the printed form, as it is drawn: the lines are found in the picture of the page, the texts between
/// them in the page itself. All places are points from the upper left corner.
/// </summary>
internal sealed class FormGrid
{
    /// <summary>Words that stand no further apart stand on one line: the letters of two scripts sit a little differently.</summary>
    private const double OneLine = 3;

    private readonly PaperPage _page;
    private readonly PaperPicture _picture;

    public FormGrid(PaperPage page, PaperPicture picture)
    {
        (_page, _picture) = (page, picture);
        var ink = Enumerable.Range(0, picture.Height).Select(y => InkOfRow(y, 0, picture.Width)).ToList();
        var width = ink.Max();
        Lines = Middles(y => ink[y] > 0.95 * width, picture.Height);
        // Only below the second row of the heading every column has its line.
        Columns = Middles(x => IsLine(x, Lines[1], Lines[^1]), picture.Width);
        HeadingLine = Middles(y => ink[y] > 0.4 * width && ink[y] <= 0.95 * width, picture.Height)
            .Single(y => y > Lines[0] && y < Lines[1]);
        Groups = Middles(x => IsLine(x, Lines[0], HeadingLine), picture.Width);
    }

    /// <summary>Those across the whole table: above and below the heading, and below each row.</summary>
    public IReadOnlyList<double> Lines { get; }

    /// <summary>Left and right of each column.</summary>
    public IReadOnlyList<double> Columns { get; }

    /// <summary>Left and right of each heading of the first row.</summary>
    public IReadOnlyList<double> Groups { get; }

    /// <summary>What parts the two rows of the heading where it has two.</summary>
    public double HeadingLine { get; }

    public int Rows => Lines.Count - 2;

    /// <summary>What stands in a row, from 0, column by column.</summary>
    public IReadOnlyList<string> Row(int row) => Texts(Columns, Lines[row + 1], Lines[row + 2]);

    /// <summary>What stands in the first row of the heading, or in both where they are one.</summary>
    public IReadOnlyList<string> GroupHeadings() =>
        [.. Spans(Groups).Select(g => Text(g.From, g.To, Lines[0], IsParted(g.From, g.To) ? HeadingLine : Lines[1]))];

    /// <summary>What stands below the line in the heading, column by column; empty where there is no line.</summary>
    public IReadOnlyList<string> PartHeadings() =>
        [.. Spans(Columns).Select(c => IsParted(c.From, c.To) ? Text(c.From, c.To, HeadingLine, Lines[1]) : "")];

    /// <summary>Everything above the table, or below it.</summary>
    public string Around(bool above) =>
        above ? Text(0, _page.Width, 0, Lines[0]) : Text(0, _page.Width, Lines[^1], _page.Height);

    private IReadOnlyList<string> Texts(IReadOnlyList<double> borders, double top, double bottom) =>
        [.. Spans(borders).Select(s => Text(s.From, s.To, top, bottom))];

    private string Text(double left, double right, double top, double bottom)
    {
        var words = _page.Words.Where(w => w.X > left && w.X < right && w.Y > top && w.Y < bottom).OrderBy(w => w.Y);
        var lines = new List<List<PaperWord>>();
        foreach (var word in words)
        {
            if (lines.Count == 0 || word.Y - lines[^1][0].Y > OneLine)
                lines.Add([]);
            lines[^1].Add(word);
        }
        return string.Concat(lines.SelectMany(l => l.OrderBy(w => w.X)).Select(w => w.Text));
    }

    private bool IsParted(double left, double right)
    {
        var (from, to) = (Pixel(left) + 4, Pixel(right) - 4);
        return InkOfRow(Pixel(HeadingLine), from, to) > 0.9 * (to - from);
    }

    private bool IsLine(int x, double top, double bottom)
    {
        var (from, to) = (Pixel(top), Pixel(bottom));
        return Enumerable.Range(from, to - from).Count(y => _picture.IsInk(x, y)) > 0.95 * (to - from);
    }

    private int InkOfRow(int y, int from, int to) => Enumerable.Range(from, to - from).Count(x => _picture.IsInk(x, y));

    private static int Pixel(double points) => (int)(points * Paper.Magnification);

    private static IEnumerable<(double From, double To)> Spans(IReadOnlyList<double> borders) =>
        borders.Zip(borders.Skip(1));

    /// <summary>The middle of every run of points for which it holds.</summary>
    private static List<double> Middles(Func<int, bool> holds, int length)
    {
        var middles = new List<double>();
        var from = -1;
        for (var at = 0; at <= length; at++)
        {
            var held = at < length && holds(at);
            if (held && from < 0)
                from = at;
            if (held || from < 0)
                continue;
            middles.Add((from + at) / 2.0 / Paper.Magnification);
            from = -1;
        }
        return middles;
    }
}
