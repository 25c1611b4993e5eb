using System.Text.RegularExpressions;
using Vault.Browser.Tests.Support;
using Vault.Core;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Browser.Tests.Filings;

/// <summary>
/// From the change of a responsible person to the accepted filing: printed, read back from the paper, sent in, sent back,
/// sent in again and accepted; then the paper is held against the vault.
/// </summary>
[Collection(InChromium.Name)]
public sealed partial class FilingVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    private static readonly byte[] Scan = "%PDF-1.4\n%%EOF\n"u8.ToArray();

    [NeedsToolTheory("chromium", "pdftotext")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_change_is_filed(string language)
    {
        await Vault.Give(await Person("wu.shi", "吴十"), OfficeRole.Registrar);
        await FileWhatTheSceneWasMadeWith();
        var custodian = await SignedIn("zhang.san", language);
        await custodian.Go("/filings");
        await custodian.Look("filings-none");
        await Vault.Appoint(await Person("zheng.shiwu", "郑十五"), Account, AppointmentRole.ResponsiblePerson);

        await custodian.Go("/filings");
        await custodian.Look("filings");
        await custodian.Press("main table a[href^='/filings/']");
        await custodian.Look("filing-open");
        await custodian.Press("main a[href$='/form']");
        await custodian.Look("filing-form");
        await StepUp(custodian, "zhang.san", "main form");
        await custodian.Submit("main form");
        await custodian.Look("filing-form-filled");
        var paper = Paper.TextOf(await custodian.Print("filing-form"));
        var printed = Number().Match(paper).Value;
        Assert.Contains("郑十五", paper, StringComparison.Ordinal);
        Assert.Contains("与上次备案不同", paper, StringComparison.Ordinal);

        await custodian.Press("main p.small a[href^='/filings/']");
        await custodian.Submit("form[action$='/submit']");
        await custodian.Look("filing-no-file");
        await SendIn(custodian);
        await custodian.Look("filing-submitted");

        var office = await SignedIn("wu.shi", language);
        await office.Go(new Uri(custodian.Page.Url).AbsolutePath);
        await office.Look("filing-office");
        await office.Page.Locator("main details.more:has(form[action$='/sendback']) > summary").ClickAsync();
        await office.Page.FillAsync("[name=Why]", "扫描件上没有单位盖章");
        await office.Submit("form[action$='/sendback']");
        await custodian.Page.ReloadAsync();
        await custodian.Look("filing-sent-back");
        await SendIn(custodian);

        await office.Page.ReloadAsync();
        await office.Page.FillAsync("[name=Receipt]", "示例备〔2026〕7号");
        await StepUp(office, "wu.shi", "form[action$='/accept']");
        await office.Submit("form[action$='/accept']");
        await office.Look("filing-no-day");
        await office.Page.FillAsync("[name=ReceiptOn]", $"{OrganisationTime.DayOf(Vault.Clock.Now):yyyy-MM-dd}");
        if (await office.Page.Locator("form[action$='/accept'] [name=StepUpCode]").CountAsync() > 0)
            await StepUp(office, "wu.shi", "form[action$='/accept']");
        await office.Submit("form[action$='/accept']");
        await office.Look("filing-filed");

        await Compare(office, printed, Digest(), "record-same");
        await Compare(office, printed, new string('0', 64), "record-different");
        await office.Go("/help/filing");
        await office.Look("help-filing");
        await AllWereWell();
    }

    private static async Task SendIn(Visitor custodian)
    {
        await custodian.Page.SetInputFilesAsync(
            "[name=Upload]",
            new Microsoft.Playwright.FilePayload
            {
                Name = "scan.pdf",
                MimeType = "application/pdf",
                Buffer = Scan,
            }
        );
        await custodian.Submit("form[action$='/submit']");
    }

    private static async Task Compare(Visitor office, string number, string digest, string name)
    {
        await office.Go($"/records?number={Uri.EscapeDataString(number)}&digest={digest}");
        await office.Submit("main form");
        await office.Look(name);
    }

    private string Digest()
    {
        using var db = Vault.Read();
        var filed = db.Set<Filing>().OrderByDescending(f => f.Serial).First();
        return Convert.ToHexStringLower(db.Set<FilingForm>().Single(f => f.Id == filed.Form).Sha256);
    }

    private async Task FileWhatTheSceneWasMadeWith()
    {
        using var db = Vault.Read();
        var people = db.Set<Person>().ToList();
        foreach (var filing in db.Set<Filing>().Where(f => f.AcceptedAt == null).ToList())
        {
            var (session, actor) = await Vault.SignIn(people.Single(p => p.DisplayName == "张三"));
            var proof = await Vault.Prove(session, actor, filing.Id.Value, ProofPurpose.Export);
            await Vault.Get<PrintFilingForm>().Run(actor, proof, filing.Id);
            await Vault.Get<SubmitFiling>().Run(actor, filing.Id, Scan);
            var (office, by) = await Vault.SignIn(people.Single(p => p.DisplayName == "吴十"));
            var accepting = await Vault.Prove(office, by, filing.Id.Value, ProofPurpose.Approve);
            var today = OrganisationTime.DayOf(Vault.Clock.Now);
            await Vault.Get<AcceptFiling>().Run(by, accepting, filing.Id, "示例备〔2026〕1号", today);
        }
    }

    [GeneratedRegex(@"BA-\d{4}-\d{4}/\d+")]
    private static partial Regex Number();
}
