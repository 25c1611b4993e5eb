using System.Globalization;
using System.Text;
using Vault.Core.Imports;
using Vault.TestKit;

namespace Vault.Core.Tests.Imports;

/// <summary>Files that were made to hurt their reader, and the refusals that may answer them.</summary>
internal static class HostileFiles
{
    private const string Content = "[Content_Types].xml";
    private const string Links = "xl/_rels/workbook.xml.rels";
    private const string First = "xl/worksheets/sheet1.xml";
    private const string Open =
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
    private const string Close = "</sheetData></worksheet>";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly UTF8Encoding Utf8 = new(false);

    public sealed record Hostile(Func<byte[]> File, params SheetRefusal[] Answers);

    public static byte[] Xlsx => RegisterForm.Printed().Xlsx();

    public static byte[] Csv => RegisterForm.AsCsv().Csv(Utf8);

    public static byte[] Xls => RegisterForm.AsXls().Xls();

    public static IReadOnlyDictionary<string, Hostile> All { get; } =
        Packages()
            .Concat(Worksheets())
            .Concat(Compounds())
            .Concat(Texts())
            .ToDictionary(h => h.Name, h => h.File, StringComparer.Ordinal);

    private static IEnumerable<(string Name, Hostile File)> Packages() =>
        [
            ("ten megabytes", new(() => new byte[10 * 1024 * 1024], SheetRefusal.FileTooLarge)),
            ("a bomb", new(() => ZipParts.WithPart(Xlsx, "xl/a.xml", Bomb), SheetRefusal.InflatesTooFar)),
            ("a bomb as its sheet", new(() => ZipParts.WithPart(Xlsx, First, Bomb), SheetRefusal.InflatesTooFar)),
            (
                "a bomb that lies about its size",
                new(() => ZipParts.Lying(ZipParts.WithPart(Xlsx, First, Bomb), First, 1000), SheetRefusal.Damaged)
            ),
            (
                "a document type",
                new(() => ZipParts.WithPart(Xlsx, "xl/a.xml", "<!DOCTYPE a><a/>"), SheetRefusal.DocumentType)
            ),
            ("entities in a sheet", new(() => ZipParts.WithPart(Xlsx, First, Laughs()), SheetRefusal.DocumentType)),
            (
                "entities in UTF-32",
                new(
                    () => ZipParts.WithPart(Xlsx, First, s => s.Write(In(Encoding.UTF32, Laughs()))),
                    SheetRefusal.Damaged
                )
            ),
            ("a part of programs", new(() => ZipParts.WithPart(Xlsx, "xl/vbaProject.bin", "x"), SheetRefusal.Macros)),
            (
                "a part of programs under another name",
                new(
                    () => ZipParts.WithText(Xlsx, Links, "</Relationships>", Relation("/vbaProject", "a.bin")),
                    SheetRefusal.Macros
                )
            ),
            (
                "the type of a workbook with programs",
                new(
                    () =>
                        ZipParts.WithText(
                            Xlsx,
                            Content,
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                            "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
                        ),
                    SheetRefusal.Macros
                )
            ),
            (
                "a part of external links",
                new(() => ZipParts.WithPart(Xlsx, "xl/externalLinks/a.xml", "<a/>"), SheetRefusal.ExternalLinks)
            ),
            (
                "an external link under another name",
                new(
                    () => ZipParts.WithText(Xlsx, Links, "</Relationships>", Relation("/externalLink", "a.xml")),
                    SheetRefusal.ExternalLinks
                )
            ),
            (
                "a connection to a database",
                new(
                    () => ZipParts.WithText(Xlsx, Links, "</Relationships>", Relation("/connections", "a.xml")),
                    SheetRefusal.ExternalLinks
                )
            ),
            ("201 parts", new(() => ZipParts.WithEmptyParts(Xlsx, 200), SheetRefusal.TooManyParts)),
        ];

    private static IEnumerable<(string Name, Hostile File)> Worksheets() =>
        [
            (
                "a cell in column 1 000 000",
                new(() => Sheet(Cell("BDWGN1")), SheetRefusal.TooManyColumns, SheetRefusal.Damaged)
            ),
            (
                "a million cells in a row",
                new(
                    () => Sheet($"<row>{Many(1_000_000, "<c><v>1</v></c>")}</row>"),
                    SheetRefusal.TooManyColumns,
                    SheetRefusal.InflatesTooFar
                )
            ),
            (
                "a row of 2 000 000 000",
                new(() => Sheet(Rows(1_999_999_999)), SheetRefusal.TooManyRows, SheetRefusal.TooSlow)
            ),
            (
                "rows with a million between each",
                new(
                    () => Sheet(string.Concat(Enumerable.Range(1, 2000).Select(i => Rows(i * 1_000_000)))),
                    SheetRefusal.TooManyRows,
                    SheetRefusal.TooSlow
                )
            ),
            ("1 000 000 sheets", new(() => Sheets(1_000_000), SheetRefusal.InflatesTooFar)),
            ("20 000 sheets", new(() => Sheets(20_000), SheetRefusal.TooManySheets)),
            ("101 sheets", new(() => Sheets(101), SheetRefusal.TooManySheets)),
            ("XML that never closes", new(() => ZipParts.WithPart(Xlsx, First, Open + "<row>"), SheetRefusal.Damaged)),
        ];

    private static IEnumerable<(string Name, Hostile File)> Compounds() =>
        [
            (
                "an xls with Visual Basic",
                new(() => Register(new() { Storage = "_VBA_PROJECT_CUR" }), SheetRefusal.Macros)
            ),
            ("an xls with a sheet of programs", new(MacroSheet, SheetRefusal.Macros)),
            (
                "an xls with an external link",
                new(() => Register(new XlsBook().WithRecord(0x01AE, LinkTo("other.xls"))), SheetRefusal.ExternalLinks)
            ),
            ("an encrypted file", new(() => Register(new() { Storage = "EncryptedPackage" }), SheetRefusal.Encrypted)),
            ("an xls with 200 sheets", new(ManySheets, SheetRefusal.TooManySheets)),
            (
                "an xls in column 60 000",
                new(
                    () => new XlsBook().With("a", [Wide(60_000)]).Xls(),
                    SheetRefusal.TooManyColumns,
                    SheetRefusal.Damaged
                )
            ),
        ];

    private static IEnumerable<(string Name, Hostile File)> Texts() =>
        [
            ("a million columns in csv", new(() => Utf8.GetBytes(Many(1_000_000, "a,")), SheetRefusal.TooManyColumns)),
            (
                "five million commas",
                new(() => Utf8.GetBytes(new string(',', 5_000_000)), SheetRefusal.Empty, SheetRefusal.TooManyColumns)
            ),
            (
                "five million lines",
                new(() => Utf8.GetBytes(new string('\n', 5_000_000)), SheetRefusal.Empty, SheetRefusal.TooManyRows)
            ),
            ("100 000 rows", new(() => Utf8.GetBytes(Many(100_000, "a,b\n")), SheetRefusal.TooManyRows)),
            ("NULs", new(() => Utf8.GetBytes("a,b\0c\n"), SheetRefusal.UnknownFormat)),
        ];

    private static void Bomb(Stream part) => ZipParts.Zeros(part, 200 * 1024 * 1024);

    private static byte[] In(Encoding encoding, string text) => [.. encoding.Preamble, .. encoding.GetBytes(text)];

    private static string Laughs() =>
        "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
        + Open
        + "<row><c t=\"inlineStr\"><is><t>&c;</t></is></c></row>"
        + Close;

    private static string Relation(string kind, string part) =>
        $"<Relationship Id=\"rX\" Type=\"{Office}{kind}\" Target=\"{part}\"/></Relationships>";

    private static byte[] Sheet(string rows) => ZipParts.WithPart(Xlsx, First, Open + rows + Close);

    private static string Cell(string place) =>
        $"<row r=\"1\"><c r=\"{place}\" t=\"inlineStr\"><is><t>a</t></is></c></row>";

    private static string Rows(int row) =>
        string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\"><c t=\"inlineStr\"><is><t>a</t></is></c></row>");

    private static string Many(int times, string text) => new StringBuilder().Insert(0, text, times).ToString();

    private static byte[] Sheets(int count)
    {
        var list = new StringBuilder();
        for (var i = 1; i <= count; i++)
            list.Append(CultureInfo.InvariantCulture, $"<sheet name=\"{i}\" sheetId=\"{i}\" r:id=\"rX\"/>");
        var workbook =
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
            + $"xmlns:r=\"{Office}\"><sheets>{list}</sheets></workbook>";
        return ZipParts.WithText(
            ZipParts.WithPart(Xlsx, "xl/workbook.xml", workbook),
            Links,
            "</Relationships>",
            Relation("/worksheet", "worksheets/sheet1.xml")
        );
    }

    private static object?[] Wide(int columns) => [.. Enumerable.Repeat<object?>(null, columns - 1), "a"];

    private static byte[] Register(XlsBook book) =>
        book.With(
                "台账",
                [
                    ["单位", "微信名称"],
                    ["示例学院", "甲"],
                ]
            )
            .Xls();

    private static byte[] MacroSheet() =>
        new XlsBook()
            .With(
                "台账",
                [
                    ["单位"],
                ]
            )
            .With(
                "宏",
                [
                    ["=HALT()"],
                ],
                kind: 1
            )
            .Xls();

    private static byte[] LinkTo(string file) =>
        [1, 0, (byte)(file.Length + 1), 0, 0, 1, .. Encoding.ASCII.GetBytes(file)];

    private static byte[] ManySheets() =>
        Enumerable
            .Range(1, 200)
            .Aggregate(
                new XlsBook(),
                (book, i) =>
                    book.With(
                        i.ToString(CultureInfo.InvariantCulture),
                        [
                            ["a"],
                        ]
                    )
            )
            .Xls();
}
