using System.Text;
using Vault.Browser.Tests.Support;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.TestKit;

namespace Vault.Browser.Tests.Rotations;

/// <summary>A custodian finds what has to be changed, changes it step by step, and destroys what was replaced.</summary>
[Collection(InChromium.Name)]
public sealed class RotationVisitTests(Chromium chromium) : AccountVisit(chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task What_is_owed_is_changed_step_by_step(string language)
    {
        var custodian = await SignedIn("zhang.san", language);
        await custodian.Go("/rotations");
        await custodian.Look("rotations-empty");
        await Owe(RotationReason.ChangeOnReturn);
        Vault.Clock.Turn(TimeSpan.FromDays(3));
        await Owe(RotationReason.DeclaredKnown);
        custodian = await SignedIn("zhang.san", language);
        await custodian.Go("/rotations");
        await custodian.Look("rotations");
        await custodian.Go(AccountPath);
        await custodian.Look("account-owed-overdue");

        await custodian.Go(AccountPath + "/rotation");
        await custodian.Look("rotation-before");
        await custodian.Submit("main form");
        await custodian.Look("rotation-begun");
        await custodian.Press("main button[value=NotApplicable]");
        await custodian.Look("rotation-remark-missing");
        while (await custodian.Page.Locator("main .step-current a[href*='/secrets/password']").CountAsync() == 0)
        {
            await custodian.Page.FillAsync("[name=Remark]", "平台上没有这一项");
            await custodian.Press("main button[value=NotApplicable]");
        }
        await custodian.Look("rotation-secret");
        await custodian.Press("main button[value=Done]");
        await custodian.Look("rotation-refused");

        await Changed();
        await custodian.Go("/rotations");
        await custodian.Look("rotations-none");
        await custodian.Go(AccountPath + "/secrets/password");
        await custodian.Page.Locator("main details.more:has(form[action$='/destroy']) > summary").ClickAsync();
        await custodian.Look("secret-destroy");
        await StepUp(custodian, "zhang.san", "form[action$='/destroy']");
        await custodian.Submit("form[action$='/destroy']");
        await custodian.Look("secret-destroyed");
        Assert.Contains(Vault.Log(), l => l.Event is SecretDestroyed);

        var leader = await SignedIn("feng.shiyi", language);
        await leader.Go(AccountPath + "/rotation");
        await leader.Look("rotation-leader");
        await leader.Go("/help/rotation");
        await leader.Look("help-rotation");
        await AllWereWell();
    }

    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task A_registrar_decides_after_how_many_days(string language)
    {
        await Vault.Give(await Person("wu.shi", "吴十"), OfficeRole.Registrar);
        var registrar = await SignedIn("wu.shi", language);
        var form = "form[action$='/schedule']";
        await registrar.Go(AccountPath + "/rotation");
        await registrar.Page.Locator($"main details.more:has({form}) > summary").ClickAsync();
        await registrar.Look("schedule");
        await registrar.Press($"{form} button[value=true]");
        await registrar.Look("schedule-no-reason");
        await registrar.Page.FillAsync("[name=OffReason]", "平台只能扫码登录");
        await StepUp(registrar, "wu.shi", form);
        await registrar.Press($"{form} button[value=true]");
        await registrar.Look("schedule-off");
        await AllWereWell();
    }

    private Task Owe(RotationReason why) => Vault.Owe(Account.Id, Component.Password, 1, why);

    private async Task Changed()
    {
        using var db = Vault.Read();
        var people = db.Set<Person>().ToList();
        var (session, actor) = await Vault.SignIn(people.Single(p => p.DisplayName == "张三"));
        var proof = await Vault.Prove(session, actor, Account.Id.Value);
        var value = Encoding.UTF8.GetBytes("Lantern-over-5-rivers");
        await Vault.Get<Deposit>().Run(actor, proof, Account.Id, Component.Password, value, ValueOrigin.Typed);
        await Vault.Verify(people.Single(p => p.DisplayName == "冯十一"), Account.Id, Component.Password);
    }
}
