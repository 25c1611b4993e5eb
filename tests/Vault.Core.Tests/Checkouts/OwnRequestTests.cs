using Vault.Core.Checkouts;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>
/// A requester never approves his own request (R24), in any combination of what he is to the account, of who stands in
/// for whom, of office and of policy: not he, not whoever stands in for him, not whom he stands in for.
/// </summary>
[Trait("R", "R24")]
public sealed class OwnRequestTests
{
    /// <summary>What the requester and another person are beside each other.</summary>
    public enum Tie
    {
        None,
        OtherLeadsForHim,
        OtherAnswersForHim,
        OtherUsesForHim,
        HeLeadsForOther,
        HeAnswersForOther,
        HeUsesForOther,
    }

    public static TheoryData<CheckoutWay, Tie, bool> Combinations
    {
        get
        {
            var all = new TheoryData<CheckoutWay, Tie, bool>();
            foreach (var way in new[] { CheckoutWay.Approval, CheckoutWay.TwoPersons })
            foreach (var tie in Enum.GetValues<Tie>())
            foreach (var overUnit in new[] { false, true })
                all.Add(way, tie, overUnit);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task Neither_he_nor_his_other_self_approves(CheckoutWay way, Tie tie, bool overUnit)
    {
        await using var scene = await CheckoutScene.Set(new(way));
        var (he, other) = (scene.Zhang, scene.Li);
        UnitId? over = overUnit ? scene.Vault.Unit : null;
        // Both are all that can be: leader, responsible person, and one of the office.
        foreach (var person in new[] { he, other })
        {
            await scene.Appoint(person, AppointmentRole.SupervisingLeader, over: over);
            await scene.Appoint(person, AppointmentRole.ResponsiblePerson, over: over);
            await scene.Vault.Give(person, OfficeRole.Registrar);
        }
        await Bind(scene, tie, over);
        var checkout = await scene.Asked(he);
        scene.Vault.Clock.Turn(TimeSpan.FromHours(12));

        var own = await scene.Approve(he, checkout);
        scene.AssertRefused(CheckoutRefusal.OwnRequest, own);
        scene.AssertRefused(CheckoutRefusal.OwnRequest, await scene.Refuse(he, checkout));
        var others = await scene.Approve(other, checkout);

        if (tie == Tie.None)
            CheckoutScene.Done(others);
        else
            scene.AssertRefused(CheckoutRefusal.OwnRequest, others);
        // Whoever has nothing to do with him decides.
        await scene.Approve(scene.Leader, checkout);
        await scene.Approve(scene.Office.Registrar, checkout);
        Assert.Equal(CheckoutState.Approved, scene.State(checkout));
        Assert.DoesNotContain(scene.Vault.Log(), l => l.Event is CheckoutApprovalGiven && l.Actor == he.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_the_window_the_tie_ends(bool inside)
    {
        await using var scene = await CheckoutScene.Set(new(CheckoutWay.Approval));
        var from = scene.Now.AddHours(2);
        var until = scene.Now.AddHours(6);
        await scene.Appoint(scene.Zhang, AppointmentRole.SupervisingLeader, scene.Leader, from, until);
        var checkout = await scene.Asked(scene.Zhang);
        scene.Vault.Clock.Turn(inside ? TimeSpan.FromHours(4) : TimeSpan.FromHours(6));

        var outcome = await scene.Approve(scene.Leader, checkout);

        if (inside)
            scene.AssertRefused(CheckoutRefusal.OwnRequest, outcome);
        else
            CheckoutScene.Done(outcome);
        scene.AssertRefused(CheckoutRefusal.OwnRequest, await scene.Approve(scene.Zhang, checkout));
    }

    private static Task Bind(CheckoutScene scene, Tie tie, UnitId? over)
    {
        var (he, other) = (scene.Zhang, scene.Li);
        return tie switch
        {
            Tie.OtherLeadsForHim => scene.Appoint(other, AppointmentRole.SupervisingLeader, he, over: over),
            Tie.OtherAnswersForHim => scene.Appoint(other, AppointmentRole.ResponsiblePerson, he, over: over),
            Tie.OtherUsesForHim => scene.Appoint(other, AppointmentRole.Custodian, he),
            Tie.HeLeadsForOther => scene.Appoint(he, AppointmentRole.SupervisingLeader, other, over: over),
            Tie.HeAnswersForOther => scene.Appoint(he, AppointmentRole.ResponsiblePerson, other, over: over),
            Tie.HeUsesForOther => scene.Appoint(he, AppointmentRole.Administrator, other),
            _ => Task.CompletedTask,
        };
    }
}
