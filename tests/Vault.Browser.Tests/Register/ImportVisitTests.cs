using Microsoft.Playwright;
using Vault.Browser.Tests.Support;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;

namespace Vault.Browser.Tests.Register;

/// <summary>
/// R12, R61, R63, R68: a dirty sheet comes into the register as two people bring it in: uploaded, a column corrected, its
/// problems read and taken along, proposed by one, confirmed by the other; the account is found, opened and printed.
/// </summary>
[Collection(InChromium.Name)]
public sealed class ImportVisitTests(Chromium chromium) : IAsyncLifetime
{
    private const string Account = "示例外院官微";
    private const string Why = "示例大学的微博上周已经登记过，请核对后再提交";

    private readonly Dictionary<string, Enrolled> _people = [];
    private ServedVault _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedVault.Started();
        await Enter("wang.fang", "王芳", OfficeRole.Registrar);
        await Enter("chen.wei", "陈伟", OfficeRole.SecurityAdministrator);
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [NeedsToolTheory("chromium", "pdftotext")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_dirty_sheet_is_corrected_proposed_confirmed_found_and_printed(string language)
    {
        await using var registrar = await SignedIn("wang.fang", language);
        await using var security = await SignedIn("chen.wei", language);

        await Upload(registrar, DirtySheet.Xlsx(Account), "import-draft");
        await CorrectsAColumn(registrar);
        await TakesTheProblemsAlong(registrar);
        var import = await Propose(registrar, "import-proposed");
        await Confirm(security, import);
        await FindsIt(registrar);
        await PrintsTheList(registrar);

        await Upload(registrar, DirtySheet.Xlsx("示例外院官微改名"), "import-draft-changed");
        var second = await Propose(registrar, "import-proposed-changed");
        await Refuse(security, second);
        await registrar.Go(second);
        await Assertions.Expect(registrar.Page.Locator("main")).ToContainTextAsync(Why);
        await Assertions.Expect(registrar.Page.Locator("main")).ToContainTextAsync("陈伟");
        await registrar.Look("import-refused");
        await registrar.Go("/imports");
        await registrar.Look("imports");

        registrar.WasWell();
        security.WasWell();
    }

    private static async Task Upload(Visitor registrar, byte[] file, string name)
    {
        await registrar.Go("/imports");
        if (name == "import-draft")
            await registrar.Look("imports-none");
        await registrar.Page.SetInputFilesAsync(
            "[name=Upload]",
            new FilePayload
            {
                Name = DirtySheet.File,
                MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                Buffer = file,
            }
        );
        await registrar.Submit("form:has([name=Upload])");
        Assert.EndsWith("/imports/draft", registrar.Page.Url, StringComparison.Ordinal);
        await registrar.Look(name);
        Assert.DoesNotContain(DirtySheet.Password, await registrar.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static async Task CorrectsAColumn(Visitor registrar)
    {
        var planned = Planned(registrar).Filter(new() { HasText = Account });
        await Assertions.Expect(planned).Not.ToContainTextAsync("钱乙");
        foreach (var (column, meaning) in DirtySheet.Corrections)
            await registrar.Page.SelectOptionAsync(MeaningOf(column), meaning);
        await registrar.Press("form[action$='/correct'] .actions button");
        foreach (var (column, meaning) in DirtySheet.Corrections)
            await Assertions.Expect(registrar.Page.Locator(MeaningOf(column))).ToHaveValueAsync(meaning);
        await Assertions.Expect(planned).ToContainTextAsync("赵甲");
        await Assertions.Expect(planned).ToContainTextAsync("钱乙");
        await registrar.Look("import-draft-corrected");

        static string MeaningOf(int column) => $"[name='Sheets[0].Columns[{column}]']";
    }

    /// <summary>The accounts of the preview: the last table of the page.</summary>
    private static ILocator Planned(Visitor registrar) => registrar.Page.Locator("main table").Last.Locator("tbody tr");

    private static async Task TakesTheProblemsAlong(Visitor registrar)
    {
        const string link = "a[href='/imports/draft/problems']";
        var list = registrar.Page.Locator($"table:has(~ * {link}), .table-frame:has(~ p {link})").Last;
        var shown = await list.Locator("tbody tr").AllAsync();
        Assert.InRange(shown.Count, 3, 10);
        var download = await registrar.Page.RunAndWaitForDownloadAsync(() => registrar.Page.ClickAsync(link));
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        var taken = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(shown.Count + 1, taken.Length);
        for (var row = 0; row < shown.Count; row++)
        {
            var cells = await shown[row].Locator("td").AllInnerTextsAsync();
            Assert.Equal(string.Join(',', cells.Select(c => $"\"{c.Trim()}\"")), taken[row + 1]);
        }
        Assert.Contains(taken, line => line.Contains("去年", StringComparison.Ordinal));
    }

    private async Task<string> Propose(Visitor registrar, string name)
    {
        await StepUp(registrar, "wang.fang", "form[action$='/propose']");
        await registrar.Submit("form[action$='/propose']");
        await registrar.Look(name);
        var import = new Uri(registrar.Page.Url).AbsolutePath;
        Assert.Matches("^/imports/[0-9a-f-]{36}$", import);
        Assert.Equal(0, await registrar.Page.Locator("form[action$='/confirm']").CountAsync());
        return import;
    }

    private async Task Confirm(Visitor security, string import)
    {
        const string form = "form[action$='/confirm']";
        await security.Go("/imports");
        await security.Press($"main a[href='{import}']");
        await security.Look("import-to-decide");
        Assert.DoesNotContain(DirtySheet.Password, await security.Page.ContentAsync(), StringComparison.Ordinal);
        await StepUp(security, "chen.wei", form);
        await security.Submit(form);
        Assert.Equal(0, await security.Page.Locator(form).CountAsync());
        await security.Look("import-confirmed");
    }

    private async Task Refuse(Visitor security, string import)
    {
        const string form = "form[action$='/refuse']";
        await security.Go(import);
        await security.Page.Locator($"details:has({form}) > summary").ClickAsync();
        await security.Page.FillAsync($"{form} [name=Reason]", Why);
        await StepUp(security, "chen.wei", form);
        await security.Press($"{form} button[type=submit]");
        await Assertions.Expect(security.Page.Locator("main")).ToContainTextAsync(Why);
    }

    private static async Task FindsIt(Visitor registrar)
    {
        await registrar.Go("/accounts");
        await registrar.Look("accounts-imported");
        await registrar.Page.FillAsync("[name=q]", "外院");
        await registrar.Submit("form.filter-bar");
        await registrar.Look("accounts-found");
        var link = registrar.Page.Locator("main tbody a[href^='/accounts/']");
        await Assertions.Expect(link).ToHaveCountAsync(1);
        await registrar.Press("main tbody a[href^='/accounts/']");
        await Assertions.Expect(registrar.Page.Locator("h1")).ToContainTextAsync(Account);
        foreach (var fact in new[] { "example_sfl", "赵甲", "钱乙" })
            await Assertions.Expect(registrar.Page.Locator("main")).ToContainTextAsync(fact);
        // The password stood in a sheet: it has to be changed, and the page says who is taken to know it.
        await Assertions.Expect(registrar.Page.Locator("main .notice-due")).ToContainTextAsync("王芳");
        Assert.DoesNotContain(DirtySheet.Password, await registrar.Page.ContentAsync(), StringComparison.Ordinal);
        await registrar.Look("account-imported");
        await registrar.LookOnPaper("account-imported");
        Assert.Contains(Account, Paper.TextOf(await registrar.Print("account-imported")), StringComparison.Ordinal);
    }

    private static async Task PrintsTheList(Visitor registrar)
    {
        await registrar.Go("/accounts?owed=true");
        await Assertions.Expect(registrar.Page.Locator("main tbody tr")).ToHaveCountAsync(1);
        await registrar.Look("accounts-owed");
        await registrar.Go("/accounts");
        await registrar.Press("main a[href='/accounts/print']");
        await registrar.Look("accounts-print");
        var paper = Assert.Single(Paper.PagesOf(await registrar.Print("accounts-print")));
        Assert.True(paper.Width > paper.Height);
        var text = string.Concat(paper.Words.Select(w => w.Text));
        foreach (var printed in new[] { Account, "示例青年", "示例大学图书馆官方微博", "1/1" })
            Assert.Contains(printed, text, StringComparison.Ordinal);
        Assert.DoesNotContain("王芳", text, StringComparison.Ordinal);
    }

    private async Task StepUp(Visitor visitor, string userName, string form)
    {
        var field = visitor.Page.Locator($"{form} [name=StepUpCode]");
        if (await field.CountAsync() > 0)
            await field.First.FillAsync(Code(userName));
    }

    private async Task<Visitor> SignedIn(string userName, string language)
    {
        var visitor = await chromium.Visitor(_served.Origin, language);
        await visitor.Go("/sign-in");
        await visitor.Page.FillAsync("#UserName", userName);
        await visitor.Page.FillAsync("#Password", SignInKit.Password);
        await visitor.Page.FillAsync("#Code", Code(userName));
        await visitor.Submit("main form");
        Assert.DoesNotContain("/sign-in", visitor.Page.Url, StringComparison.Ordinal);
        return visitor;
    }

    private string Code(string userName)
    {
        _served.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return _people[userName].Code(_served.Vault.Clock.Now);
    }

    private async Task Enter(string userName, string name, OfficeRole role)
    {
        var person = await _served.Vault.AddPerson(userName, name);
        await _served.Vault.Give(person, role);
        _people[userName] = await _served.Vault.Enrol(person);
    }
}
