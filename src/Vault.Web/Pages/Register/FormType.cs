using System.Text;
using Vault.Core.Exports;

namespace Vault.Web.Pages.Register;

/// <summary>
/// How small a text has to be set for its cell of the printed form. A row is as high as two lines, so that fifteen rows
/// fill a sheet and never need two: what is longer is set in three to six smaller lines of the same height.
/// </summary>
internal static class FormType
{
    /// <summary>Lines, and of how many hundredths of the ordinary size each is.</summary>
    private static readonly (int Lines, int Size)[] Steps = [(2, 100), (3, 83), (4, 67), (5, 56), (6, 42)];

    /// <summary>Room of a line in hundredths of its height, of the columns that are the same in every form; as vault.css has them.</summary>
    private static readonly int[] FromTheEnd = [530, 760, 560, 570, 430, 560, 570, 430, 570, 160];

    private const int Number = 180;
    private const int PublicId = 640;
    private const int Nature = 350;

    /// <summary>Of the names of units and accounts.</summary>
    private const int Name = 715;

    /// <summary>The classes of a text in a column that counts from 0.</summary>
    public static string Classes(RegistrationForm form, int column, string text)
    {
        var room = Room(form, column);
        var step = Array.FindIndex(Steps, s => Fits(text, room * 100 / s.Size, s.Lines));
        // Longer than any name may be: set as small as there is, and the row grows.
        var lines = step < 0 ? Steps[^1].Lines : Steps[step].Lines;
        return lines == Steps[0].Lines ? "form-text" : $"form-text form-text-{lines}";
    }

    private static int Room(RegistrationForm form, int column)
    {
        var fromTheEnd = form.Columns - 1 - column;
        if (fromTheEnd < FromTheEnd.Length)
            return FromTheEnd[fromTheEnd];
        return column switch
        {
            0 => Number,
            1 or 2 => Name,
            3 => PublicId,
            _ => Nature,
        };
    }

    // As a browser fills lines that may break anywhere, as those of the smaller sizes do.
    private static bool Fits(string text, int room, int lines)
    {
        var (used, line) = (0, 1);
        foreach (var rune in text.EnumerateRunes())
        {
            var width = Width(rune);
            if (used + width > room)
                (used, line) = (0, line + 1);
            used += width;
        }
        return line <= lines;
    }

    /// <summary>In hundredths of the height: of the serif letters that are printed, rather too wide than too narrow.</summary>
    private static int Width(Rune rune) =>
        rune.Value switch
        {
            >= '0' and <= '9' => 50,
            '-' or '.' or ' ' or '_' => 50,
            'i' or 'j' or 'l' or 't' or 'f' or 'r' => 40,
            'm' or 'w' or 'M' or 'W' or '@' => 95,
            < 0x2E80 and (>= 'A' and <= 'Z') => 72,
            < 0x2E80 => 52,
            _ => 100,
        };
}
