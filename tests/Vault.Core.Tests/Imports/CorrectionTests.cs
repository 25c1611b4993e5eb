using Vault.Core.Imports;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Imports;

/// <summary>R67: a clerk judges how a sheet was understood by what he is shown of it, and corrects what is wrong.</summary>
public sealed class CorrectionTests
{
    private const string Canary = "canary-7c2e";

    private static readonly object?[][] Sheet =
    [
        ["示例大学账号清单"],
        ["开设部门", "微博名称", "联系人", "分机", "密码", "邮箱密码"],
        ["示例学院", "甲", "张三", "0101", Canary + "1", Canary + "2"],
        ["示例学院", "乙", "李四", "0102", Canary + "3", Canary + "4"],
        ["示例学院", "丙", "张三", "0103", null, null],
    ];

    private static SheetReading Read(params SheetCorrection[] corrections) =>
        Assert.Single(RegisterForm.ReadingsOf(new SheetBook().With("台账", Sheet).Xlsx(), corrections));

    private static SheetCorrection Columns(params (int Index, RegisterColumn Meaning)[] columns) =>
        new("台账") { Columns = columns.ToDictionary(c => c.Index, c => c.Meaning) };

    [Fact]
    public void A_sheet_says_where_its_heading_stands_what_its_columns_mean_and_shows_examples()
    {
        var reading = Read();

        Assert.Equal(("台账", 1, 1, "weibo"), Of(reading));
        Assert.Equal(3, reading.Described);
        Assert.Equal(
            [
                ("A", "开设部门", RegisterColumn.Ignored, "示例学院"),
                ("B", "微博名称", RegisterColumn.AccountName, "甲 乙 丙"),
                ("C", "联系人", RegisterColumn.AdministratorName, "张三 李四"),
                ("D", "分机", RegisterColumn.Ignored, "0101 0102 0103"),
                ("E", "密码", RegisterColumn.Password, ""),
                ("F", "邮箱密码", RegisterColumn.Ignored, ""),
            ],
            reading.Columns.Select(c => (c.Letter, c.Heading, c.Meaning, string.Join(' ', c.Examples)))
        );
        Assert.All(reading.Problems.Take(3), p => Assert.Equal(RowProblemKind.NoUnit, p.Kind));
    }

    [Fact]
    public void A_column_is_read_as_its_clerk_says()
    {
        var reading = Read(Columns((0, RegisterColumn.Unit), (3, RegisterColumn.AdministratorOfficePhone)));

        Assert.Equal(["示例学院", "示例学院", "示例学院"], reading.Rows.Select(r => r.Unit));
        Assert.Equal(RegisterColumn.Unit, reading.Columns[0].Meaning);
    }

    [Fact]
    public void A_meaning_given_to_one_column_leaves_the_one_that_had_it()
    {
        var reading = Read(Columns((0, RegisterColumn.Unit), (3, RegisterColumn.AdministratorName)));

        Assert.Equal(RegisterColumn.Ignored, reading.Columns[2].Meaning);
        Assert.Equal(["0101", "0102", "0103"], reading.Rows.Select(r => Assert.Single(r.Administrators).Name));
    }

    [Fact]
    public void A_platform_is_the_one_its_clerk_names_and_one_nobody_knows_changes_nothing()
    {
        var unit = Columns((0, RegisterColumn.Unit));

        Assert.All(Read(unit with { Platform = "douyin" }).Rows, r => Assert.Equal("douyin", r.Platform));
        Assert.All(Read(unit with { Platform = "no-such" }).Rows, r => Assert.Equal("weibo", r.Platform));
    }

    [Fact]
    public void A_heading_is_where_its_clerk_says_and_a_row_that_is_not_there_changes_nothing()
    {
        object?[][] rows =
        [
            ["院系", "叫什么", "谁管"],
            ["示例学院", "甲", "张三"],
            ["示例学院", "乙", "李四"],
        ];
        var file = new SheetBook().With("台账", rows).Xlsx();
        var correction = new SheetCorrection("台账")
        {
            HeaderRow = 1,
            Platform = "weixin-mp",
            Columns = new Dictionary<int, RegisterColumn>
            {
                [0] = RegisterColumn.Unit,
                [1] = RegisterColumn.AccountName,
                [2] = RegisterColumn.AdministratorName,
            },
        };

        Assert.Null(RegisterForm.ReadingOf(file).Header);
        var reading = Assert.Single(RegisterForm.ReadingsOf(file, correction));
        Assert.Equal(
            [("甲", "张三", "weixin-mp"), ("乙", "李四", "weixin-mp")],
            reading.Rows.Select(r => (r.AccountName, r.Administrators[0].Name, r.Platform))
        );
        foreach (var nowhere in new[] { int.MinValue, 0, 4, int.MaxValue })
            Assert.Null(Assert.Single(RegisterForm.ReadingsOf(file, correction with { HeaderRow = nowhere })).Header);
    }

    [Fact]
    public void A_heading_in_two_rows_can_be_said_to_be_one()
    {
        var file = RegisterForm.Printed().Xlsx();
        var one = new SheetCorrection("官方微信登记表") { HeaderRow = 3, HeaderRows = 1 };

        Assert.Equal((2, 2), Place(RegisterForm.ReadingOf(file)));
        Assert.Equal((2, 1), Place(Assert.Single(RegisterForm.ReadingsOf(file, one))));
        Assert.Equal((2, 2), Place(Assert.Single(RegisterForm.ReadingsOf(file, one with { HeaderRows = 7 }))));
    }

    [Fact]
    public void A_password_is_shown_nowhere_whatever_is_corrected()
    {
        SheetCorrection[] all =
        [
            Columns((0, RegisterColumn.Unit), (4, RegisterColumn.Note), (5, RegisterColumn.LoginName)),
            Columns((0, RegisterColumn.Unit), (4, RegisterColumn.Ignored), (5, RegisterColumn.Password)),
            Columns((0, RegisterColumn.Unit)) with
            {
                HeaderRow = 3,
            },
            Columns((1, RegisterColumn.AccountName), (4, RegisterColumn.Unit)) with
            {
                HeaderRow = 4,
            },
        ];

        foreach (var reading in all.Select(c => Read(c)))
        {
            var shown = reading
                .Columns.SelectMany(c => c.Examples.Append(c.Heading))
                .Concat(reading.Header!.Columns.Select(c => c.Heading))
                .Concat(reading.Problems.Select(p => p.Value))
                .Concat(reading.Rows.Select(r => (r with { Password = null }).ToString()));
            Assert.DoesNotContain(shown, t => t.Contains(Canary, StringComparison.Ordinal));
        }
        Assert.Equal(Canary + "2", Read(all[1]).Rows[0].Password);
    }

    [Fact]
    public void A_hidden_sheet_is_read_only_if_its_clerk_wants_it_and_a_visible_one_unless_he_does_not()
    {
        object?[][] rows =
        [
            ["单位", "微信名称"],
            ["示例学院", "甲"],
        ];
        var file = new SheetBook().With("台账", rows).With("旧表", [rows[0], ["示例学院", "乙"]]).Hiding("旧表").Xlsx();

        var usual = RegisterForm.ReadingsOf(file);
        Assert.Equal([(false, true, 1), (true, false, 0)], usual.Select(s => (s.IsHidden, s.IsRead, s.Rows.Count)));
        Assert.Equal("微信名称", usual[1].Columns[1].Heading);

        var other = RegisterForm.ReadingsOf(
            file,
            new SheetCorrection("台账") { Read = false },
            new SheetCorrection("旧表") { Read = true }
        );
        Assert.Equal([(false, 0), (true, 1)], other.Select(s => (s.IsRead, s.Rows.Count)));
    }

    [Fact]
    public void A_correction_of_another_sheet_changes_nothing()
    {
        Assert.Equal(
            Read().Columns.Select(c => c.Meaning),
            Read(Columns((0, RegisterColumn.Unit)) with { Sheet = "别的" }).Columns.Select(c => c.Meaning)
        );
    }

    private static (string, int, int, string?) Of(SheetReading reading) =>
        (reading.Name, reading.Header!.FirstRow, reading.Header.Rows, reading.Header.Platform);

    private static (int, int) Place(SheetReading reading) => (reading.Header!.FirstRow, reading.Header.Rows);
}
