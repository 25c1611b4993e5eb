using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Imports;
using Xunit;

namespace Vault.Core.Tests.Imports;

/// <summary>The regulation's form reads the same in every shape it comes in.</summary>
public sealed class RegisterFormTests
{
    static RegisterFormTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Shapes =>
        [
            "printed xlsx",
            "csv in UTF-8",
            "csv in UTF-8 with its mark",
            "csv in GB18030",
            "csv in UTF-16",
            "csv in UTF-16, the other way round",
            "xls",
            "csv with tabs",
            "csv with semicolons",
        ];

    private static byte[] File(string shape) =>
        shape switch
        {
            "printed xlsx" => RegisterForm.Printed().Xlsx(),
            "csv in UTF-8" => RegisterForm.AsCsv().Csv(new UTF8Encoding(false)),
            "csv in UTF-8 with its mark" => RegisterForm.AsCsv().Csv(new UTF8Encoding(true)),
            "csv in GB18030" => RegisterForm.AsCsv().Csv(Encoding.GetEncoding("GB18030")),
            "csv in UTF-16" => RegisterForm.AsCsv().Csv(Encoding.Unicode),
            "csv in UTF-16, the other way round" => RegisterForm.AsCsv().Csv(Encoding.BigEndianUnicode),
            "xls" => RegisterForm.AsXls().Xls(),
            "csv with tabs" => RegisterForm.AsCsv().Csv(new UTF8Encoding(false), "\t"),
            _ => RegisterForm.AsCsv().Csv(new UTF8Encoding(false), ";"),
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Fifteen_accounts_are_read_with_their_people(string shape)
    {
        var rows = RegisterForm.AccountsOf(File(shape));

        Assert.Equal(15, rows.Count);
        for (var i = 1; i <= 15; i++)
        {
            var row = rows[i - 1];
            Assert.Equal(
                ($"示例官微{i:00}", $"example_mp_{i:00}", "weixin-mp"),
                (row.AccountName, row.PublicId, row.Platform)
            );
            Assert.Equal(i % 2 == 0 ? "示例大学计算机学院" : "示例大学党委宣传部", row.Unit);
            Assert.Equal(i % 4 == 0 ? AccountNature.Service : AccountNature.Subscription, row.Nature);
            Assert.Equal(
                (i % 3 != 0, i % 3 == 0 ? null : (DateOnly?)new DateOnly(2024, 1, 1).AddDays(i * 17)),
                (row.Verified, row.VerifiedOn)
            );
            var responsible = Assert.Single(row.Responsible);
            Assert.Equal(($"555-0100{i:00}", $"{13_900_000_000 + i}"), (responsible.OfficePhone, responsible.Mobile));
            Assert.StartsWith("负责", responsible.Name, StringComparison.Ordinal);
            var administrator = Assert.Single(row.Administrators);
            Assert.Equal(
                ($"555-0200{i:00}", $"{13_800_000_000 + i}", $"admin{i:00}@example.edu.cn", $"wx_admin_{i:00}"),
                (administrator.OfficePhone, administrator.Mobile, administrator.Mailbox, administrator.Weixin)
            );
            Assert.Null(row.Password);
        }
    }

    [Fact]
    public void The_printed_heading_is_found_below_its_title_in_two_rows()
    {
        var sheet = Assert.Single(RegisterForm.SheetsOf(RegisterForm.Printed().Xlsx()));

        var header = Header.Find(sheet, PlatformWords.Shipped)!;

        Assert.Equal((2, 2), (header.FirstRow, header.Rows));
        Assert.Equal(
            [
                RegisterColumn.Ignored,
                RegisterColumn.Unit,
                RegisterColumn.AccountName,
                RegisterColumn.PublicId,
                RegisterColumn.Nature,
                RegisterColumn.NotVerified,
                RegisterColumn.VerifiedOn,
                RegisterColumn.ResponsibleName,
                RegisterColumn.ResponsibleOfficePhone,
                RegisterColumn.ResponsibleMobile,
                RegisterColumn.AdministratorName,
                RegisterColumn.AdministratorOfficePhone,
                RegisterColumn.AdministratorMobile,
                RegisterColumn.AdministratorMailbox,
                RegisterColumn.AdministratorWeixin,
            ],
            header.Columns.Select(c => c.Meaning)
        );
    }

    [Fact]
    public void Where_merged_cells_are_lost_the_nearest_group_to_the_left_counts()
    {
        var reading = RegisterForm.ReadingOf(RegisterForm.Printed().Csv(new UTF8Encoding(false)));

        Assert.Empty(reading.Problems);
        Assert.Equal(15, reading.Rows.Count);
        Assert.All(reading.Rows, r => Assert.Single(r.Administrators));
    }
}
