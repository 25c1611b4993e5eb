using Vault.Core;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>Checking out: agreed to and refused, forgotten, asked back, and one that waits.</summary>
internal static class DemoCheckouts
{
    public static IEnumerable<DemoScene> Scenes =>
        [
            new(97, 10, 0, PoliciesAreDecided),
            new(99, 9, 15, AskedAgreedAndReturned),
            new(104, 15, 0, AskedAndRefused),
            new(106, 11, 0, ForgottenToReturn),
            new(107, 16, 40, AskedBack),
            new(107, 17, 30, OneWaits),
        ];

    /// <summary>Gives back what he has of an account.</summary>
    public static async Task Return(this DemoPlayer who, string account, string? report = null)
    {
        var said = report is null ? null : Because(report);
        Done(await who.Stage.Use((ReturnCheckout u) => u.Run(who.Actor, who.Open(account), said)));
        who.Stage.Pass();
    }

    private static async Task PoliciesAreDecided(DemoStage stage)
    {
        var security = stage["chen.qi"];
        await security.SignIn();
        await security.Decide("channels", new(CheckoutWay.Approval, Days: 5, AsksReport: true));
        await security.Decide("mini-students", new(CheckoutWay.TwoPersons, Days: 3));
        await security.Decide("weibo", new(Days: 10));
        await security.SignOut();
    }

    private static async Task AskedAgreedAndReturned(DemoStage stage)
    {
        var (custodian, leader) = (stage["zhang.san"], stage["feng.shiyi"]);
        await custodian.SignIn();
        var checkout = await custodian.Ask("channels", "发布开学典礼短视频，已审定");
        await leader.SignIn();
        await leader.Decide(checkout, new CheckoutVerdict.Approve());
        await leader.SignOut();
        await custodian.Reveal("channels", Component.LoginName, "登录视频号助手发布开学典礼短视频");
        stage.Clock.Pass(TimeSpan.FromMinutes(10));
        await custodian.Return("channels", "已发布开学典礼短视频一条");
        await custodian.SignOut();
    }

    private static async Task AskedAndRefused(DemoStage stage)
    {
        var (custodian, leader) = (stage["zhang.san"], stage["feng.shiyi"]);
        await custodian.SignIn();
        var checkout = await custodian.Ask("channels", "转发合作企业的宣传视频");
        await custodian.SignOut();
        await leader.SignIn();
        await leader.Decide(checkout, new CheckoutVerdict.Refuse(Because("商业宣传不在本账号发布范围内")));
        await leader.SignOut();
    }

    private static async Task ForgottenToReturn(DemoStage stage)
    {
        var who = stage["wang.wu"];
        await who.SignIn();
        await who.Reveal("web-computing", Component.Password, "更新学院主页的师资队伍页面");
        await who.SignOut();
    }

    private static async Task AskedBack(DemoStage stage)
    {
        var (holder, colleague) = (stage["li.si"], stage["zhang.san"]);
        await holder.SignIn();
        await holder.Reveal("weibo", Component.Password, "值守评论区，回复校庆话题留言");
        var open = holder.Open("weibo");
        await holder.SignOut();
        await colleague.SignIn();
        Done(await stage.Use((AskBack u) => u.Run(colleague.Actor, open, Because("今晚要发布校庆倒计时微博"))));
        stage.Pass();
        await colleague.SignOut();
    }

    private static async Task OneWaits(DemoStage stage)
    {
        var custodian = stage["zhang.san"];
        await custodian.SignIn();
        await custodian.Ask("channels", "发布校庆预热短视频，已送审", stage.Now.AddDays(10));
        await custodian.SignOut();
    }

    private static async Task Decide(this DemoPlayer who, string account, CheckoutTerms terms)
    {
        var id = who.Stage.Accounts[account];
        var proof = await who.Proof(ProofPurpose.Administer, id.Value);
        var outcome = await who.Stage.Use((DecideCheckoutPolicy u) => u.Run(who.Actor, proof, id, terms));
        Expect<CheckoutPolicyOutcome.Decided>(outcome);
        who.Stage.Pass();
    }

    private static async Task<CheckoutId> Ask(
        this DemoPlayer who,
        string account,
        string reason,
        DateTimeOffset? until = null
    )
    {
        var (id, request) = (who.Stage.Accounts[account], new CheckoutRequest(Because(reason), null));
        var asked = Done(
            await who.Stage.Use((AskForCheckout u) => u.Run(who.Actor, id, request, from: null, until: until))
        );
        who.Stage.Pass();
        return asked.Id;
    }

    private static async Task Decide(this DemoPlayer who, CheckoutId checkout, CheckoutVerdict verdict)
    {
        var proof = await who.Proof(ProofPurpose.Approve, checkout.Value);
        Done(await who.Stage.Use((DecideCheckout u) => u.Run(who.Actor, proof, checkout, verdict)));
        who.Stage.Pass();
    }

    private static CheckoutId Open(this DemoPlayer who, string account)
    {
        using var db = who.Stage.Vault.OpenReader();
        var (id, person) = (who.Stage.Accounts[account], who.Id);
        var open = db.Set<Checkout>().Where(c => c.Account == id && c.Requester == person && c.OpenedAt != null);
        return open.Single(c => c.Ending == null).Id;
    }

    private static Checkout Done(CheckoutOutcome outcome) => Expect<CheckoutOutcome.Done>(outcome).Checkout;
}
