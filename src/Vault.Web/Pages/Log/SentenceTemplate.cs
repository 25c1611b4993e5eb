namespace Vault.Web.Pages.Log;

/// <summary>
/// A sentence with places for the properties of an event: <c>{name}</c> is a place, and what stands in square brackets
/// is left out where a place in it has no value. Neither nests.
/// </summary>
public static class SentenceTemplate
{
    /// <summary>Puts the values in. A place outside brackets without a value stays empty.</summary>
    /// <param name="values">Null for a property without a value.</param>
    public static EventSentence Fill(string template, Func<string, SentencePart?> values)
    {
        var parts = new List<SentencePart>();
        foreach (var (text, isOptional) in Sections(template))
        {
            var section = Pieces(text).Select(p => (p.IsPlace, Part: Value(p, values))).ToList();
            if (!isOptional || section.TrueForAll(p => p.Part is not null))
                parts.AddRange(section.Select(p => p.Part).OfType<SentencePart>());
        }
        return new EventSentence(parts);
    }

    /// <summary>The names of all places.</summary>
    public static IReadOnlyList<string> Places(string template) =>
        [.. Sections(template).SelectMany(s => Pieces(s.Text)).Where(p => p.IsPlace).Select(p => p.Text)];

    private static SentencePart? Value((string Text, bool IsPlace) piece, Func<string, SentencePart?> values) =>
        piece.IsPlace ? values(piece.Text) : new SentencePart.Words(piece.Text);

    private static IEnumerable<(string Text, bool IsOptional)> Sections(string template)
    {
        for (var rest = template; rest.Length > 0; )
        {
            var open = rest.IndexOf('[', StringComparison.Ordinal);
            var close = open < 0 ? -1 : rest.IndexOf(']', open);
            if (close < 0)
            {
                yield return (rest, false);
                yield break;
            }
            if (open > 0)
                yield return (rest[..open], false);
            yield return (rest[(open + 1)..close], true);
            rest = rest[(close + 1)..];
        }
    }

    private static IEnumerable<(string Text, bool IsPlace)> Pieces(string section)
    {
        for (var rest = section; rest.Length > 0; )
        {
            var open = rest.IndexOf('{', StringComparison.Ordinal);
            var close = open < 0 ? -1 : rest.IndexOf('}', open);
            if (close < 0)
            {
                yield return (rest, false);
                yield break;
            }
            if (open > 0)
                yield return (rest[..open], false);
            yield return (rest[(open + 1)..close], true);
            rest = rest[(close + 1)..];
        }
    }
}
