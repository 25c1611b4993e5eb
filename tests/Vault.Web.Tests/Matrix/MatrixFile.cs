namespace Vault.Web.Tests.Matrix;

/// <summary>
/// A matrix that lies beside this file: after the head a table, one row for each thing asked, one column for each case. A
/// cell says how the request is answered and which lines it leaves.
/// </summary>
public sealed class MatrixFile
{
    /// <summary>Every method and route, asked by everybody there is.</summary>
    public static readonly MatrixFile Endpoints = new("EndpointMatrix.md");

    /// <summary>What the three of a handover are answered at each of its states.</summary>
    public static readonly MatrixFile Handovers = new("HandoverMatrix.md");

    private MatrixFile(string name)
    {
        var lines = Read(name);
        Columns = [.. Cells(lines[0]).Skip(1)];
        Rows = [.. lines.Skip(2).Select(l => (Cells(l)[0], (IReadOnlyList<string>)Cells(l)[1..]))];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The cells by row, as many as the row has.</summary>
    public IReadOnlyList<(string Row, IReadOnlyList<string> Cells)> Rows { get; }

    /// <summary>A row as it stands in the file.</summary>
    public static string Line(string row, IEnumerable<string> cells) => $"| {row} | {string.Join(" | ", cells)} |";

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(c => c.Trim())];

    private static string[] Read(string name)
    {
        using var stream = typeof(MatrixFile).Assembly.GetManifestResourceStream($"Vault.Web.Tests.Matrix.{name}")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.StartsWith('|'))];
    }
}
