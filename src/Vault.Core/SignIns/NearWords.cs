using System.Text;

namespace Vault.Core.SignIns;

/// <summary>Words lying so near that a password must not hold them, compared without case and width.</summary>
internal static class NearWords
{
    /// <summary>What one thinks of in front of a vault for passwords.</summary>
    public static readonly IReadOnlyList<string> OfTheProduct =
    [
        "password",
        "passwort",
        "credential",
        "vault",
        "密码",
        "密碼",
        "口令",
        "保管库",
        "凭据",
        "baoguanku",
    ];

    /// <summary>True when a word, or a part of it between blanks and punctuation, stands in the squashed password.</summary>
    public static bool Holds(string squashed, IEnumerable<string> words) =>
        Parts(words).Any(part => squashed.Contains(part, StringComparison.Ordinal));

    /// <summary>The words and their parts as <see cref="Holds"/> looks for them, without those too short to mean anything.</summary>
    public static IEnumerable<string> Parts(IEnumerable<string> words) =>
        words
            .SelectMany(word => Pieces(word).Append(word))
            .Select(Squash)
            .Where(IsTelling)
            .Distinct(StringComparer.Ordinal);

    /// <summary>Letters and digits alone, without case, width and compatibility forms.</summary>
    public static string Squash(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune))
                letters.Append(Rune.ToLowerInvariant(rune));
        return letters.ToString();
    }

    private static IEnumerable<string> Pieces(string word)
    {
        var piece = new StringBuilder();
        foreach (var rune in word.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                piece.Append(rune);
                continue;
            }
            yield return piece.ToString();
            piece.Clear();
        }
        yield return piece.ToString();
    }

    // Two Chinese characters are a name; "edu" and "li" are in half of all sentences.
    private static bool IsTelling(string squashed) => squashed.Length >= (squashed.All(char.IsAscii) ? 4 : 2);
}
