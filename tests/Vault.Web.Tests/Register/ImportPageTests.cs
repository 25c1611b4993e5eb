using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Imports;
using Vault.TestKit;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Register;

/// <summary>
/// A sheet comes in over the pages: read, corrected, previewed, proposed by one, confirmed by another (R12, R67, R68).
/// </summary>
public sealed partial class ImportPageTests : IAsyncLifetime
{
    private WebOffice _office = null!;

    public async Task InitializeAsync() => _office = await WebOffice.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_dirty_sheet_is_corrected_proposed_and_confirmed_by_another()
    {
        var sheet = new SheetBook().With(
            "新媒体",
            [
                ["示例大学新媒体台账"],
                ["单位名称", "公众号名称", "联系人", "管理员", "管理员手机", "密码", "认证时间"],
                ["示例外国语学院", "示例外院官微", "赵甲", "钱乙", "13900000001", "示例-口令-9527", "去年"],
                ["示例外国语学院", null, "赵甲", "孙丙", "1.39E+10", null, null],
                ["合计", "1"],
            ]
        );
        var uploaded = await Upload(sheet.Xlsx());
        Assert.Equal("/imports/draft", uploaded.Location);
        var browser = await _office.As(_office.Registrar);
        var draft = await browser.Get("/imports/draft");
        Assert.DoesNotContain("示例-口令-9527", draft.Body);
        Assert.Contains("不是日期", draft.Body);
        Assert.Contains("表中有 1 个密码", draft.Body);
        Assert.DoesNotContain("赵甲担任", draft.Body);
        Assert.Contains("“管理员”与前面的一列含义相同", draft.Body);

        var corrected = await browser.Post(
            "/imports/draft/correct",
            ("Sheets[0].Name", "新媒体"),
            ("Sheets[0].Read", "true"),
            ("Sheets[0].HeaderRow", "2"),
            ("Sheets[0].HeaderRows", "1"),
            ("Sheets[0].Columns[2]", nameof(RegisterColumn.ResponsibleName))
        );
        Assert.Equal("/imports/draft", corrected.Location);
        draft = await browser.Get("/imports/draft");
        Assert.Contains("任命赵甲为负责人", draft.Body);
        var problems = await browser.Get("/imports/draft/problems");
        Assert.Contains("\"3\",\"G\"", problems.Body);

        var proposed = await _office.Post(_office.Registrar, "/imports/draft", "/imports/draft/propose");
        Assert.Matches("^/imports/[0-9a-f-]{36}$", proposed.Location);
        Assert.Null(await Account("示例外院官微"));
        var own = await browser.Get(proposed.Location!);
        Assert.Contains("您是申请人，须由另一人审批", own.Body);
        Assert.DoesNotContain("/confirm", own.Body);

        var seen = await (await _office.As(_office.Security)).Get(proposed.Location!);
        Assert.DoesNotContain("示例-口令-9527", seen.Body);
        var confirmed = await _office.Post(
            _office.Security,
            proposed.Location!,
            proposed.Location + "/confirm",
            ("Seen", Digest().Match(seen.Body).Groups[1].Value)
        );
        Assert.Equal(proposed.Location, confirmed.Location);
        Assert.NotNull(await Account("示例外院官微"));
        Assert.Contains(_office.Vault.Log(), l => l.Event is RegisterImportConfirmed { NewAccounts: 1, Passwords: 1 });
        Assert.Contains("已导入", (await browser.Get("/imports")).Body);
        Assert.Contains("台账.xlsx", (await browser.Get(proposed.Location!)).Body);
        await ItsPasswordHasToBeChanged("示例外院官微");
    }

    [Fact]
    public async Task A_refused_import_says_who_refused_it_when_and_why()
    {
        await Upload(Encoding.UTF8.GetBytes("单位名称,公众号名称\n示例学院,示例官微\n"));
        var path = (await _office.Post(_office.Registrar, "/imports/draft", "/imports/draft/propose")).Location!;
        const string why = "表中的单位名称不对，请核对后再提交";

        await _office.Post(_office.Security, path, path + "/refuse", ("Reason", why));

        var page = (await (await _office.As(_office.Registrar)).Get(path)).Body;
        Assert.Matches("<dt>驳回理由</dt><dd>" + why, page);
        Assert.Matches("<dt>驳回人</dt><dd>安全员甲", page);
        Assert.Contains("<dt>处理时间</dt><dd><time", page);
    }

    [Fact]
    public async Task What_is_no_sheet_is_refused_in_words_and_nothing_is_kept()
    {
        var refused = await Upload([0x4D, 0x5A, 0, 1, 2, 3]);
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("field-error", refused.Body);
        var large = await Upload(new byte[SheetLimits.FileBytes + 1]);
        Assert.Contains("5 MB", large.Body);
        Assert.Equal("/imports", (await (await _office.As(_office.Registrar)).Get("/imports/draft")).Location);
    }

    [Fact]
    public async Task Who_confirms_what_he_did_not_see_is_shown_it_anew()
    {
        await Upload(Encoding.UTF8.GetBytes("单位名称,公众号名称\n示例学院,示例官微\n"));
        var path = (await _office.Post(_office.Registrar, "/imports/draft", "/imports/draft/propose")).Location!;

        var refused = await _office.Post(_office.Security, path, path + "/confirm", ("Seen", new string('0', 64)));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("台账刚有变化", refused.Body);
        Assert.Null(await Account("示例官微"));
    }

    private async Task ItsPasswordHasToBeChanged(string name)
    {
        var account = (await Account(name))!;
        var registrar = await _office.As(_office.Registrar);
        var page = (await registrar.Get($"/accounts/{account.Id}")).Body;
        Assert.Contains("待改密：登录密码（第 1 版）", page);
        Assert.Matches("视为知情：[^<]*经办人甲", page);
        Assert.Equal([name], await _office.Listed(_office.Registrar, "?owed=true"));
        Assert.Contains(">待改密<", (await registrar.Get("/accounts?owed=true")).Body);
        Assert.DoesNotContain(">待改密<", (await registrar.Get("/accounts?q=招生办")).Body);
        // Who does not see the account is told nothing of it.
        var stranger = await _office.As(_office.Zhang);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/accounts/{account.Id}")).Status);
        Assert.Empty(await _office.Listed(_office.Zhang, "?owed=true"));
    }

    private async Task<WebPage> Upload(byte[] file)
    {
        var browser = await _office.As(_office.Registrar);
        var token = Token().Match((await browser.Get("/imports")).Body).Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(file), "Upload", "台账.xlsx" },
            { new StringContent(token), "__RequestVerificationToken" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/imports") { Content = form };
        return await browser.Send(request);
    }

    private async Task<Account?> Account(string name)
    {
        await using var db = _office.Vault.Read();
        return await db.Set<Account>().SingleOrDefaultAsync(a => a.Name == name);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Seen\" value=\"([0-9a-f]+)\"")]
    private static partial Regex Digest();
}
