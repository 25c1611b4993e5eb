using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>Checkouts for the rows of the matrix: asked for by <see cref="Principal.Requester"/>, each of an account of its own.</summary>
internal static class CheckoutsOfScene
{
    /// <summary>An account that a leader has to agree to.</summary>
    public static async Task<AccountId> Account(MatrixScene scene)
    {
        var account = await scene.Vault.AddAccount($"示例大学宣传部 {scene.Next()}");
        await scene.Staff(account);
        var (session, actor) = await scene.Vault.SignIn(scene.Person(Principal.SecurityAdministrator));
        var proof = await scene.Vault.Prove(session, actor, account.Id.Value, ProofPurpose.Administer);
        var terms = new CheckoutTerms(CheckoutWay.Approval);
        Assert.IsType<CheckoutPolicyOutcome.Decided>(
            await scene.Vault.Get<DecideCheckoutPolicy>().Run(actor, proof, account.Id, terms)
        );
        return account.Id;
    }

    public static async Task<CheckoutId> Make(MatrixScene scene, CheckoutState state)
    {
        var account = await Account(scene);
        Assert.True(Reason.TryParse("发布今天的招生通知", out var reason, out _));
        var (_, requester) = await scene.Vault.SignIn(scene.Person(Principal.Requester));
        var asked = await scene.Vault.Get<AskForCheckout>().Run(requester, account, new(reason, null));
        var id = Assert.IsType<CheckoutOutcome.Done>(asked).Checkout.Id;
        if (state == CheckoutState.Requested)
            return id;
        var (session, approver) = await scene.Vault.SignIn(scene.Person(Principal.Approver));
        var proof = await scene.Vault.Prove(session, approver, id.Value, ProofPurpose.Approve);
        var approved = await scene.Vault.Get<DecideCheckout>().Run(approver, proof, id, new CheckoutVerdict.Approve());
        Assert.IsType<CheckoutOutcome.Done>(approved);
        if (state == CheckoutState.Open)
            Assert.IsType<CheckoutOutcome.Done>(await scene.Vault.Get<OpenCheckout>().Run(requester, id));
        return id;
    }

    /// <summary>One whose reason was sent back.</summary>
    public static async Task<CheckoutId> SentBack(MatrixScene scene)
    {
        var id = await Make(scene, CheckoutState.Open);
        Assert.True(Reason.TryParse("请写明发布什么内容", out var why, out _));
        var (_, reviewer) = await scene.Vault.SignIn(scene.Person(Principal.Reviewer));
        Assert.IsType<CheckoutOutcome.Done>(await scene.Vault.Get<SendReasonBack>().Run(reviewer, id, why));
        return id;
    }

    /// <summary>The key of a purpose of the organisation's own.</summary>
    public static async Task<string> Purpose(MatrixScene scene, bool isOffered)
    {
        var row = PurposeRow.Of(Guid.NewGuid().ToString(), $"用途 {scene.Next()}");
        row.Offer(isOffered);
        await scene.Vault.Write(scope =>
        {
            scope.Db.Add(row);
            scope.Append(new PurposeAdded(row.Key, PrivateText.Of(row.Name!)));
        });
        return row.Key;
    }

    /// <summary>An account for which <see cref="Principal.Requester"/> is named to break the glass.</summary>
    public static async Task<AccountId> Named(MatrixScene scene)
    {
        var account = await Account(scene);
        var (target, who) = (AppointmentTarget.Of(account), scene.Person(Principal.Requester).Id);
        await scene.Vault.Write(scope =>
            Appoint.Enter(scope, Appointment.Of(target, who, AppointmentRole.BreakGlass, scope.Now, null, null, null))
        );
        return account;
    }

    /// <summary>Taken by breaking the glass, and returned.</summary>
    public static async Task<CheckoutId> Broken(MatrixScene scene)
    {
        var account = await Named(scene);
        Assert.True(Reason.TryParse("账号疑似被盗，须马上处置", out var reason, out _));
        var (session, taker) = await scene.Vault.SignIn(scene.Person(Principal.Requester));
        var proof = await scene.Vault.Prove(session, taker, account.Value, ProofPurpose.BreakGlass);
        var broken = await scene.Vault.Get<OpenBreakGlass>().Run(taker, proof, account, reason);
        var id = Assert.IsType<CheckoutOutcome.Done>(broken).Checkout.Id;
        Assert.IsType<CheckoutOutcome.Done>(await scene.Vault.Get<ReturnCheckout>().Run(taker, id, null));
        return id;
    }
}
