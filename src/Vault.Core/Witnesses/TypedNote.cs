namespace Vault.Core.Witnesses;

/// <summary>
/// A checkpoint as somebody typed, scanned or pasted it: ends of line, blanks around lines and the kind of dash are put
/// right; what is signed has to be right by itself.
/// </summary>
internal static class TypedNote
{
    private const string Dash = "— ";
    private static readonly char[] Dashes = ['—', '–', '-', '―', '─'];

    public static string Read(string typed)
    {
        var lines = typed.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        var signed = lines.FindIndex(l => Dashes.Contains(l[0]));
        if (signed < 0)
            return typed;
        var signatures = lines.Skip(signed).Select(l => Dash + Spaced(l.TrimStart(Dashes)));
        return string.Concat(lines.Take(signed).Select(l => l + "\n"))
            + "\n"
            + string.Concat(signatures.Select(l => l + "\n"));
    }

    private static string Spaced(string line) =>
        string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
