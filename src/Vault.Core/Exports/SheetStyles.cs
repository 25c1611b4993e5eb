using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Vault.Core.Exports;

/// <summary>What the looks of cells are made of: 宋体, thin rules, texts as texts and days as 2026-03-01.</summary>
internal static class SheetStyles
{
    private const string FontName = "宋体";
    private const uint TextFormat = 49;
    private const uint DayFormat = 164;

    private static readonly int Looks = Enum.GetValues<CellLook>().Length;

    /// <summary>The number of a format in <see cref="Sheet"/>: for each look one for texts, one for days, one for numbers.</summary>
    public static uint Of(PlacedCell cell) => (uint)((Kind(cell.Cell) * Looks) + (int)cell.Look);

    public static Stylesheet Sheet() =>
        new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy\\-mm\\-dd" }),
            new Fonts(Font(11, false), Font(11, true), Font(18, true), Font(10, false)),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(new Border(), Ruled()),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                from format in new[] { TextFormat, DayFormat, 0u }
                from look in Enum.GetValues<CellLook>()
                select Format(look, format)
            )
        );

    private static int Kind(SheetCell? cell) =>
        cell switch
        {
            SheetCell.Day => 1,
            SheetCell.Number => 2,
            _ => 0,
        };

    private static CellFormat Format(CellLook look, uint number)
    {
        var ruled = look is CellLook.Heading or CellLook.Ruled or CellLook.RuledCentre;
        var centred = look is CellLook.Heading or CellLook.Title or CellLook.RuledCentre;
        return new CellFormat
        {
            NumberFormatId = number,
            ApplyNumberFormat = true,
            FontId = look switch
            {
                CellLook.Heading => 1u,
                CellLook.Title => 2u,
                CellLook.Ruled or CellLook.RuledCentre => 3u,
                _ => 0u,
            },
            ApplyFont = true,
            FillId = 0,
            BorderId = ruled ? 1u : 0u,
            ApplyBorder = ruled,
            ApplyAlignment = true,
            Alignment = new Alignment
            {
                Horizontal = centred ? HorizontalAlignmentValues.Center : HorizontalAlignmentValues.Left,
                Vertical = VerticalAlignmentValues.Center,
                WrapText = ruled,
            },
        };
    }

    private static Font Font(double size, bool bold)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        font.Append(new FontSize { Val = size }, new FontName { Val = FontName }, new FontCharSet { Val = 134 });
        return font;
    }

    private static Border Ruled() =>
        new(
            new LeftBorder(new Color { Auto = true }) { Style = BorderStyleValues.Thin },
            new RightBorder(new Color { Auto = true }) { Style = BorderStyleValues.Thin },
            new TopBorder(new Color { Auto = true }) { Style = BorderStyleValues.Thin },
            new BottomBorder(new Color { Auto = true }) { Style = BorderStyleValues.Thin }
        );
}
