using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Vault.Core.Text;

namespace Vault.Core.People;

/// <summary>Why a typed reason was not taken.</summary>
public enum ReasonRefusal
{
    /// <summary>Fewer than <see cref="Reason.MinLength"/> visible characters.</summary>
    TooShort,

    /// <summary>More than <see cref="Reason.MaxLength"/> characters.</summary>
    TooLong,

    /// <summary>A control character, one that hides text or turns its direction, or text that is not Unicode.</summary>
    CharacterNotAllowed,
}

/// <summary>
/// Why somebody opens, asks for or does something (事由): one line, trimmed, in Unicode form NFC, without anything that
/// hides or reorders text, so that what is committed to the log is what a reviewer reads. Whether it is a good reason
/// is for the reviewer.
/// </summary>
public sealed record Reason
{
    /// <summary>Characters as a reader counts them (extended grapheme clusters), blanks not counted.</summary>
    public const int MinLength = 6;

    /// <summary>Characters as a reader counts them (extended grapheme clusters), blanks included.</summary>
    public const int MaxLength = 500;

    // One character as a reader counts it may carry any number of combining marks.
    private const int MaxUnits = 4 * MaxLength;

    private Reason(string text) => Text = text;

    public string Text { get; }

    /// <summary>
    /// Line breaks become blanks. False, with the reason why, for what cannot be a reason; a text that was parsed once
    /// parses to itself.
    /// </summary>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out Reason? reason, out ReasonRefusal refusal)
    {
        reason = null;
        if (typed is null)
            return Refuse(ReasonRefusal.TooShort, out refusal);
        if (typed.Length > 2 * MaxUnits)
            return Refuse(ReasonRefusal.TooLong, out refusal);
        var line = typed.ReplaceLineEndings(" ");
        if (!InertText.IsInert(line))
            return Refuse(ReasonRefusal.CharacterNotAllowed, out refusal);
        line = line.Normalize(NormalizationForm.FormC).Trim();
        if (line.Length > MaxUnits || new StringInfo(line).LengthInTextElements > MaxLength)
            return Refuse(ReasonRefusal.TooLong, out refusal);
        if (VisibleCharacters(line) < MinLength)
            return Refuse(ReasonRefusal.TooShort, out refusal);
        refusal = default;
        reason = new Reason(line);
        return true;
    }

    public override string ToString() => Text;

    private static int VisibleCharacters(string line)
    {
        var count = 0;
        for (var elements = StringInfo.GetTextElementEnumerator(line); elements.MoveNext(); )
            if (elements.GetTextElement().EnumerateRunes().Any(IsVisible))
                count++;
        return count;
    }

    private static bool IsVisible(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.IsPunctuation(rune) || Rune.IsSymbol(rune);

    private static bool Refuse(ReasonRefusal why, out ReasonRefusal refusal)
    {
        refusal = why;
        return false;
    }
}
