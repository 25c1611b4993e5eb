using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>
/// R12, operation by operation: a second factor counts for the one thing it was given for, in the session it was given in,
/// for five minutes, and where it is said so, once. Each wrong proof is refused by the use case itself, and nothing is done.
/// </summary>
[Trait("R", "R12")]
public sealed class ProofTableTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;
    private Session _session = null!;
    private Actor _actor = null!;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set(new(CheckoutWay.Direct));
        await _scene.Deposit(_scene.Zhang, "Canary-7Yq2!vault");
        await _scene.Appoint(_scene.Zhang, AppointmentRole.BreakGlass);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    /// <summary>Each operation with the purpose its proof has to be given for, and whether it is good once.</summary>
    public static TheoryData<string, ProofPurpose, bool> Operations =>
        new()
        {
            { "reveal", ProofPurpose.UseSecrets, false },
            { "code", ProofPurpose.UseSecrets, false },
            { "deposit", ProofPurpose.UseSecrets, false },
            { "approve", ProofPurpose.Approve, true },
            { "review", ProofPurpose.Approve, true },
            { "break the glass", ProofPurpose.BreakGlass, true },
            { "decide the policy", ProofPurpose.Administer, true },
        };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Only_a_proof_for_this_very_thing_counts(string operation, ProofPurpose purpose, bool isOnce)
    {
        var what = await Prepare(operation);
        var others = Enum.GetValues<ProofPurpose>().Where(p => p != purpose);
        await Refused("no proof", null);
        await Refused("of another subject", await Proof(purpose, Guid.NewGuid()));
        foreach (var other in others)
            await Refused($"for {other}", await Proof(other, what.Subject));
        await Refused("of another session", await InAnotherSession(purpose, what));
        var old = await Proof(purpose, what.Subject);
        _scene.Vault.Clock.Turn(FreshProof.Lifetime);
        await Refused("five minutes old", old);

        var good = await Proof(purpose, what.Subject);
        Assert.True(await what.Try(good), "the right one");
        Assert.Equal(!isOnce, good.Covers(_session.Id, purpose, what.Subject, _scene.Now));

        async Task Refused(string wrong, FreshProof? proof)
        {
            var before = Count();
            Assert.False(await what.Try(proof), wrong);
            // One line says so, and nothing was done beside it.
            Assert.Equal(before + 1, Count());
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task After_signing_out_none_counts(string operation, ProofPurpose purpose, bool isOnce)
    {
        var what = await Prepare(operation);
        var proof = await Proof(purpose, what.Subject);
        await _scene.Vault.Get<SignOut>().Run(_actor, _session);

        Assert.False(await what.Try(proof));
        Assert.False(proof.Covers(_session.Id, purpose, what.Subject, _scene.Now), isOnce ? "once" : "again");
    }

    [Fact]
    public async Task The_factor_of_the_sign_in_serves_the_first_account_and_no_second_one()
    {
        var first = _scene.Account;
        await _scene.Turn("示例大学官方微博", "weibo");
        await _scene.Appoint(_scene.Zhang, AppointmentRole.Custodian);
        await _scene.Deposit(_scene.Zhang, "Canary-8Zr3!vault");
        (_session, _actor) = await _scene.Vault.SignIn(_scene.Zhang);

        Assert.True(await Reveal(Free(first.Id.Value), first.Id));
        Assert.True(await Reveal(Free(first.Id.Value), first.Id));
        Assert.Null(Free(_scene.Account.Id.Value));
        Assert.False(await Reveal(Free(_scene.Account.Id.Value), _scene.Account.Id));

        FreshProof? Free(Guid account) => _session.ProofFor(ProofPurpose.UseSecrets, account, _scene.Now);
    }

    [Theory]
    [InlineData(ProofPurpose.Approve)]
    [InlineData(ProofPurpose.BreakGlass)]
    [InlineData(ProofPurpose.Administer)]
    [InlineData(ProofPurpose.Propose)]
    [InlineData(ProofPurpose.Confirm)]
    [InlineData(ProofPurpose.Export)]
    [InlineData(ProofPurpose.ChangeOwnSignIn)]
    public async Task It_serves_nothing_but_the_use_of_secrets(ProofPurpose purpose)
    {
        (_session, _actor) = await _scene.Vault.SignIn(_scene.Zhang);

        Assert.Null(_session.ProofFor(purpose, _scene.Account.Id.Value, _scene.Now));
    }

    /// <param name="Try">Whether it was done.</param>
    private sealed record Operation(Guid Subject, Func<FreshProof?, Task<bool>> Try);

    private async Task<Operation> Prepare(string operation)
    {
        var account = _scene.Account.Id;
        switch (operation)
        {
            case "approve":
                await _scene.Decide(new(CheckoutWay.Approval));
                var asked = await _scene.Asked(_scene.Li);
                await SignIn(_scene.Leader);
                return new(
                    asked.Id.Value,
                    async p =>
                        await _scene.Vault.Get<DecideCheckout>().Run(_actor, p, asked.Id, new CheckoutVerdict.Approve())
                        is CheckoutOutcome.Done
                );
            case "review":
                var broken = CheckoutScene.Done(await _scene.BreakGlass(_scene.Zhang));
                await _scene.Return(_scene.Zhang, broken);
                await SignIn(_scene.Leader);
                return new(
                    broken.Id.Value,
                    async p =>
                        await _scene
                            .Vault.Get<ReviewBreakGlass>()
                            .Run(_actor, p, broken.Id, BreakGlassVerdict.InOrder, CheckoutScene.Reason())
                        is CheckoutOutcome.Done
                );
            case "decide the policy":
                await SignIn(_scene.Office.Security);
                return new(
                    account.Value,
                    async p =>
                        await _scene.Vault.Get<DecideCheckoutPolicy>().Run(_actor, p, account, new(Days: 2))
                        is CheckoutPolicyOutcome.Decided
                );
            case "code":
                await _scene.Turn("示例大学官方微博", "weibo");
                await _scene.Appoint(_scene.Zhang, AppointmentRole.Custodian);
                await _scene.Deposit(_scene.Zhang, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", Component.TotpSeed);
                break;
        }
        account = _scene.Account.Id;
        await SignIn(_scene.Zhang);
        return new(account.Value, OfAccount(operation, account));
    }

    private Func<FreshProof?, Task<bool>> OfAccount(string operation, AccountId account) =>
        operation switch
        {
            "reveal" => p => Reveal(p, account),
            "code" => async p =>
                await _scene.Vault.Get<IssueCode>().Run(_actor, p, account, CheckoutScene.Reason())
                is IssueCodeOutcome.Granted,
            "deposit" => async p =>
                await _scene
                    .Vault.Get<Deposit>()
                    .Run(_actor, p, account, Component.Password, "Another-9!value"u8.ToArray(), ValueOrigin.Typed)
                is DepositOutcome.Deposited,
            _ => async p =>
                await _scene.Vault.Get<OpenBreakGlass>().Run(_actor, p, account, CheckoutScene.Reason())
                is CheckoutOutcome.Done,
        };

    private async Task<bool> Reveal(FreshProof? proof, AccountId account) =>
        await _scene.Vault.Get<Reveal>().Run(_actor, proof, account, Component.Password, CheckoutScene.Reason())
        is RevealOutcome.Granted;

    private async Task SignIn(Person person) => (_session, _actor) = await _scene.Vault.SignIn(person);

    private Task<FreshProof> Proof(ProofPurpose purpose, Guid subject) =>
        _scene.Vault.Prove(_session, _actor, subject, purpose);

    private async Task<FreshProof> InAnotherSession(ProofPurpose purpose, Operation what)
    {
        using var db = _scene.Vault.Read();
        var person = db.Set<Person>().Single(p => p.Id == _actor.Person);
        var (session, actor) = await _scene.Vault.SignIn(person);
        return await _scene.Vault.Prove(session, actor, what.Subject, purpose);
    }

    private int Count()
    {
        using var db = _scene.Vault.Read();
        return db.AuditEntries.Count();
    }
}
