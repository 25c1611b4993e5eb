using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Incidents;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Core.SignIns;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>What goes wrong, is tried in vain, or is mended: what a reviewer of the log looks for.</summary>
internal static class DemoIncidents
{
    public static IEnumerable<DemoScene> Scenes =>
        [
            new(12, 8, 35, AForgottenPassword),
            new(17, 22, 40, StrangersAtTheDoor),
            new(21, 15, 45, SomebodyElsesAccount),
            new(25, 14, 20, AskedTheWrongWay),
            new(30, 10, 30, OfficeHoldersGetNoSecrets),
            new(36, 9, 50, AProposalIsRefused),
            new(45, 9, 20, TheFormerCustodianTriesAgain),
            new(50, 8, 40, ALostDevice),
            new(60, 14, 0, AProposalIsWithdrawn),
            new(66, 10, 50, TooManyWrongCodes),
            new(70, 16, 0, NotHisRegister),
            new(80, 9, 30, AReset),
            new(87, 17, 30, ASessionLeftOpen),
            new(91, 13, 30, ANewOwnPassword),
            new(104, 9, 15, StrangeVideos),
            new(104, 10, 20, SomebodyIsSaidToKnow),
        ];

    private static async Task AForgottenPassword(DemoStage stage)
    {
        var who = stage["li.si"];
        await who.FailToSignIn(password: "abcd-efgh-1234-5678");
        await who.FailToSignIn(password: "abcd-efgh-1234-5679");
        await who.FailToSignIn(code: who.WrongCode());
        await who.SignIn();
        await who.SignOut();
    }

    /// <summary>Frozen since, and nothing of it is changed yet: overdue.</summary>
    private static async Task StrangeVideos(DemoStage stage)
    {
        var (who, id) = (stage["wang.wu"], stage.Accounts["bilibili-computing"]);
        await who.SignIn();
        var (proof, why) = (
            await who.Proof(ProofPurpose.Incident, id.Value),
            Because("昨夜出现两条非本单位发布的视频，登录记录有外地设备")
        );
        Expect<IncidentOutcome.Done>(await stage.Use((ReportCompromise u) => u.Run(who.Actor, proof, id, why)));
        stage.Pass();
        await who.SignOut();
    }

    private static async Task SomebodyIsSaidToKnow(DemoStage stage)
    {
        var who = stage["qian.yi"];
        await who.SignIn();
        var outcome = await stage.Use(
            (DeclareKnowledge u) =>
                u.Run(
                    who.Actor,
                    stage.Accounts["mailbox-students"],
                    Component.Password,
                    stage["wei.shisi"].Id,
                    Because("学生会换届时由前任口头告知")
                )
        );
        Expect<DeclarationOutcome.Declared>(outcome);
        await who.SignOut();
    }

    private static async Task StrangersAtTheDoor(DemoStage stage)
    {
        foreach (var name in (string[])["admin", "root", "test", "weixin", "administrator", "guest", "user"])
        {
            var outcome = await stage.Use(
                (SignInWithFactors u) => u.Run(name, "password12345678", "123456", "203.0.113.77", "curl/8.5.0")
            );
            Expect<SignInOutcome.Refused>(outcome);
            stage.Clock.Pass(TimeSpan.FromSeconds(5));
        }
        // As the server does once a minute.
        await stage.Use(
            async (AnonymousRefusals u) =>
            {
                await u.WriteDown();
                return true;
            }
        );
    }

    private static async Task SomebodyElsesAccount(DemoStage stage)
    {
        var who = stage["wu.jiu"];
        await who.SignIn();
        var outcome = await who.TryToReveal("weixin", Component.Password, "想代宣传部转发一条通知");
        Expect<RevealOutcome.NotFound>(outcome);
        await who.SignOut();
    }

    private static async Task AskedTheWrongWay(DemoStage stage)
    {
        var who = stage["wang.wu"];
        await who.SignIn();
        var seed = await who.TryToReveal("web-computing", Component.TotpSeed, "想在个人手机上生成验证码");
        Expect<RevealOutcome.Refused>(seed);
        var nothing = await who.TryToReveal("web-computing", Component.RecoveryCodes, "查找平台恢复码备用");
        Expect<RevealOutcome.Refused>(nothing);
        await who.SignOut();
    }

    private static async Task OfficeHoldersGetNoSecrets(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        await registrar.SignIn();
        var reviewer = stage.Appointment("weibo", "zhou.ba", AppointmentRole.Administrator);
        Expect<ProposeOutcome.Refused>(await registrar.TryToPropose(reviewer));
        await registrar.SignOut();
        await security.SignIn();
        var both = new GrantRequest.ForRole(stage["sun.er"].Id, OfficeRole.Reviewer);
        Expect<ProposeOutcome.Refused>(await security.TryToPropose(both));
        await security.SignOut();
    }

    private static async Task AProposalIsRefused(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        await registrar.SignIn();
        var id = await registrar.Propose(stage.Appointment("weixin-computing", "zhang.san", AppointmentRole.Custodian));
        await registrar.SignOut();
        await security.SignIn();
        await security.Refuse(id, "学院账号应由本学院人员保管，请另提人选");
        await security.SignOut();
    }

    private static async Task AProposalIsWithdrawn(DemoStage stage)
    {
        var registrar = stage["qian.yi"];
        await registrar.SignIn();
        var id = await registrar.Propose(stage.Appointment("weixin-students", "li.si", AppointmentRole.Administrator));
        await registrar.Withdraw(id);
        await registrar.SignOut();
    }

    private static async Task TheFormerCustodianTriesAgain(DemoStage stage)
    {
        var who = stage["zhao.liu"];
        await who.SignIn();
        var outcome = await who.TryToReveal("weixin-computing", Component.Password, "补发上周的讲座回顾推文");
        Expect<RevealOutcome.NotFound>(outcome);
        await who.SignOut();
    }

    /// <summary>He signs in with recovery codes, takes another device and prints a new set.</summary>
    private static async Task ALostDevice(DemoStage stage)
    {
        var who = stage["wu.jiu"];
        await who.SignIn(recoveryCode: who.RecoveryCodes[0]);
        var stepUp = await who.StepUp(ProofPurpose.ChangeOwnSignIn, null, who.RecoveryCodes[1]);
        var proof = Expect<StepUpOutcome.Proven>(stepUp).Proof;
        var offered = await stage.Use((OfferSecondFactor u) => Task.FromResult(u.Run(who.Session, proof)));
        who.KeepSeed(SimpleBase.Base32.Rfc4648.Decode(offered!.Base32()));
        stage.Pass();
        var replaced = await stage.Use((ReplaceSecondFactor u) => u.Run(who.Actor, who.Session, proof, who.Code()));
        if (replaced != ReplaceSecondFactorOutcome.Replaced)
            throw new InvalidOperationException($"The second factor was not replaced: {replaced}");
        stage.Pass();
        var again = await who.Proof(ProofPurpose.ChangeOwnSignIn, null);
        var codes = await stage.Use((IssueRecoveryCodes u) => u.Run(who.Actor, again));
        who.KeepRecoveryCodes(Expect<IReadOnlyList<string>>(codes));
        stage.Pass();
        await who.SignOut();
    }

    private static async Task TooManyWrongCodes(DemoStage stage)
    {
        var (who, account) = (stage["wang.wu"], stage.Accounts["bilibili-computing"].Value);
        await who.SignIn();
        // The factor of the sign-in covers one account; this one needs a code of its own.
        await who.Reveal("web-computing", Component.LoginName, "核对主页后台登录名");
        await who.Return("web-computing");
        for (var wrong = 0; wrong < FailureCount.FirstDelayed; wrong++)
            Expect<StepUpOutcome.Wrong>(await who.StepUp(ProofPurpose.UseSecrets, account, who.WrongCode()));
        Expect<StepUpOutcome.Delayed>(await who.StepUp(ProofPurpose.UseSecrets, account, who.WrongCode()));
        stage.Clock.Pass(FailureCount.DelayAfter(FailureCount.FirstDelayed + 1));
        await who.Reveal("bilibili-computing", Component.Password, "上传学院宣传片，已审定");
        await who.Return("bilibili-computing");
        await who.SignOut();
        stage.Clock.Pass(TimeSpan.FromMinutes(2));
        await who.SignIn();
        await who.SignOut();
    }

    private static async Task NotHisRegister(DemoStage stage)
    {
        var (who, root) = (stage["sun.er"], stage.Units["root"]);
        await who.SignIn();
        var outcome = await stage.Use((AddUnit u) => u.Run(who.Actor, new(root, "信息中心")));
        Expect<RegisterOutcome<Vault.Core.UnitId>.NotYourRole>(outcome);
        stage.Pass();
        await who.SignOut();
    }

    /// <summary>Device and recovery codes are both gone: two others vouch for him.</summary>
    private static async Task AReset(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        await registrar.SignIn();
        await security.SignIn();
        var request = new GrantRequest.ForFactorReset(stage["li.si"].Id);
        var token = await registrar.Link(await registrar.Grant(security, request));
        await stage["li.si"].Enrol(token);
        await registrar.SignOut();
        await security.SignOut();
    }

    private static async Task ASessionLeftOpen(DemoStage stage)
    {
        var who = stage["zhang.san"];
        await who.SignIn();
        stage.Clock.Pass(TimeSpan.FromMinutes(3));
        await who.SignIn();
        var ended = await stage.Use((EndOwnSessions u) => u.Run(who.Actor, who.Session, null));
        if (ended != 1)
            throw new InvalidOperationException($"{ended} sessions were ended.");
        var own = await stage.Use((ReadOwnLog u) => u.Run(who.Actor, LogFilter.All, LogPosition.Newest));
        Expect<ReadLogOutcome.Shown>(own);
        stage.Pass();
        await who.SignOut();
    }

    private static async Task ANewOwnPassword(DemoStage stage)
    {
        var who = stage["zheng.shi"];
        await who.SignIn();
        var proof = await who.Proof(ProofPurpose.ChangeOwnSignIn, null);
        var (present, wanted) = (who.Known.Password, PasswordFor("sign-in/zheng.shi/2"));
        var outcome = await stage.Use((ChangePassword u) => u.Run(who.Actor, who.Session, proof, present, wanted));
        Expect<ChangePasswordOutcome.Changed>(outcome);
        who.KeepPassword(wanted);
        stage.Pass();
        await who.SignOut();
    }
}
