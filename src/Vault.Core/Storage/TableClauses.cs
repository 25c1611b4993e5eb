namespace Vault.Core.Storage;

/// <summary>
/// What a table's statement lays down and SQLite's own account of the table leaves out: checks, the expressions of
/// computed columns, collations, what a conflict does, numbering, and when a reference is looked at.
/// </summary>
internal static class TableClauses
{
    /// <summary>One line for each, with the column it stands at; in an order of their own.</summary>
    public static IEnumerable<string> Of(string sql)
    {
        var words = SqlWords.Of(sql);
        var (depth, column) = (0, "");
        for (var i = 0; i < words.Count; i++)
        {
            if (depth == 1 && words[i - 1] is "(" or ",")
                column = SqlWords.Name(words[i]);
            depth += words[i] switch
            {
                "(" => 1,
                ")" => -1,
                _ => 0,
            };
            var end = words[i] switch
            {
                "CHECK" or "AS" => EndOfGroup(words, i + 1),
                "COLLATE" or "CONFLICT" => Math.Min(i + 2, words.Count),
                "AUTOINCREMENT" or "DEFERRABLE" or "INITIALLY" => i + 1,
                _ => i,
            };
            if (end > i)
                yield return $"{column}: {string.Join(' ', words.Take(end).Skip(i))}";
        }
    }

    private static int EndOfGroup(IReadOnlyList<string> words, int at)
    {
        var depth = 0;
        for (; at < words.Count; at++)
        {
            depth += words[at] switch
            {
                "(" => 1,
                ")" => -1,
                _ => 0,
            };
            if (depth == 0)
                return at + 1;
        }
        return words.Count;
    }
}
