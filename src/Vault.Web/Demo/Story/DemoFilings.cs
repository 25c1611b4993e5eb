using System.Globalization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Filings;
using Vault.Core.People;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>What changes in the register is filed: most of it long since; one waits for the office, one was sent back.</summary>
internal static class DemoFilings
{
    /// <summary>An empty page: nothing of it is to be read.</summary>
    private static readonly byte[] Scan =
        """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
        trailer<</Root 1 0 R>>
        %%EOF
        """u8.ToArray();

    public static IEnumerable<DemoScene> Scenes =>
        [
            new(10, 13, 30, FileEverything),
            new(47, 13, 30, FileEverything),
            new(102, 9, 0, ASiteIsRenamed),
            new(102, 15, 0, s => SendIn(s, "wang.wu", "web-computing")),
            new(103, 9, 10, ItIsSentBack),
            new(106, 16, 0, s => SendIn(s, "wu.jiu", "weixin-students")),
        ];

    /// <summary>Whoever keeps an account sends its form in, and the office accepts them all.</summary>
    private static async Task FileEverything(DemoStage stage)
    {
        foreach (var key in stage.Accounts.Keys.ToList())
        {
            if (OpenOf(stage, key) is null)
                continue;
            var custodian = DemoCast.People.Single(p => stage[p.UserName].HasEnrolled && Keeps(stage, p, key));
            await SendIn(stage, custodian.UserName, key);
        }
        var registrar = stage["qian.yi"];
        await registrar.SignIn();
        foreach (var key in stage.Accounts.Keys.ToList())
        {
            if (OpenOf(stage, key) is not { Form: not null } filing)
                continue;
            var proof = await registrar.Proof(ProofPurpose.Approve, filing.Id.Value);
            var receipt = string.Create(CultureInfo.InvariantCulture, $"示例备〔{filing.Year}〕{filing.Serial}号");
            var today = OrganisationTime.DayOf(stage.Now);
            await Do<AcceptFiling, FilingOutcome.Done>(
                stage,
                u => u.Run(registrar.Actor, proof, filing.Id, receipt, today)
            );
        }
        await registrar.SignOut();
    }

    private static async Task ASiteIsRenamed(DemoStage stage)
    {
        var (registrar, id) = (stage["qian.yi"], stage.Accounts["web-computing"]);
        await registrar.SignIn();
        var entry = stage.Entries["web-computing"] with { Name = "计算机学院网站" };
        Expect<ChangeOutcome.Changed>(await stage.Use((ChangeAccount u) => u.Run(registrar.Actor, id, 0, entry)));
        stage.Pass();
        await registrar.SignOut();
    }

    private static async Task ItIsSentBack(DemoStage stage)
    {
        var (registrar, filing) = (stage["qian.yi"], OpenOf(stage, "web-computing")!);
        await registrar.SignIn();
        var why = Because("扫描件上没有单位盖章，请盖章后重新扫描");
        await Do<SendFilingBack, FilingOutcome.Done>(stage, u => u.Run(registrar.Actor, filing.Id, why));
        await registrar.SignOut();
    }

    private static async Task SendIn(DemoStage stage, string userName, string account)
    {
        var (who, filing) = (stage[userName], OpenOf(stage, account)!);
        await who.SignIn();
        var proof = await who.Proof(ProofPurpose.Export, filing.Id.Value);
        await Do<PrintFilingForm, FilingOutcome.Paper>(stage, u => u.Run(who.Actor, proof, filing.Id));
        await Do<SubmitFiling, FilingOutcome.Done>(stage, u => u.Run(who.Actor, filing.Id, Scan));
        await who.SignOut();
    }

    private static Filing? OpenOf(DemoStage stage, string account)
    {
        using var db = stage.Vault.OpenReader();
        var id = stage.Accounts[account];
        return db.Set<Filing>().SingleOrDefault(f => f.Account == id && f.AcceptedAt == null);
    }

    private static bool Keeps(DemoStage stage, DemoRole role, string account)
    {
        using var db = stage.Vault.OpenReader();
        var (id, person, now) = (stage.Accounts[account], stage[role.UserName].Id, stage.Now);
        return db.Set<Appointment>()
            .Where(a => a.Account == id && a.Person == person)
            .AsEnumerable()
            .Any(a => a.IsCustodianHimself && a.IsLive(now));
    }

    private static async Task Do<TCase, TOutcome>(DemoStage stage, Func<TCase, Task<FilingOutcome>> act)
        where TCase : notnull
        where TOutcome : FilingOutcome
    {
        Expect<TOutcome>(await stage.Use(act));
        stage.Pass();
    }
}
