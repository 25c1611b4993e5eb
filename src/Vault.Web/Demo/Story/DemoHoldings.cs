using Vault.Core;
using Vault.Core.Holdings;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>What accounts are bound to: a leaver's phone, one operator too many, one that is over, some that end soon.</summary>
internal static class DemoHoldings
{
    private const string StaffPage = "平台“人员设置”页面列有此人";

    public static IEnumerable<DemoScene> Scenes =>
        [
            new(83, 16, 20, AnOperatorForAMonth),
            new(89, 14, 10, WhatAccountsAreBoundTo),
            new(90, 9, 5, WhoOperatesThem),
            new(98, 15, 40, AnotherOperatorAndAGrant),
            new(103, 14, 30, AMailboxIsReplaced),
        ];

    private static async Task AnOperatorForAMonth(DemoStage stage)
    {
        var custodian = stage["zhang.san"];
        await custodian.SignIn();
        await custodian.Record(
            "weixin",
            new(HoldingKind.ShortTermOperator, Because(StaffPage))
            {
                Holder = stage["zheng.shi"].Id,
                Since = Today(stage),
            }
        );
        await custodian.SignOut();
    }

    private static async Task WhatAccountsAreBoundTo(DemoStage stage)
    {
        var registrar = stage["qian.yi"];
        await registrar.SignIn();
        const string office = "党委宣传部办公室";
        await registrar.Bind("weixin", HoldingKind.BoundPhone, "555-0137", office);
        await registrar.Bind("weixin", HoldingKind.BoundMailbox, "weixin@example.edu.cn", office);
        await registrar.Bind("weibo", HoldingKind.BoundPhone, "555-0137", office);
        // The number of a colleague who hands his accounts on.
        await registrar.Record(
            "weixin-computing",
            new(HoldingKind.BoundPhone, Because("账号设置页面显示的绑定手机尾号与本人核对一致"))
            {
                Holder = stage["zhao.liu"].Id,
                Value = "555-0205",
            }
        );
        await registrar.SignOut();
    }

    /// <summary>Six, where the platform allows five: one of them is not there any more.</summary>
    private static async Task WhoOperatesThem(DemoStage stage)
    {
        var registrar = stage["qian.yi"];
        await registrar.SignIn();
        await registrar.Record(
            "weixin",
            new(HoldingKind.ScanningAdministrator, Because("平台“账号详情”页面的管理员信息"))
            {
                Holder = stage["zhang.san"].Id,
                Value = "demo_zhangsan",
            }
        );
        foreach (var name in new[] { "zhang.san", "wu.jiu", "feng.shiyi", "wang.wu", "zhao.liu", "chu.shier" })
            await registrar.Record(
                "weixin",
                new(HoldingKind.LongTermOperator, Because(StaffPage)) { Holder = stage[name].Id }
            );
        await registrar.SignOut();
    }

    private static async Task AnotherOperatorAndAGrant(DemoStage stage)
    {
        var custodian = stage["zhang.san"];
        await custodian.SignIn();
        await custodian.Record(
            "weixin",
            new(HoldingKind.ShortTermOperator, Because(StaffPage)) { Holder = stage["li.si"].Id, Since = Today(stage) }
        );
        await custodian.Record(
            "weixin",
            new(HoldingKind.ThirdPartyGrant, Because("平台“授权管理”页面列有该服务及到期日"))
            {
                Outside = "示例图文排版助手",
                Since = Today(stage).AddMonths(-11),
                Until = Today(stage).AddMonths(1),
            }
        );
        await custodian.SignOut();
    }

    private static async Task AMailboxIsReplaced(DemoStage stage)
    {
        var custodian = stage["zhang.san"];
        await custodian.SignIn();
        await custodian.Record(
            "weixin",
            new(HoldingKind.BoundMailbox, Because("在账号设置页面改绑公共邮箱并收到确认邮件"))
            {
                Outside = "党委宣传部办公室",
                Value = "xuanchuan@example.edu.cn",
                Since = Today(stage),
                Replaces = true,
            }
        );
        await custodian.SignOut();
    }

    private static DateOnly Today(DemoStage stage) => OrganisationTime.DayOf(stage.Now);

    private static Task Bind(this DemoPlayer who, string account, HoldingKind kind, string value, string office) =>
        who.Record(account, new(kind, Because("平台账号设置页面显示的绑定信息")) { Outside = office, Value = value });

    private static async Task Record(this DemoPlayer who, string account, HoldingEntry entry)
    {
        var id = who.Stage.Accounts[account];
        Expect<HoldingOutcome.Done>(await who.Stage.Use((RecordHolding u) => u.Run(who.Actor, id, entry)));
        who.Stage.Pass();
    }
}
