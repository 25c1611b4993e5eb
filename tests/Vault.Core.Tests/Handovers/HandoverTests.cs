using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>A handover from its preparation to its signatures, and what it leaves behind.</summary>
public sealed class HandoverTests
{
    [Fact]
    public async Task Prepared_it_changes_nothing_for_anybody()
    {
        await using var scene = await HandoverScene.Set();

        var id = await scene.Prepared();

        var line = Assert.IsType<HandoverPrepared>(scene.Vault.LastEvent());
        Assert.Equal((id, scene.Zhang.Id, 3), (line.Handover, line.Person, line.Accounts));
        Assert.Equal(PartState.Prepared, scene.StateOf(id, scene.First));
        Assert.Equal(scene.Zhang.Id, scene.CustodianOf(scene.First)!.Id);
        Assert.IsType<RevealOutcome.Granted>(await scene.Reveal(scene.Zhang, scene.First));
    }

    [Fact]
    public async Task Opening_it_passes_custody_and_shows_the_leaver_nothing_more()
    {
        await using var scene = await HandoverScene.Set();
        var (session, _) = await scene.Vault.SignIn(scene.Zhang);

        var id = await scene.Opened();

        Assert.False(session.IsLive(scene.Now));
        Assert.All(scene.Accounts.Take(2), a => Assert.Equal(scene.Zhao.Id, scene.CustodianOf(a)!.Id));
        Assert.Equal(scene.Li.Id, scene.CustodianOf(scene.Third)!.Id);
        foreach (var account in scene.Accounts)
        {
            Assert.IsType<RevealOutcome.NotFound>(await scene.Reveal(scene.Zhang, account));
            Assert.DoesNotContain(scene.Appointments(account), a => a.Person == scene.Zhang.Id && a.IsLive(scene.Now));
        }
        Assert.Equal(
            [HandoverItemKind.Duty, HandoverItemKind.Secret],
            scene.Items(id, scene.First).Select(i => i.Kind)
        );
    }

    [Fact]
    public async Task What_the_leaver_knows_is_owed_a_change_whoever_has_the_account()
    {
        await using var scene = await HandoverScene.Set();
        Assert.IsType<RevealOutcome.Granted>(await scene.Reveal(scene.Zhang, scene.Third));

        await scene.Opened();

        using var db = scene.Vault.Read();
        var owed = db.Set<RotationObligation>().ToList();
        Assert.Equal(
            scene.Accounts.Select(a => a.Id).ToHashSet(),
            owed.Where(o => o.Reason == RotationReason.Handover).Select(o => o.Account).ToHashSet()
        );
        Assert.Equal(3, scene.Vault.Log().Select(l => l.Event).OfType<RotationOwed>().Count());
    }

    [Fact]
    public async Task It_closes_account_by_account_with_the_third_signature()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, [.. scene.Accounts]);
        await scene.Change(scene.Zhao, scene.First);

        await scene.SignAll(id, scene.First);

        Assert.Equal(PartState.Closed, scene.StateOf(id, scene.First));
        Assert.Equal(PartState.Rotating, scene.StateOf(id, scene.Accounts[1]));
        var closed = scene.Vault.Newest<HandoverPartClosed>();
        Assert.Equal(
            (scene.First.Id, scene.Zhang.Id, 1, 0),
            (closed.Account, closed.Person, closed.Changed, closed.Waived)
        );
        Assert.DoesNotContain(scene.StillKnownBy(scene.Zhang), k => k.Version.Account == scene.First.Id);
    }

    [Fact]
    public async Task It_does_not_close_while_something_he_knows_is_unchanged()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, scene.First);

        HandoverScene.Refused(HandoverRefusal.ChangesOpen, await scene.Sign(scene.Zhang, id, scene.First));

        // Set, but nobody has seen it work.
        Assert.IsType<DepositOutcome.Deposited>(await scene.Deposit(scene.Zhao, scene.First));
        HandoverScene.Refused(HandoverRefusal.ChangesOpen, await scene.Sign(scene.Zhang, id, scene.First));

        await scene.Verify(scene.Leader, scene.First);
        HandoverScene.Done(await scene.Sign(scene.Zhang, id, scene.First));
    }

    [Fact]
    public async Task A_waiver_of_the_office_stands_in_for_a_change_and_stays_on_the_record()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, scene.First);
        HandoverScene.Refused(
            HandoverRefusal.NotYourRole,
            await scene.Waive(scene.Responsible, id, scene.First, Component.Password)
        );

        HandoverScene.Done(await scene.Waive(scene.Office.Registrar, id, scene.First, Component.Password));

        Assert.IsType<HandoverChangeWaived>(scene.Vault.LastEvent());
        await scene.SignAll(id, scene.First);
        Assert.Equal(1, scene.Vault.Newest<HandoverPartClosed>().Waived);
    }

    [Fact]
    public async Task A_waiver_does_not_cover_what_he_came_to_know_since()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, scene.First);
        HandoverScene.Done(await scene.Waive(scene.Office.Registrar, id, scene.First, Component.Password));
        await scene.Change(scene.Zhao, scene.First);
        Assert.IsType<DeclarationOutcome.Declared>(
            await scene.Declare(scene.Office.Registrar, scene.First, scene.Zhang)
        );

        HandoverScene.Refused(HandoverRefusal.ChangesOpen, await scene.Sign(scene.Zhang, id, scene.First));
    }

    [Fact]
    public async Task A_signature_over_another_document_does_not_count()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, scene.First);
        await scene.Change(scene.Zhao, scene.First);
        HandoverScene.Done(await scene.Sign(scene.Zhang, id, scene.First));
        var read = scene.Progress(id, scene.First).Document;

        await scene.Change(scene.Zhao, scene.First);

        var stale = new DocumentToSign(scene.First.Id, read);
        var outcome = await scene
            .Vault.Get<SignHandover>()
            .Run(await scene.Office.As(scene.Zhao), await scene.Proof(scene.Zhao, id), id, [stale]);
        HandoverScene.Refused(HandoverRefusal.DocumentChanged, outcome);
        Assert.Empty(scene.Progress(id, scene.First).Signed);
        HandoverScene.Refused(HandoverRefusal.NotYourTurn, await scene.Sign(scene.Zhao, id, scene.First));
        await scene.SignAll(id, scene.First);
    }

    [Fact]
    public async Task Only_the_three_sign_and_only_in_their_order()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, scene.First);
        await scene.Change(scene.Zhao, scene.First);

        HandoverScene.Refused(HandoverRefusal.NotYourTurn, await scene.Sign(scene.Leader, id, scene.First));
        HandoverScene.Refused(HandoverRefusal.NotYourTurn, await scene.Sign(scene.Zhao, id, scene.First));
        HandoverScene.Refused(HandoverRefusal.NotYourRole, await scene.Sign(scene.Responsible, id, scene.First));
        Assert.IsType<HandoverOutcome.NotFound>(await scene.Sign(scene.Office.Reviewer, id, scene.First));
        HandoverScene.Done(await scene.Sign(scene.Zhang, id, scene.First));
        HandoverScene.Refused(HandoverRefusal.SignedBefore, await scene.Sign(scene.Zhang, id, scene.First));
    }

    [Fact]
    public async Task A_signature_takes_a_factor_of_its_own()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, [.. scene.Accounts.Take(2)]);
        await scene.Change(scene.Zhao, scene.First);
        await scene.Change(scene.Zhao, scene.Accounts[1]);
        var proof = await scene.Proof(scene.Zhang, id);

        Task<HandoverOutcome> Sign(int which, Actor actor) =>
            scene
                .Vault.Get<SignHandover>()
                .Run(
                    actor,
                    proof,
                    id,
                    [new(scene.Accounts[which].Id, scene.Progress(id, scene.Accounts[which]).Document)]
                );
        var actor = await scene.Office.As(scene.Zhang);
        HandoverScene.Done(await Sign(0, actor));
        HandoverScene.Refused(HandoverRefusal.ProofNotFresh, await Sign(1, actor));
    }

    [Fact]
    public async Task The_witness_of_a_handover_alone_verifies_what_is_changed_for_it()
    {
        await using var scene = await HandoverScene.Set();
        await scene.Opened();
        Assert.IsType<DepositOutcome.Deposited>(await scene.Deposit(scene.Zhao, scene.First));

        foreach (var other in new[] { scene.Office.OtherRegistrar, scene.Responsible })
            Assert.Equal(
                VerificationRefusal.WitnessOnly,
                Assert.IsType<VerificationOutcome.Refused>(await scene.Verify(other, scene.First)).Why
            );
        Assert.IsType<VerificationOutcome.Done>(await scene.Verify(scene.Leader, scene.First));
    }

    [Fact]
    public async Task It_reads_the_ledger_when_his_rights_were_taken_away_before()
    {
        await using var scene = await HandoverScene.Set();
        Assert.IsType<RevealOutcome.Granted>(await scene.Reveal(scene.Zhang, scene.Third));
        foreach (var account in scene.Accounts.Take(2))
            await scene.Office.Appoint(scene.Zhao, account: account);
        await scene.EndAppointments(scene.Third, scene.Zhang);

        var id = await scene.Opened(scene.Plan() with { Accounts = [] }, scene.Office.OtherRegistrar);

        Assert.All(scene.Accounts, a => Assert.Equal(PartState.Rotating, scene.StateOf(id, a)));
        await scene.Change(scene.Li, scene.Third);
        Assert.Equal(PartState.Closed, scene.StateOf(id, scene.Third));
        Assert.Equal(PartState.Rotating, scene.StateOf(id, scene.First));
    }
}
