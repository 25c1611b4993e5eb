namespace Vault.Core.Storage;

/// <summary>
/// A statement of a schema, word by word: white space and comments are gone, words that are not quoted are in capitals,
/// and what is quoted stands as it was written.
/// </summary>
internal static class SqlWords
{
    public static IReadOnlyList<string> Of(string sql)
    {
        var words = new List<string>();
        for (var at = 0; at < sql.Length; )
        {
            var end = EndOf(sql, at);
            if (!char.IsWhiteSpace(sql[at]) && !IsComment(sql, at))
                words.Add(IsPlain(sql[at]) ? sql[at..end].ToUpperInvariant() : sql[at..end]);
            at = end;
        }
        return words;
    }

    /// <summary>The name a word stands for, quoted or not; SQLite does not tell capitals apart in names.</summary>
    public static string Name(string word) => (word[0] is '"' or '`' or '[' ? word[1..^1] : word).ToLowerInvariant();

    private static int EndOf(string sql, int at) =>
        sql[at] switch
        {
            '\'' or '"' or '`' => EndOfQuoted(sql, at, sql[at]),
            '[' => After(sql, at, "]"),
            _ when IsComment(sql, at) => After(sql, at, sql[at] == '-' ? "\n" : "*/"),
            var c when IsPlain(c) => at + sql.AsSpan(at).IndexOfNot(IsPlain),
            _ => at + 1,
        };

    private static bool IsComment(string sql, int at) =>
        string.CompareOrdinal(sql, at, "--", 0, 2) == 0 || string.CompareOrdinal(sql, at, "/*", 0, 2) == 0;

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' or '.';

    /// <summary>A quote that is doubled belongs to what is quoted.</summary>
    private static int EndOfQuoted(string sql, int at, char quote)
    {
        var mark = quote.ToString();
        var end = After(sql, at, mark);
        while (end < sql.Length && sql[end] == quote)
            end = After(sql, end, mark);
        return end;
    }

    private static int After(string sql, int at, string mark)
    {
        var found = sql.IndexOf(mark, at + 1, StringComparison.Ordinal);
        return found < 0 ? sql.Length : found + mark.Length;
    }

    private static int IndexOfNot(this ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        for (var i = 0; i < text.Length; i++)
            if (!belongs(text[i]))
                return i;
        return text.Length;
    }
}
