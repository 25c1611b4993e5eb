namespace Vault.Web.Tests.Matrix;

/// <summary>
/// <c>EndpointMatrix.md</c>, which lies beside this file: after the head a table, one row for each method and route, one
/// column for each principal. A cell says how the request is answered and which lines it leaves.
/// </summary>
public static class MatrixFile
{
    private static readonly string[] Lines = Read();

    public static IReadOnlyList<string> Columns { get; } = [.. Cells(Lines[0]).Skip(1)];

    /// <summary>The cells by row, as many as the row has.</summary>
    public static IReadOnlyList<(string Row, IReadOnlyList<string> Cells)> Rows { get; } =
    [.. Lines.Skip(2).Select(l => (Cells(l)[0], (IReadOnlyList<string>)Cells(l)[1..]))];

    /// <summary>A row as it stands in the file.</summary>
    public static string Line(string row, IEnumerable<string> cells) => $"| {row} | {string.Join(" | ", cells)} |";

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(c => c.Trim())];

    private static string[] Read()
    {
        using var stream = typeof(MatrixFile).Assembly.GetManifestResourceStream(
            "Vault.Web.Tests.Matrix.EndpointMatrix.md"
        )!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.StartsWith('|'))];
    }
}
