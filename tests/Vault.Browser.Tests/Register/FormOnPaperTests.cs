using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;

namespace Vault.Browser.Tests.Register;

/// <summary>
/// R63, R69: the regulation's form as a browser prints it: A4 across, title, head, heading of two rows, fifteen rows a
/// page, foot, in the order of the printed form, and nothing of the page around it.
/// </summary>
[Collection(InChromium.Name)]
public sealed class FormOnPaperTests(Chromium chromium) : IAsyncLifetime
{
    private const int Accounts = 17;

    private ServedVault _served = null!;
    private Enrolled _registrar = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedVault.Started();
        var vault = _served.Vault;
        var person = await vault.AddPerson("wang.fang", "王芳");
        await vault.Give(person, OfficeRole.Registrar);
        _registrar = await vault.Enrol(person);
        var (_, actor) = await vault.SignIn(person);
        var unit = Entered(
            await vault.Get<AddUnit>().Run(actor, new(vault.Unit, "示例大学计算机科学与技术学院", UnitKind.College))
        );
        var responsible = await Person(actor, unit, "张三", "010-55501001", "13900000001");
        var custodian = await Person(actor, unit, "欧阳晓明", "010-55502002", "13800000002");
        for (var i = 1; i <= Accounts; i++)
        {
            var entry = new AccountEntry("weixin-mp", $"示例大学官微{i:00}", $"example_official_{i:00}", unit)
            {
                Nature = i % 2 == 0 ? AccountNature.Service : AccountNature.Subscription,
                IsVerified = i % 3 != 0,
                VerifiedOn = i % 3 == 0 ? null : new DateOnly(2026, 3, i),
            };
            var id = Entered(await vault.Get<RegisterAccount>().Run(actor, entry));
            using var db = vault.Read();
            var account = db.Set<Account>().Single(a => a.Id == id);
            await vault.Appoint(responsible, account, AppointmentRole.ResponsiblePerson);
            await vault.Appoint(custodian, account);
        }
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [NeedsToolTheory("chromium", "pdftotext")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task It_is_the_printed_form_page_by_page(string language)
    {
        await using var visitor = await chromium.Visitor(_served.Origin, language);
        await SignIn(visitor);
        await visitor.Go("/accounts/export");
        await visitor.Look("register-export");
        await visitor.Go("/accounts/form");
        await visitor.Look("register-form");
        await visitor.Page.FillAsync("#StepUpCode", Code());
        await visitor.Submit("main form");
        await visitor.Look("register-form-filled");

        var pages = Paper.TextOf(await Printed(visitor.Page)).Split('\f', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, pages.Length);
        Assert.All(
            pages,
            page =>
            {
                Paper.HoldsInOrder(page, "各级单位官方微信登记表", "学院/（部门）", "（签章）", "主管领导");
                Paper.HoldsInOrder(page, "认证情况", "负责人", "管理员", "填表日期", "注：1.");
                Paper.HoldsInOrder(page, "姓名", "办公室电话", "手机", "姓名", "办公室电话", "手机", "邮箱", "微信号");
            }
        );
        Paper.HoldsInOrder(
            pages[0],
            [.. Enumerable.Range(1, 15).Select(i => $"2026-03-{i:00}").Where((_, i) => i % 3 != 2)]
        );
        Assert.Contains("1 / 2", pages[0], StringComparison.Ordinal);
        Assert.Contains("13800000002", pages[1], StringComparison.Ordinal);
        Assert.DoesNotContain("王芳", string.Concat(pages), StringComparison.Ordinal);
        visitor.WasWell();
    }

    /// <summary>The file that a person gets who prints the page to one; kept with the album, where there is one.</summary>
    private static async Task<string> Printed(IPage page)
    {
        var folder = Environment.GetEnvironmentVariable("VAULT_SCREENSHOTS") is { Length: > 0 } album
            ? album
            : Directory.CreateTempSubdirectory("vault-paper-").FullName;
        var file = Path.Combine(folder, "register-form.pdf");
        await page.PdfAsync(new PagePdfOptions { Path = file, PreferCSSPageSize = true });
        return file;
    }

    private async Task SignIn(Visitor visitor)
    {
        await visitor.Go("/sign-in");
        await visitor.Page.FillAsync("#UserName", "wang.fang");
        await visitor.Page.FillAsync("#Password", SignInKit.Password);
        await visitor.Page.FillAsync("#Code", Code());
        await visitor.Submit("main form");
        Assert.DoesNotContain("/sign-in", visitor.Page.Url, StringComparison.Ordinal);
    }

    private string Code()
    {
        _served.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return _registrar.Code(_served.Vault.Clock.Now);
    }

    private async Task<Person> Person(Actor actor, UnitId unit, string name, string office, string mobile)
    {
        var entry = new PersonEntry(name, null, unit)
        {
            Contact = new(office, mobile, $"{mobile}@mail.example.edu.cn", $"wx_{mobile}"),
        };
        var id = Entered(await _served.Vault.Get<AddPerson>().Run(actor, entry));
        using var db = _served.Vault.Read();
        return db.Set<Person>().Single(p => p.Id == id);
    }

    private static TId Entered<TId>(RegisterOutcome<TId> outcome)
        where TId : struct, IVaultId<TId> => Assert.IsType<RegisterOutcome<TId>.Entered>(outcome).Id;
}
