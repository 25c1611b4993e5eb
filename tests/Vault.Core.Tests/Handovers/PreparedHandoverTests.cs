using Vault.Core.Handovers;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Tests.Checkouts;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>People and duties change between preparing a handover and opening it: whoever could open it is told.</summary>
public sealed class PreparedHandoverTests
{
    public static TheoryData<string, HandoverField, HandoverProblem> Changes =>
        new()
        {
            { nameof(HandoverScene.Zhao), HandoverField.Successor, HandoverProblem.Unfit },
            { nameof(HandoverScene.Leader), HandoverField.Witness, HandoverProblem.NotAWitness },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Somebody_of_it_was_disabled(string who, HandoverField field, HandoverProblem problem)
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Prepared(scene.Plan(scene.First));
        await IsTold(scene, HandoverTurnKind.Open, scene.Office.Registrar, scene.Office.OtherRegistrar);
        Assert.Empty((await Read(scene, id)).Faults);

        await scene.Disable(who == nameof(HandoverScene.Zhao) ? scene.Zhao : scene.Leader);

        await CannotBeOpened(scene);
        var file = await Read(scene, id);
        Assert.Equal([new HandoverFault(scene.First.Id, field, problem)], file.Faults);
        Assert.False(file.IsOutdated);
        Assert.DoesNotContain(HandoverStep.Open, file.Steps);
        var refused = Assert.IsType<HandoverOutcome.Faulty>(await scene.Open(scene.Office.Registrar, id));
        Assert.Equal(file.Faults, refused.Faults);
    }

    [Fact]
    public async Task The_leaver_is_something_else_to_the_account_by_now()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Prepared(scene.Plan(scene.First));
        await scene.Office.Appoint(scene.Li, account: scene.First);
        await scene.Vault.Appoint(scene.Zhang, scene.First, AppointmentRole.Administrator);

        await CannotBeOpened(scene);

        var file = await Read(scene, id);
        Assert.True(file.IsOutdated);
        Assert.Empty(file.Faults);
        HandoverScene.Refused(HandoverRefusal.PlanOutdated, await scene.Open(scene.Office.Registrar, id));
    }

    [Fact]
    public async Task Cancelled_and_prepared_anew_it_can_be_opened()
    {
        await using var scene = await HandoverScene.Set();
        var id = await scene.Prepared(scene.Plan(scene.First));
        await scene.Disable(scene.Leader);
        await CannotBeOpened(scene);

        var cancel = scene.Vault.Get<CancelHandover>();
        var proof = await scene.Proof(scene.Responsible, id);
        var why = CheckoutScene.Reason("监交人已停用，重新准备");
        HandoverScene.Done(await cancel.Run(await scene.Office.As(scene.Responsible), proof, id, why));
        await IsTold(scene, HandoverTurnKind.Mend);
        var plan = scene.Plan(scene.First);
        var anew = await scene.Prepared(plan with { Accounts = [plan.Accounts[0] with { Witness = null }] });

        await IsTold(scene, HandoverTurnKind.Open, scene.Office.Registrar, scene.Office.OtherRegistrar);
        HandoverScene.Done(await scene.Open(scene.Office.Registrar, anew));
    }

    private static Task CannotBeOpened(HandoverScene scene) =>
        IsTold(scene, HandoverTurnKind.Mend, scene.Office.Registrar, scene.Office.OtherRegistrar, scene.Responsible);

    /// <summary>They are, of what waits for them in handovers, and nobody of anything else.</summary>
    private static async Task IsTold(HandoverScene scene, HandoverTurnKind task, params Person[] persons)
    {
        await scene.Vault.Get<Remind>().Run();
        using var db = scene.Vault.Read();
        var told = db.Set<Notice>()
            .Where(n => n.Matter == NoticeMatter.HandoverTurn && n.SettledAt == null)
            .AsEnumerable()
            .Select(n => (n.Receiver.Value, n.Detail!));
        Assert.Equal(persons.Select(p => (p.Id.Value, $"{task}")).Order(), told.Order());
    }

    private static async Task<HandoverFile> Read(HandoverScene scene, HandoverId id)
    {
        using var db = scene.Vault.Read();
        var standing = Standing.Read(db, scene.Office.Registrar.Id, scene.Now)!;
        return (await scene.Vault.Get<ReadHandover>().Run(standing, id))!;
    }
}
