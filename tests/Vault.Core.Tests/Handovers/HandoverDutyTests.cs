using Vault.Core.Handovers;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>Duties over whole units end with a departure, are listed, and are signed with every account.</summary>
public sealed class HandoverDutyTests
{
    [Fact]
    public async Task What_he_was_to_a_unit_is_listed_with_who_has_it_since()
    {
        await using var scene = await HandoverScene.Set();
        await Appoint(scene, AppointmentRole.SupervisingLeader);
        await Appoint(scene, AppointmentRole.BreakGlass);

        var id = await scene.Opened(scene.Plan() with { UnitSuccessor = scene.Zhao.Id });

        var duties = scene.Facts(id).Duties.Select(d => (d.Unit, d.Role, d.Successor)).ToHashSet();
        var unit = scene.Vault.Unit;
        Assert.Equal(
            [
                (unit, AppointmentRole.SupervisingLeader, scene.Zhao.Id),
                (unit, AppointmentRole.BreakGlass, (PersonId?)null),
            ],
            duties
        );
        var file = await Read(scene, id, scene.Leader);
        Assert.All(file.Duties, d => Assert.Equal(UnitName(scene), d.Unit));
        Assert.Equal(2, file.Duties.Count);
    }

    [Fact]
    public async Task Of_one_who_stays_no_duty_over_a_unit_ends()
    {
        await using var scene = await HandoverScene.Set();
        await Appoint(scene, AppointmentRole.SupervisingLeader);

        var id = await scene.Opened(scene.Plan(scene.First));

        Assert.Empty(scene.Facts(id).Duties);
    }

    [Fact]
    public async Task They_are_in_the_list_that_is_approved_and_in_the_document_that_is_signed()
    {
        await using var scene = await HandoverScene.Set();
        await Appoint(scene, AppointmentRole.SupervisingLeader);
        var id = await scene.Opened(scene.Plan() with { UnitSuccessor = scene.Zhao.Id });
        var fields = scene.Vault.Get<FieldSealer>();
        var (with, part) = (scene.Facts(id), scene.Part(id, scene.First));
        var without = with with { Duties = [] };

        Assert.NotEqual(
            HandoverDocument.HashOfList(fields, with, part),
            HandoverDocument.HashOfList(fields, without, part)
        );
        Assert.NotEqual(
            HandoverDocument.HashOf(fields, with, part, [], []),
            HandoverDocument.HashOf(fields, without, part, [], [])
        );
    }

    private static Task Appoint(HandoverScene scene, AppointmentRole role) =>
        scene.Vault.Write(scope =>
            Core.People.Appoint.Enter(
                scope,
                Appointment.Of(
                    AppointmentTarget.Of(scene.Vault.Unit),
                    scene.Zhang.Id,
                    role,
                    scope.Now,
                    null,
                    null,
                    null
                )
            )
        );

    private static string UnitName(HandoverScene scene)
    {
        using var db = scene.Vault.Read();
        return db.Set<Unit>().Single(u => u.Id == scene.Vault.Unit).Name;
    }

    private static async Task<HandoverFile> Read(HandoverScene scene, HandoverId id, Person reader)
    {
        using var db = scene.Vault.Read();
        var standing = Standing.Read(db, reader.Id, scene.Now)!;
        return (await scene.Vault.Get<ReadHandover>().Run(standing, id))!;
    }
}
