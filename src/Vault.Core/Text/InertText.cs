using System.Globalization;
using System.Text;

namespace Vault.Core.Text;

/// <summary>
/// Text somebody else wrote, made harmless for a line of a page, a terminal or a log: nothing in it can move the
/// cursor, start a line, turn the writing direction or hide. What stood there stays visible: control characters become
/// their pictures (␛ ␊), the rest a replacement character. Escaping for HTML, CSV or JSON is the renderer's own duty.
/// </summary>
public static class InertText
{
    private const char ControlPictures = '\u2400';
    private const char DeletePicture = '\u2421';

    /// <summary>The same text where it is inert already; never longer in UTF-16 units than what came in.</summary>
    public static string Of(string text)
    {
        if (IsInert(text))
            return text;
        var inert = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            inert.Append(IsInert(rune) ? rune : PictureOf(rune));
        return inert.ToString();
    }

    /// <summary>False when something in the text would be replaced; lone surrogates are.</summary>
    public static bool IsInert(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (
                Rune.DecodeFromUtf16(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done
                || !IsInert(rune)
            )
                return false;
            rest = rest[length..];
        }
        return true;
    }

    private static bool IsInert(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
            // Joiners hold emoji and several scripts together; all other format characters hide or reorder text.
            UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
            _ => !IsNoncharacter(rune.Value),
        };

    // U+FDD0..FDEF and the last two of every plane stand for no character, ever; normalising some of them throws.
    private static bool IsNoncharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;

    private static Rune PictureOf(Rune rune) =>
        rune.Value switch
        {
            < 0x20 => new Rune(ControlPictures + rune.Value),
            0x7F => new Rune(DeletePicture),
            _ => Rune.ReplacementChar,
        };
}
