using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Imports;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Imports;

/// <summary>Every kind of dirt that office sheets come with is read right, or named by sheet, row and column.</summary>
public sealed class DirtTests
{
    private static readonly object?[] Heading =
    [
        "单位名称",
        "公众号名称",
        "微信号",
        "管理员",
        "管理员手机",
        "认证时间",
        "备注",
    ];

    private static SheetReading Read(params object?[][] rows) =>
        RegisterForm.ReadingOf(new SheetBook().With("台账", rows).Xlsx());

    private static RegisterRow Only(params object?[][] rows)
    {
        var reading = Read([Heading, .. rows]);
        Assert.Empty(reading.Problems);
        return Assert.Single(reading.Rows);
    }

    private static object?[] Row(
        object? name = null,
        object? publicId = null,
        object? people = null,
        object? mobile = null,
        object? verified = null,
        object? note = null,
        object? unit = null
    ) => [unit ?? "示例学院", name ?? "示例官微", publicId, people ?? "张三", mobile, verified, note];

    [Fact]
    public void The_heading_may_stand_below_a_title_and_empty_rows()
    {
        var reading = Read(["示例大学新媒体台账（2026）"], [], ["填报单位：", "示例大学"], Heading, Row());

        Assert.Equal("示例官微", Assert.Single(reading.Rows).AccountName);
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("设立单位")]
    [InlineData("主办单位")]
    [InlineData("单位名称")]
    [InlineData(" 所属 单位（必填）")]
    [InlineData("部门")]
    public void A_unit_goes_by_many_names(string heading)
    {
        var reading = Read([heading, "公众号名称"], ["示例学院", "示例官微"]);

        Assert.Equal("示例学院", Assert.Single(reading.Rows).Unit);
    }

    [Fact]
    public void Digits_and_letters_in_full_width_become_ordinary()
    {
        var row = Only(Row(publicId: "ｅｘａｍｐｌｅ＿０１", mobile: "１３８００００００００"));

        Assert.Equal("example_01", row.PublicId);
        Assert.Equal("13800000000", row.Administrators[0].Mobile);
    }

    [Fact]
    public void Dates_come_as_days_as_serial_numbers_and_as_text()
    {
        foreach (
            var cell in new object[]
            {
                new DateOnly(2024, 3, 1),
                45352d,
                "2024-03-01",
                "2024/3/1",
                "2024.3.1",
                "2024年3月1日",
                "20240301",
                "是：2024-03-01",
                "2024-03-01 10:30",
            }
        )
            Assert.Equal(
                (true, new DateOnly(2024, 3, 1)),
                (Only(Row(verified: cell)).Verified, Only(Row(verified: cell)).VerifiedOn)
            );
    }

    [Fact]
    public void A_date_that_is_none_is_named_and_stays_empty()
    {
        var reading = Read(Heading, Row(verified: "去年"));

        Assert.Null(Assert.Single(reading.Rows).VerifiedOn);
        Assert.Equal(new RowProblem(RowProblemKind.NoDay, "台账", 2, 5, "去年"), Assert.Single(reading.Problems));
    }

    [Fact]
    public void A_number_kept_as_a_number_is_whole_and_one_rounded_to_text_is_named()
    {
        Assert.Equal("13800000001", Only(Row(mobile: 13_800_000_001d)).Administrators[0].Mobile);

        var reading = Read(Heading, Row(mobile: "1.38E+10"));

        Assert.Null(Assert.Single(reading.Rows).Administrators[0].Mobile);
        Assert.Equal(
            new RowProblem(RowProblemKind.RoundedNumber, "台账", 2, 4, "1.38E+10"),
            Assert.Single(reading.Problems)
        );
    }

    [Theory]
    [InlineData("1.3E+10")]
    [InlineData("1.3E10")]
    [InlineData("1.38e+10")]
    public void A_number_rounded_in_a_csv_file_is_named(string cell)
    {
        var file = new SheetBook().With("", [Heading, Row(mobile: cell)]).Csv(new UTF8Encoding(false));

        var reading = RegisterForm.ReadingOf(file);

        Assert.Equal(new RowProblem(RowProblemKind.RoundedNumber, "", 2, 4, cell), Assert.Single(reading.Problems));
    }

    [Fact]
    public void A_number_that_is_only_shown_as_rounded_is_whole()
    {
        foreach (var number in new[] { 13_800_000_000d, 13_812_345_678d })
        {
            object?[][] rows = [Heading, Row(mobile: new Rounded(number))];
            var shown = RegisterForm.AccountsOf(new SheetBook().With("台账", rows).Xlsx());
            var kept = RegisterForm.AccountsOf(new XlsBook().With("台账", [Heading, Row(mobile: number)]).Xls());

            Assert.Equal($"{number:0}", Assert.Single(shown).Administrators[0].Mobile);
            Assert.Equal($"{number:0}", Assert.Single(kept).Administrators[0].Mobile);
        }
    }

    [Theory]
    [InlineData("张三、李四", "13800000001、13800000002")]
    [InlineData("张三/李四", "13800000001/13800000002")]
    [InlineData("张三，李四", "13800000001 , 13800000002")]
    [InlineData("张三\n李四", "13800000001\n13800000002")]
    public void Two_people_in_one_cell_are_two_each_with_his_number(string people, string mobiles)
    {
        var row = Only(Row(people: people, mobile: mobiles));

        Assert.Equal(
            [("张三", "13800000001"), ("李四", "13800000002")],
            row.Administrators.Select(a => (a.Name, a.Mobile!))
        );
    }

    [Fact]
    public void More_numbers_than_people_are_named()
    {
        var reading = Read(Heading, Row(people: "张三", mobile: "13800000001/13800000002"));

        Assert.Equal("13800000001", Assert.Single(reading.Rows).Administrators[0].Mobile);
        Assert.Equal(
            (RowProblemKind.UnevenPeople, 2, 4),
            Assert.Single(reading.Problems.Select(p => (p.Kind, p.Row, p.Column)))
        );
    }

    [Theory]
    [InlineData("无")]
    [InlineData("/")]
    [InlineData("—")]
    [InlineData(" 暂无 ")]
    [InlineData("N/A")]
    public void Words_for_nothing_are_nothing(string nothing)
    {
        var row = Only(Row(publicId: nothing, people: nothing, mobile: nothing, verified: nothing, note: nothing));

        Assert.Equal((null, null, null), (row.PublicId, row.VerifiedOn, row.Note));
        Assert.Empty(row.Administrators);
    }

    [Fact]
    public void An_original_id_in_the_wrong_column_is_put_right()
    {
        var row = Only(Row(publicId: "gh_0123456789ab"));

        Assert.Equal((null, "gh_0123456789ab"), (row.PublicId, row.OriginalId));
    }

    [Theory]
    [InlineData("合计", "15 个")]
    [InlineData("填表日期：2026年3月1日", null)]
    [InlineData("注：凡官方账号均须填写", null)]
    public void What_stands_below_the_register_is_not_read(string first, string? second)
    {
        var reading = Read(Heading, Row(), [first, second], []);

        Assert.Single(reading.Rows);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_student_is_known_by_the_remark_behind_his_name()
    {
        var row = Only(Row(people: "张 三（学生）、李四(教师)"));

        Assert.Equal([("张三", true), ("李四", false)], row.Administrators.Select(a => (a.Name, a.IsStudent)));
    }

    [Fact]
    public void A_unit_written_once_for_several_rows_counts_for_all_of_them()
    {
        var reading = Read(Heading, Row(name: "甲"), ["", "乙", null, "李四"], Row(name: "丙", unit: "另一学院"));

        Assert.Equal(
            [("示例学院", "甲"), ("示例学院", "乙"), ("另一学院", "丙")],
            reading.Rows.Select(r => (r.Unit, r.AccountName))
        );
    }

    [Fact]
    public void A_unit_in_a_cell_merged_over_several_rows_counts_for_all_of_them()
    {
        object?[][] rows = [Heading, Row(name: "甲"), [null, "乙", null, "李四"], [null, "丙", null, "王五"]];

        var reading = RegisterForm.ReadingOf(new SheetBook().With("台账", rows, "A2:A4").Xlsx());

        Assert.Equal(["示例学院", "示例学院", "示例学院"], reading.Rows.Select(r => r.Unit));
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_hidden_row_is_read_and_counted()
    {
        var file = new SheetBook().With("台账", [Heading, Row(name: "甲"), Row(name: "乙")]).HidingRow(3).Xlsx();

        var reading = RegisterForm.ReadingOf(file);

        Assert.Equal(["甲", "乙"], reading.Rows.Select(r => r.AccountName));
        Assert.Equal(1, reading.HiddenRows);
    }

    [Fact]
    public void A_hidden_sheet_of_an_xls_is_known_as_such()
    {
        var book = new XlsBook()
            .With("台账", [Heading, Row()])
            .With("旧", [Heading, Row()], 1)
            .With("旧2", [Heading], 2);

        Assert.Equal([false, true, true], RegisterForm.ReadingsOf(book.Xls()).Select(s => s.IsHidden));
    }

    [Fact]
    public void Quotes_separators_and_line_breaks_stand_in_a_cell_of_csv_text()
    {
        object?[][] rows = [Heading, Row(people: "张三\n李四", note: "称\"小甲\", 见; 附件"), Row(name: "乙")];
        foreach (var separator in new[] { ",", ";", "\t" })
        {
            var read = RegisterForm.AccountsOf(new SheetBook().With("", rows).Csv(new UTF8Encoding(false), separator));

            Assert.Equal(["张三", "李四"], read[0].Administrators.Select(a => a.Name));
            Assert.Equal("称\"小甲\", 见; 附件", read[0].Note);
            Assert.Equal("乙", read[1].AccountName);
        }
    }

    [Fact]
    public void A_row_without_account_or_unit_is_left_out_and_named()
    {
        var reading = Read(Heading, [null, "甲", null, "张三"], ["示例学院", null, "example", "张三"]);

        Assert.Empty(reading.Rows);
        Assert.Equal(
            [(RowProblemKind.NoUnit, 2, 0), (RowProblemKind.NoAccountName, 3, 1)],
            reading.Problems.Select(p => (p.Kind, p.Row, p.Column!.Value))
        );
        Assert.All(reading.Problems, p => Assert.True(p.LeavesRowOut));
    }

    [Theory]
    [InlineData("正常", AccountStatus.Active)]
    [InlineData("使用中", AccountStatus.Active)]
    [InlineData("停用", AccountStatus.Suspended)]
    [InlineData("未启用", AccountStatus.Suspended)]
    [InlineData("注销中", AccountStatus.ToBeCancelled)]
    [InlineData("拟注销（2026年底）", AccountStatus.ToBeCancelled)]
    [InlineData("已注销", AccountStatus.Cancelled)]
    [InlineData("被盗", AccountStatus.Compromised)]
    [InlineData("被盗，已停用", AccountStatus.Compromised)]
    [InlineData("无", null)]
    public void A_status_is_read_as_the_register_knows_it(string cell, AccountStatus? expected)
    {
        var reading = Read([.. Heading, "账号状态"], [.. Row(), cell]);

        Assert.Equal(expected, Assert.Single(reading.Rows).Status);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_status_nobody_knows_is_named()
    {
        var reading = Read([.. Heading, "状态"], [.. Row(), "见附件"]);

        Assert.Null(Assert.Single(reading.Rows).Status);
        Assert.Equal(new RowProblem(RowProblemKind.NoStatus, "台账", 2, 7, "见附件"), Assert.Single(reading.Problems));
    }

    [Fact]
    public void The_same_account_on_two_sheets_counts_once()
    {
        var sheets = RegisterForm.ReadingsOf(
            new SheetBook().With("一", [Heading, Row()]).With("二", [Heading, Row(), Row(name: "乙")]).Xlsx()
        );

        Assert.Equal(["示例官微", "乙"], sheets.SelectMany(s => s.Rows).Select(r => r.AccountName));
        Assert.All(sheets, s => Assert.Empty(s.Problems));
    }

    [Fact]
    public void The_same_row_twice_counts_once_and_two_that_differ_are_named()
    {
        var reading = Read(Heading, Row(), Row(), Row(people: "李四"));

        Assert.Equal("张三", Assert.Single(reading.Rows).Administrators[0].Name);
        Assert.Equal((RowProblemKind.Twice, 4), Assert.Single(reading.Problems.Select(p => (p.Kind, p.Row))));
    }

    [Fact]
    public void A_heading_repeated_on_every_page_is_not_an_account()
    {
        Assert.Equal(2, Read(Heading, Row(name: "甲"), Heading, Row(name: "乙")).Rows.Count);
    }

    [Theory]
    [InlineData("Pass word１")]
    [InlineData("＝abc")]
    public void A_password_is_taken_as_it_stands_named_and_never_repeated(string password)
    {
        var reading = Read([.. Heading, "登录密码"], [.. Row(), password]);

        Assert.Equal(password, Assert.Single(reading.Rows).Password);
        Assert.Equal(new RowProblem(RowProblemKind.PasswordInClear, "台账", 2, 7, ""), Assert.Single(reading.Problems));
    }

    [Fact]
    public void Two_sheets_of_one_workbook_may_have_different_columns()
    {
        var sheets = RegisterForm.ReadingsOf(
            new SheetBook()
                .With("微信", [Heading, Row()])
                .With(
                    "说明",
                    [
                        ["本表由综合办公室维护"],
                    ]
                )
                .With(
                    "微博",
                    [
                        ["微博名称", "微博ID", "主办单位", "运营人员"],
                        ["示例微博", "1000001", "示例学院", "李四"],
                    ]
                )
                .Xlsx()
        );

        Assert.Null(sheets[1].Header);
        Assert.False(sheets[1].IsRead);
        var (weixin, weibo) = (sheets[0], sheets[2]);
        Assert.Equal(("weixin-mp", "示例官微"), (weixin.Rows[0].Platform, weixin.Rows[0].AccountName));
        Assert.Equal(
            ("weibo", "示例微博", "1000001", "李四"),
            (
                weibo.Rows[0].Platform,
                weibo.Rows[0].AccountName,
                weibo.Rows[0].PublicId,
                weibo.Rows[0].Administrators[0].Name
            )
        );
    }

    [Theory]
    [InlineData("微博", "weibo")]
    [InlineData("微信公众号", "weixin-mp")]
    [InlineData("视频号", "weixin-channels")]
    [InlineData("今日校园", "generic")]
    public void A_platform_column_decides_row_by_row(string cell, string expected)
    {
        var reading = Read(["单位", "平台", "账号名称"], ["示例学院", cell, "甲"]);

        Assert.Equal(expected, Assert.Single(reading.Rows).Platform);
    }

    [Fact]
    public void A_name_longer_than_the_register_keeps_is_named()
    {
        Assert.Equal(new string('名', 100), Only(Row(name: new string('名', 100))).AccountName);

        var problem = Assert.Single(Read(Heading, Row(name: new string('名', 101))).Problems);

        Assert.Equal((RowProblemKind.TooLong, 2, 1), (problem.Kind, problem.Row, problem.Column));
    }
}
