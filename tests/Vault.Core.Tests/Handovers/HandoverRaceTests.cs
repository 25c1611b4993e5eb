using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>R28, R29: whatever races with a handover is either in what has to be changed, or refused.</summary>
public sealed class HandoverRaceTests
{
    private const int Rounds = 64;
    private const int Closings = 64;

    [Fact]
    public async Task A_reveal_that_races_with_the_opening_is_on_the_list_or_refused()
    {
        await using var scene = await HandoverScene.Set();
        var races =
            new List<(Account Account, HandoverId Handover, Func<Task<RevealOutcome>> Reveal, Func<Task> Open)>();
        for (var i = 0; i < Rounds; i++)
            races.Add(await Race(scene, i));

        var together = races.Select(r => (r, Reveal: Task.Run(r.Reveal), Open: Task.Run(r.Open))).ToList();
        await Task.WhenAll(together.Select(t => t.Open));

        var granted = 0;
        foreach (var (race, reveal, _) in together)
        {
            var shown = await reveal is RevealOutcome.Granted;
            granted += shown ? 1 : 0;
            Assert.Equal(shown, scene.Items(race.Handover, race.Account).Any(i => i.Kind == HandoverItemKind.Secret));
            Assert.IsNotType<RevealOutcome.Granted>(await race.Reveal());
        }
        Assert.Equal(granted, scene.Vault.Log().Count(l => l.Event is SecretRevealed));
    }

    [Fact]
    public async Task What_is_told_while_an_account_is_closed_comes_after_it_or_stands_in_its_way()
    {
        await using var scene = await HandoverScene.Set();
        var all = new List<Account>();
        for (var i = 0; i < Closings; i++)
            all.Add(await Owned(scene, $"示例学院 {i}"));
        var id = await scene.Opened(scene.Plan([.. all]));
        await scene.CountIn(id, [.. all]);
        foreach (var account in all)
            await scene.Change(scene.Zhao, account);
        HandoverScene.Done(await scene.Sign(scene.Zhang, id, [.. all]));
        HandoverScene.Done(await scene.Sign(scene.Zhao, id, [.. all]));
        var closings = new List<Func<Task<HandoverOutcome>>>();
        foreach (var account in all)
            closings.Add(await Closing(scene, id, account));
        var telling = await scene.Office.As(scene.Office.Registrar);

        var together = all.Select(
                (account, i) =>
                    (
                        Account: account,
                        Close: Task.Run(closings[i]),
                        Tell: Task.Run(() => Tell(scene, telling, account))
                    )
            )
            .ToList();
        await Task.WhenAll(together.Select(t => t.Tell));

        var log = scene.Vault.Log();
        foreach (var (account, close, _) in together)
        {
            var told = log.FindIndex(l => l.Event is KnowledgeDeclared d && d.Account == account.Id);
            var closed = log.FindIndex(l => l.Event is HandoverPartClosed c && c.Account == account.Id);
            Assert.Equal(await close is HandoverOutcome.Done, closed >= 0);
            Assert.True(closed < told, "It was closed although he was known to know it.");
        }
    }

    [Fact]
    public async Task What_is_revealed_while_an_account_is_closed_comes_after_it_or_stands_in_its_way()
    {
        await using var scene = await HandoverScene.Set();
        var races = new List<(AccountId Closed, Func<Task<HandoverOutcome>> Close, Func<Task<RevealOutcome>> Reveal)>();
        for (var i = 0; i < Rounds; i++)
            races.Add(await EqualElsewhere(scene, i));

        var together = races.Select(r => (r.Closed, Close: Task.Run(r.Close), Reveal: Task.Run(r.Reveal))).ToList();
        await Task.WhenAll(together.Select(t => t.Reveal));

        var log = scene.Vault.Log();
        var known = 0;
        foreach (var (account, close, reveal) in together)
        {
            var shown = Assert.IsType<RevealOutcome.Granted>(await reveal).Receipt.Sequence;
            var closed = log.FindIndex(l => l.Event is HandoverPartClosed c && c.Account == account);
            if (await close is HandoverOutcome.Done)
                Assert.True(closed < shown, "It was closed although he had been shown the value.");
            else
            {
                Assert.Equal(-1, closed);
                known++;
            }
        }
        // Whichever came first: none was closed by losing what the other did.
        Assert.Equal(known, Rounds - log.Count(l => l.Event is HandoverPartClosed));
    }

    /// <summary>Somebody who uses an account beside Li, has never seen its password, and is about to leave.</summary>
    private static async Task<(Account, HandoverId, Func<Task<RevealOutcome>>, Func<Task>)> Race(
        HandoverScene scene,
        int round
    )
    {
        var leaver = await scene.Somebody($"leaver{round}", "王五");
        var account = await scene.Vault.AddAccount($"示例学院 {round}");
        await scene.Vault.Appoint(scene.Li, account);
        await scene.Vault.Appoint(scene.Leader, account, AppointmentRole.SupervisingLeader);
        await scene.Vault.Appoint(leaver, account, AppointmentRole.Administrator);
        await scene.Deposit(scene.Li, account);
        var plan = scene.Plan(account) with { Leaver = leaver.Id };
        var id = await scene.Prepared(plan, scene.Office.OtherRegistrar);
        var (actor, proof) = (
            await scene.Office.As(scene.Office.Registrar),
            await scene.Proof(scene.Office.Registrar, id)
        );
        var his = await scene.Office.As(leaver);
        var factor = await scene.Office.Proof(leaver, ProofPurpose.UseSecrets, account.Id.Value);
        return (account, id, Reveal, Open);

        Task<RevealOutcome> Reveal() =>
            scene.Vault.Get<Reveal>().Run(his, factor, account.Id, Component.Password, CheckoutScene.Reason());

        async Task Open() => HandoverScene.Done(await scene.Vault.Get<OpenHandover>().Run(actor, proof, id));
    }

    /// <summary>
    /// An account that wants nothing but the third signature, whose new value is also in use where its leaver stays, and has
    /// not had it shown yet.
    /// </summary>
    private static async Task<(AccountId, Func<Task<HandoverOutcome>>, Func<Task<RevealOutcome>>)> EqualElsewhere(
        HandoverScene scene,
        int round
    )
    {
        var leaver = await scene.Somebody($"leaver{round}", "王五");
        var (left, kept) = (
            await scene.Vault.AddAccount($"示例学院 {round}"),
            await scene.Vault.AddAccount($"示例学院微博 {round}", "weibo")
        );
        foreach (var account in new[] { left, kept })
        {
            await scene.Vault.Appoint(leaver, account);
            await scene.Vault.Appoint(scene.Leader, account, AppointmentRole.SupervisingLeader);
        }
        await scene.Vault.Appoint(scene.Li, kept, AppointmentRole.Administrator);
        var value = $"Canary-{round}!equal";
        Assert.IsType<DepositOutcome.Deposited>(await scene.Deposit(leaver, left));
        Assert.IsType<DepositOutcome.Deposited>(await scene.Deposit(scene.Li, kept, value: value));
        var id = await scene.Opened(scene.Plan(left) with { Leaver = leaver.Id }, scene.Office.OtherRegistrar);
        HandoverScene.Done(await scene.Submit(leaver, id, left));
        HandoverScene.Done(await scene.Approve(scene.Leader, id, left));
        HandoverItem[] items = [.. scene.Items(id, left)];
        HandoverScene.Done(await scene.Take(leaver, id, new ItemStep.Hand(), items));
        HandoverScene.Done(await scene.Take(scene.Zhao, id, new ItemStep.CountIn(), items));
        Assert.IsType<DepositOutcome.Deposited>(await scene.Deposit(scene.Zhao, left, value: value));
        Assert.IsType<VerificationOutcome.Done>(await scene.Verify(scene.Leader, left));
        HandoverScene.Done(await scene.Sign(leaver, id, left));
        HandoverScene.Done(await scene.Sign(scene.Zhao, id, left));
        var his = await scene.Office.As(leaver);
        var factor = await scene.Office.Proof(leaver, ProofPurpose.UseSecrets, kept.Id.Value);
        var reveal = scene.Vault.Get<Reveal>();
        return (
            left.Id,
            await Closing(scene, id, left),
            () => reveal.Run(his, factor, kept.Id, Component.Password, CheckoutScene.Reason())
        );
    }

    private static async Task<Account> Owned(HandoverScene scene, string name)
    {
        var account = await scene.Vault.AddAccount(name);
        await scene.Vault.Appoint(scene.Zhang, account);
        await scene.Vault.Appoint(scene.Leader, account, AppointmentRole.SupervisingLeader);
        await scene.Vault.Appoint(scene.Responsible, account, AppointmentRole.ResponsiblePerson);
        await scene.Deposit(scene.Zhang, account);
        return account;
    }

    /// <summary>The third signature, with a session and a factor of its own: factors count once.</summary>
    private static async Task<Func<Task<HandoverOutcome>>> Closing(HandoverScene scene, HandoverId id, Account account)
    {
        var (session, actor) = await scene.Vault.SignIn(scene.Leader);
        var proof = await scene.Vault.Prove(session, actor, id.Value, ProofPurpose.Sign);
        var document = new DocumentToSign(account.Id, scene.Progress(id, account).Document);
        return () => scene.Vault.Get<SignHandover>().Run(actor, proof, id, [document]);
    }

    private static Task<DeclarationOutcome> Tell(HandoverScene scene, Actor actor, Account account) =>
        scene
            .Vault.Get<DeclareKnowledge>()
            .Run(
                actor,
                account.Id,
                Component.Password,
                scene.Zhang.Id,
                CheckoutScene.Reason("他在电话里说自己看到了新密码")
            );
}
