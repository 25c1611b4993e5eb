using System.Text;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>What custodians and administrators do in the story: deposit, reveal, copy, have codes issued.</summary>
internal static class DemoCustody
{
    public static async Task<DepositOutcome> Deposit(
        this DemoPlayer who,
        string account,
        Component component,
        string value,
        ValueOrigin origin = ValueOrigin.Typed
    )
    {
        var (id, bytes) = (who.Stage.Accounts[account], Encoding.UTF8.GetBytes(value));
        var proof = await who.ProofOf(id);
        var outcome = await who.Stage.Use((Deposit u) => u.Run(who.Actor, proof, id, component, bytes, origin));
        who.Stage.Pass();
        return outcome;
    }

    /// <summary>A value of this component as it would come from the platform, the same in every demo.</summary>
    public static string ValueOf(string account, Component component, int round = 1)
    {
        var what = $"{account}/{component}/{round}";
        return component switch
        {
            Component.TotpSeed => Seed(account, what),
            Component.RecoveryCodes => string.Join(
                '\n',
                Enumerable.Range(1, 5).Select(n => PasswordFor($"{what}/{n}")[..9])
            ),
            Component.LoginName => $"demo-{account}@example.edu.cn",
            Component.Note =>
                "绑定手机：555-0137（科室值班手机）\n找回邮箱：demo@example.edu.cn\n本条为演示数据，均属虚构。",
            Component.AppSecret => Convert.ToHexStringLower(Derive(what).AsSpan(0, 16)),
            Component.EncodingAesKey => Convert
                .ToBase64String(Derive(what))
                .TrimEnd('=')
                .Replace('+', 'a')
                .Replace('/', 'b'),
            Component.Token => Convert.ToHexStringLower(Derive(what).AsSpan(0, 10)),
            _ => "Demo" + PasswordFor(what).Replace("-", "", StringComparison.Ordinal),
        };
    }

    public static async Task<RevealOutcome> TryToReveal(
        this DemoPlayer who,
        string account,
        Component component,
        string reason,
        WhichVersion which = WhichVersion.Current
    )
    {
        var id = who.Stage.Accounts[account];
        var proof = await who.ProofOf(id);
        var outcome = await who.Stage.Use((Reveal u) => u.Run(who.Actor, proof, id, component, Because(reason), which));
        who.Stage.Pass();
        return outcome;
    }

    public static async Task Reveal(
        this DemoPlayer who,
        string account,
        Component component,
        string reason,
        bool copy = false
    )
    {
        var granted = Expect<RevealOutcome.Granted>(await who.TryToReveal(account, component, reason));
        if (copy)
            await who.Copy(account, component, granted.Secret.Id);
    }

    public static async Task IssueCode(this DemoPlayer who, string account, string reason, bool copy = false)
    {
        var id = who.Stage.Accounts[account];
        var proof = await who.ProofOf(id);
        var outcome = await who.Stage.Use((IssueCode u) => u.Run(who.Actor, proof, id, Because(reason)));
        who.Stage.Pass();
        if (copy)
            await who.Copy(account, Component.TotpSeed, Expect<IssueCodeOutcome.Granted>(outcome).Seed.Id);
    }

    /// <summary>A generated value is on the platform now.</summary>
    public static async Task Apply(this DemoPlayer who, string account, Component component)
    {
        var id = who.Stage.Accounts[account];
        var proof = await who.ProofOf(id);
        var outcome = await who.Stage.Use((ApplyPending u) => u.Run(who.Actor, proof, id, component));
        Expect<PendingOutcome.Done>(outcome);
        who.Stage.Pass();
    }

    /// <summary>A generated value will never be on the platform.</summary>
    public static async Task GiveUp(this DemoPlayer who, string account, Component component)
    {
        var id = who.Stage.Accounts[account];
        var proof = await who.ProofOf(id);
        var outcome = await who.Stage.Use((GiveUpPending u) => u.Run(who.Actor, proof, id, component));
        Expect<PendingOutcome.Done>(outcome);
        who.Stage.Pass();
    }

    /// <summary>登录验证 by somebody who saw the setter sign in, or saw that he could not.</summary>
    public static async Task Verify(this DemoPlayer who, string account, Component component, string? failure = null)
    {
        var id = who.Stage.Accounts[account];
        await who.SignIn();
        using var db = who.Stage.Vault.OpenReader();
        var pending = db.Set<SecretVersion>()
            .Single(v => v.Account == id && v.Component == component && v.State == VersionState.Pending);
        var (proof, why) = (await who.Proof(ProofPurpose.Verify, id.Value), failure is null ? null : Because(failure));
        var outcome = await who.Stage.Use((VerifyChange u) => u.Run(who.Actor, proof, id, pending.Id, why));
        Expect<VerificationOutcome.Done>(outcome);
        who.Stage.Pass();
        await who.SignOut();
    }

    /// <summary>定期改密: generate, see it, put it on the platform, say so, and sign in with it before somebody.</summary>
    public static async Task Rotate(
        this DemoPlayer who,
        string account,
        Component component,
        int round,
        string reason,
        DemoPlayer before
    )
    {
        var value = ValueOf(account, component, round);
        Expect<DepositOutcome.Deposited>(await who.Deposit(account, component, value, ValueOrigin.Generated));
        Expect<RevealOutcome.Granted>(await who.TryToReveal(account, component, reason, WhichVersion.Pending));
        await who.Apply(account, component);
        await before.Verify(account, component);
    }

    private static async Task Copy(this DemoPlayer who, string account, Component component, SecretVersionId version)
    {
        var id = who.Stage.Accounts[account];
        var proof = await who.ProofOf(id);
        var copied = await who.Stage.Use((CopySecret u) => u.Run(who.Actor, proof, id, component, version));
        if (!copied)
            throw new InvalidOperationException($"{account}/{component} was not copied.");
        who.Stage.Pass();
    }

    private static Task<FreshProof> ProofOf(this DemoPlayer who, AccountId account) =>
        who.Proof(ProofPurpose.UseSecrets, account.Value);

    private static string Seed(string account, string what) =>
        new(OtpAuthUri.Write(Derive(what).AsSpan(0, 20), TotpParameters.Standard, "示例平台", account));
}
