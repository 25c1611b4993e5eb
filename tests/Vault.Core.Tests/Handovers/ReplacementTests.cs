using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Notices;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>One of the three cannot go on: another does what he left undone, and what he has done stays.</summary>
public sealed class ReplacementTests
{
    [Fact]
    public async Task A_witness_who_can_do_his_part_is_not_replaced()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();

        HandoverScene.Refused(HandoverRefusal.WitnessAble, await Name(scene, id, scene.Office.OtherRegistrar));
        Assert.DoesNotContain(HandoverStep.NameWitness, await StepsOf(scene, id, scene.Office.Registrar));
        await scene.Disable(scene.Leader);
        Assert.Contains(HandoverStep.NameWitness, await StepsOf(scene, id, scene.Office.Registrar));
        HandoverScene.Done(await Name(scene, id, scene.Office.OtherRegistrar));

        var line = Assert.IsType<HandoverWitnessNamed>(scene.Vault.LastEvent());
        Assert.Equal((scene.Office.OtherRegistrar.Id, scene.Leader.Id), (line.Person, line.Former));
        HandoverScene.Refused(HandoverRefusal.WitnessAble, await Name(scene, id, scene.Responsible));
    }

    [Fact]
    public async Task He_is_replaced_from_the_moment_at_which_his_appointment_ends()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        var deputy = await scene.Somebody("deputy", "副院长甲");
        await scene.Disable(scene.Leader);
        await scene.Vault.Appoint(deputy, scene.First, AppointmentRole.SupervisingLeader, scene.Now.AddDays(3));
        HandoverScene.Done(await Name(scene, id, deputy));

        scene.Vault.Clock.Turn(TimeSpan.FromDays(3) - TimeSpan.FromMilliseconds(1));
        HandoverScene.Refused(HandoverRefusal.WitnessAble, await Name(scene, id, scene.Responsible));
        scene.Vault.Clock.Turn(TimeSpan.FromMilliseconds(1));

        HandoverScene.Done(await Name(scene, id, scene.Responsible));
        Assert.Equal(scene.Responsible.Id, scene.Part(id, scene.First).Witness);
    }

    [Fact]
    public async Task Only_the_office_names_and_only_who_has_the_rank_and_is_a_third_person()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.Disable(scene.Leader);

        foreach (var other in new[] { scene.Responsible, scene.Zhang, scene.Zhao })
            HandoverScene.Refused(
                HandoverRefusal.NotYourRole,
                await Name(scene, id, scene.Office.OtherRegistrar, by: other)
            );
        Person[] unfit = [scene.Zhang, scene.Zhao, scene.Li, scene.Leader, scene.Office.Registrar];
        foreach (var witness in unfit)
            HandoverScene.Refused(HandoverRefusal.NotAWitness, await Name(scene, id, witness));
        Assert.Equal([scene.Responsible.Id, scene.Office.OtherRegistrar.Id], await CandidatesOf(scene, id));
        var untouched = await Name(scene, id, scene.Responsible, proven: false);
        HandoverScene.Refused(HandoverRefusal.ProofNotFresh, untouched);

        HandoverScene.Done(await Name(scene, id, scene.Responsible));
    }

    [Fact]
    public async Task What_the_former_one_saw_stays_and_who_has_signed_signs_anew()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, scene.First);
        await scene.Change(scene.Zhao, scene.First);
        HandoverScene.Done(await scene.Sign(scene.Zhang, id, scene.First));
        await scene.Disable(scene.Leader);

        HandoverScene.Done(await Name(scene, id, scene.Responsible));

        var progress = scene.Progress(id, scene.First);
        Assert.Equal((PartState.Signing, 0), (progress.State, progress.Signed.Count));
        HandoverScene.Done(await scene.Sign(scene.Zhang, id, scene.First));
        HandoverScene.Done(await scene.Sign(scene.Zhao, id, scene.First));
        HandoverScene.Done(await scene.Sign(scene.Responsible, id, scene.First));
        Assert.Equal(PartState.Closed, scene.StateOf(id, scene.First));
        HandoverScene.Refused(HandoverRefusal.Closed, await Name(scene, id, scene.Office.OtherRegistrar));
    }

    [Fact]
    public async Task The_new_witness_approves_and_verifies_and_the_former_one_no_more()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.EndAppointments(scene.First, scene.Leader);
        HandoverScene.Done(await Name(scene, id, scene.Responsible));
        HandoverScene.Done(await scene.Submit(scene.Zhang, id, scene.First));

        HandoverScene.Refused(HandoverRefusal.NotYourRole, await scene.Approve(scene.Leader, id, scene.First));
        HandoverScene.Done(await scene.Approve(scene.Responsible, id, scene.First));
        Assert.IsType<DepositOutcome.Deposited>(await scene.Deposit(scene.Zhao, scene.First));
        Assert.IsType<VerificationOutcome.NotFound>(await scene.Verify(scene.Leader, scene.First));
        Assert.IsType<VerificationOutcome.Done>(await scene.Verify(scene.Responsible, scene.First));
    }

    [Fact]
    public async Task Another_takes_over_once_who_did_does_not_answer_for_the_accounts_any_more()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.CountIn(id, scene.First);
        await scene.Change(scene.Zhao, scene.First);
        HandoverScene.Done(await TakeOver(scene, id, scene.Responsible));
        HandoverScene.Done(await scene.Sign(scene.Responsible, id, scene.First));
        HandoverScene.Refused(HandoverRefusal.NotYourTurn, await TakeOver(scene, id, scene.Office.Registrar));
        Assert.DoesNotContain(HandoverStep.TakeOver, await StepsOf(scene, id, scene.Office.Registrar));

        await scene.Disable(scene.Responsible);

        Assert.Contains(HandoverStep.TakeOver, await StepsOf(scene, id, scene.Office.Registrar));
        HandoverScene.Done(await TakeOver(scene, id, scene.Office.Registrar));
        Assert.Empty(scene.Progress(id, scene.First).Signed);
        foreach (var signer in new[] { scene.Office.Registrar, scene.Zhao, scene.Leader })
            HandoverScene.Done(await scene.Sign(signer, id, scene.First));
        Assert.Equal(PartState.Closed, scene.StateOf(id, scene.First));
    }

    [Fact]
    public async Task Whoever_is_appointed_in_the_place_of_a_disabled_successor_counts_in_and_signs()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened();
        await scene.Disable(scene.Zhao);
        await scene.Office.Appoint(scene.Li, account: scene.First);

        HandoverScene.Done(
            await scene
                .Vault.Get<NameSuccessor>()
                .Run(await scene.Office.As(scene.Office.Registrar), id, scene.First.Id)
        );

        Assert.Equal(scene.Li.Id, scene.Part(id, scene.First).Successor);
        await scene.CountIn(id, scene.First);
        await scene.Change(scene.Li, scene.First);
        foreach (var signer in new[] { scene.Zhang, scene.Li, scene.Leader })
            HandoverScene.Done(await scene.Sign(signer, id, scene.First));
    }

    [Fact]
    public async Task The_office_is_told_that_somebody_cannot_go_on_until_he_is_replaced()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Opened(scene.Plan(scene.First));
        await IsForTheOffice(scene, false);

        await scene.Disable(scene.Leader);
        await IsForTheOffice(scene, true);
        HandoverScene.Done(await Name(scene, id, scene.Responsible));
        await IsForTheOffice(scene, false);
        await scene.Disable(scene.Zhao);
        await IsForTheOffice(scene, true);
    }

    private static async Task IsForTheOffice(HandoverScene scene, bool isTold)
    {
        await scene.Vault.Get<Remind>().Run();
        using var db = scene.Vault.Read();
        var told = db.Set<Notice>()
            .Where(n => n.Matter == NoticeMatter.HandoverTurn && n.SettledAt == null)
            .Where(n => n.Detail == nameof(HandoverTurnKind.Replace))
            .Select(n => n.Receiver)
            .ToList();
        PersonId[] office = [scene.Office.Registrar.Id, scene.Office.OtherRegistrar.Id];
        Assert.Equal(isTold ? office.OrderBy(p => p.Value) : [], told.OrderBy(p => p.Value));
    }

    private static async Task<HandoverOutcome> Name(
        HandoverScene scene,
        HandoverId id,
        Person witness,
        Person? by = null,
        bool proven = true
    )
    {
        by ??= scene.Office.Registrar;
        var proof = proven ? await scene.Proof(by, id) : null;
        var name = scene.Vault.Get<NameWitness>();
        return await name.Run(await scene.Office.As(by), proof, id, [scene.First.Id], witness.Id);
    }

    private static async Task<HandoverOutcome> TakeOver(HandoverScene scene, HandoverId id, Person by)
    {
        var why = CheckoutScene.Reason("已经联系不上他本人");
        var take = scene.Vault.Get<TakeOverHandover>();
        return await take.Run(await scene.Office.As(by), await scene.Proof(by, id), id, why);
    }

    private static async Task<IEnumerable<HandoverStep>> StepsOf(HandoverScene scene, HandoverId id, Person reader)
    {
        var file = await Read(scene, id, reader);
        return file.Steps.Concat(file.Parts.Single(p => p.Account.Id == scene.First.Id).Steps);
    }

    private static async Task<IReadOnlyList<PersonId>> CandidatesOf(HandoverScene scene, HandoverId id) =>
        (await Read(scene, id, scene.Office.Registrar)).Parts.Single(p => p.Account.Id == scene.First.Id).Witnesses;

    private static async Task<HandoverFile> Read(HandoverScene scene, HandoverId id, Person reader)
    {
        using var db = scene.Vault.Read();
        var standing = Standing.Read(db, reader.Id, scene.Now)!;
        return (await scene.Vault.Get<ReadHandover>().Run(standing, id))!;
    }
}
