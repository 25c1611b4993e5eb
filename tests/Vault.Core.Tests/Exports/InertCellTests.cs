using FsCheck;
using FsCheck.Fluent;
using Vault.Core.Exports;
using Vault.Core.Imports;
using Vault.Core.Text;
using Xunit;

namespace Vault.Core.Tests.Exports;

/// <summary>R69: nothing that stands in a cell is a formula, and what was neutralised is read back as it was.</summary>
[Trait("R", "R69")]
public sealed class InertCellTests
{
    private static readonly char[] Nasty = [.. "=+-@\t\r\n\0'\"＝＋－＠,;_x0041a字 1（）"];

    private static readonly Arbitrary<string> Texts = Gen.Elements(Nasty)
        .ArrayOf()
        .Select(c => new string(c))
        .ToArbitrary();

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+8613800000000", "'+8613800000000")]
    [InlineData("-zhang", "'-zhang")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("\0=1", "'\0=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=1", "''=1")]
    [InlineData("'quoted", "'quoted")]
    [InlineData("1=1", "1=1")]
    [InlineData("", "")]
    public void A_mark_stands_before_what_a_spreadsheet_could_compute(string text, string cell)
    {
        Assert.Equal(cell, InertCell.Of(text));
        Assert.Equal(text, InertCell.Undo(cell));
    }

    [Fact]
    public void Neutralised_and_undone_every_text_is_what_it_was() =>
        Prop.ForAll(
                Texts,
                t =>
                    InertCell.Undo(InertCell.Of(t)) == t
                    && !"=+-@\t\r\n\0".Contains(InertCell.Of(t).FirstOrDefault('x'))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Every_text_the_register_takes_comes_back_out_of_a_workbook()
    {
        // A hundred workbooks of up to a few dozen texts each.
        Prop.ForAll(Gen.ArrayOf(Texts.Generator).ToArbitrary(), ComesBack)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Theory]
    [InlineData("_x0041_")]
    [InlineData("a_x000D_b")]
    [InlineData("__x005F_x0041_")]
    [InlineData("=HYPERLINK(\"https://example.org\",\"点这里\")")]
    [InlineData("<b>&amp;</b>")]
    public void A_text_is_no_escape_of_the_file_format(string text) => Assert.True(ComesBack([text]));

    private static bool ComesBack(string[] typed)
    {
        var texts = typed.Select(t => NameText.TryParse(t, 200, out var name, out _) ? name : null).OfType<string>();
        List<string> kept = ["head", .. texts];
        var lines = kept.Select(t => new SheetLine([new PlacedCell(SheetCell.Of(t), CellLook.Plain)])).ToList();
        var file = WorkbookFile.Write([new SheetPlan("a", [10], lines)]);
        var sheet = Assert.Single(Assert.IsType<SheetOutcome.Read>(SheetFile.Read(file, TimeProvider.System)).Sheets);
        return sheet.Rows.Select(r => InertCell.Undo(r[0])).SequenceEqual(kept);
    }
}
