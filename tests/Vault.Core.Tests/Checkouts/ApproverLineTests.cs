using Vault.Core.Checkouts;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>Whose word counts, and from when on: resolved from the account's own appointments at the moment (R24).</summary>
public sealed class ApproverLineTests
{
    private static readonly DateTimeOffset Asked = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly CheckoutTerms Approval = new(CheckoutWay.Approval, PatienceHours: 4);
    private static readonly CheckoutTerms Two = new(CheckoutWay.TwoPersons, PatienceHours: 4);
    private static readonly AppointmentTarget Account = AppointmentTarget.Of(AccountId.New());

    private readonly PersonId _requester = PersonId.New();
    private readonly PersonId _leader = PersonId.New();
    private readonly PersonId _responsible = PersonId.New();
    private readonly PersonId _dean = PersonId.New();
    private readonly PersonId _office = PersonId.New();
    private readonly PersonId _other = PersonId.New();

    [Fact]
    public void The_leader_first_after_silence_the_responsible_person_and_then_the_office()
    {
        var line = Line(Approval, [Leads(_leader), Answers(_responsible)], [_office]);

        Assert.Equal(
            [
                new(_leader, null, ApproverDesk.Leader, Asked),
                new(_responsible, null, ApproverDesk.ResponsiblePerson, Asked.AddHours(4)),
                new(_office, null, ApproverDesk.Office, Asked.AddHours(8)),
            ],
            line.All
        );
        Assert.Equal([_leader], line.Now(Asked.AddHours(4).AddMilliseconds(-1)).Select(a => a.Person));
        Assert.Equal([_leader, _responsible], line.Now(Asked.AddHours(4)).Select(a => a.Person));
        Assert.True(line.CanApprove);
    }

    [Fact]
    public void Nobody_waits_for_a_desk_at_which_nobody_can_decide()
    {
        var line = Line(Approval, [Leads(_leader), Answers(_responsible)], [_office], cannot: [_leader]);

        Assert.Equal([_responsible], line.Now(Asked).Select(a => a.Person));
        Assert.Equal(Asked.AddHours(4), line.All[^1].Since);
        Assert.Equal([_office], Line(Approval, [], [_office]).Now(Asked).Select(a => a.Person));
    }

    [Fact]
    public void The_nearest_unit_that_has_a_leader_is_asked_and_no_higher_one()
    {
        Appointment[] account = [];
        Appointment[][] levels = [account, [Leads(_leader)], [Leads(_dean)]];

        Assert.Equal([_leader], LineAbove(Approval, levels, []).All.Select(a => a.Person));
        // Where the only leader is the requester himself, the one above decides.
        levels[1] = [Leads(_requester)];
        Assert.Equal([_dean], LineAbove(Approval, levels, []).All.Select(a => a.Person));
    }

    [Fact]
    public void An_account_with_no_possible_approver_says_so()
    {
        Assert.False(Line(Approval, [], []).CanApprove);
        Assert.False(Line(Approval, [Leads(_requester)], []).CanApprove);
        Assert.False(Line(Approval, [Leads(_leader)], [], cannot: [_leader]).CanApprove);
        Assert.False(Line(Two, [Leads(_leader)], []).CanApprove);
        Assert.False(Line(Two, [], [_office]).CanApprove);
        Assert.False(Line(Two, [Leads(_leader)], [_leader]).CanApprove);
        Assert.True(Line(Two, [Leads(_leader)], [_leader, _office]).CanApprove);
        Assert.True(Line(Two, [Leads(_leader), Leads(_other)], [_leader]).CanApprove);
    }

    [Fact]
    public void Where_two_are_needed_the_office_is_asked_from_the_beginning()
    {
        var line = Line(Two, [Leads(_leader), Answers(_responsible)], [_office]);

        Assert.Equal([_leader, _office], line.Now(Asked).Select(a => a.Person));
        Assert.Equal([_leader, _responsible, _office], line.Now(Asked.AddHours(4)).Select(a => a.Person));
    }

    [Fact]
    public void A_stand_in_decides_inside_his_window_beside_whom_he_stands_in_for()
    {
        var acting = Leads(_other, _leader, Asked.AddHours(1), Asked.AddHours(3));

        foreach (var (hour, live) in new[] { (0, false), (1, true), (2, true), (3, false) })
        {
            var line = Line(Approval, [Leads(_leader), acting], [], now: Asked.AddHours(hour));
            Assert.Equal(live, line.Has(_other));
            Assert.True(line.Has(_leader));
        }
    }

    public static TheoryData<string> Guises =>
        ["himself", "as stand-in", "through his stand-in", "whom he stands in for", "who stands in for him"];

    [Theory]
    [MemberData(nameof(Guises))]
    public void The_requester_is_never_his_own_approver(string guise)
    {
        Appointment[] account = guise switch
        {
            "himself" => [Leads(_requester)],
            "as stand-in" => [Leads(_leader), Leads(_requester, _leader)],
            "through his stand-in" => [Leads(_requester), Leads(_other, _requester)],
            // He uses the account in the place of somebody who could approve it.
            "whom he stands in for" => [Leads(_leader), Uses(_leader), Uses(_requester, _leader)],
            _ => [Leads(_other), Uses(_requester), Uses(_other, _requester)],
        };

        foreach (var terms in new[] { Approval, Two })
        {
            var line = Line(terms, account, [_requester, _office]);
            Assert.Equal([_office], line.All.Select(a => a.Person).Distinct());
            Assert.True(line.IsRequester(_requester));
        }
    }

    [Fact]
    public void Two_approvals_of_one_identity_are_one()
    {
        Mandate leader = new(_leader, null, true, false);
        Mandate office = new(_office, null, false, true);
        Mandate both = new(_leader, null, true, true);
        Mandate standIn = new(_other, _office, true, false);
        Mandate fellow = new(_dean, null, true, false);

        Assert.True(Mandate.Suffice(CheckoutWay.TwoPersons, [leader, office]));
        Assert.False(Mandate.Suffice(CheckoutWay.TwoPersons, [both]));
        Assert.False(Mandate.Suffice(CheckoutWay.TwoPersons, [leader, fellow]));
        Assert.False(Mandate.Suffice(CheckoutWay.TwoPersons, [standIn, office]));
        Assert.True(Mandate.Suffice(CheckoutWay.TwoPersons, [both, fellow]));
        Assert.True(Mandate.Suffice(CheckoutWay.Approval, [both]));
        Assert.False(Mandate.Suffice(CheckoutWay.Approval, []));
        Assert.False(Mandate.IsNeeded(CheckoutWay.TwoPersons, [leader], fellow));
        Assert.True(Mandate.IsNeeded(CheckoutWay.TwoPersons, [leader], office));
    }

    private ApproverLine Line(
        CheckoutTerms terms,
        Appointment[] account,
        PersonId[] office,
        PersonId[]? cannot = null,
        DateTimeOffset? now = null
    ) => LineAbove(terms, [account], office, cannot, now);

    private ApproverLine LineAbove(
        CheckoutTerms terms,
        Appointment[][] levels,
        PersonId[] office,
        PersonId[]? cannot = null,
        DateTimeOffset? now = null
    )
    {
        PersonId[] everybody = [_requester, _leader, _responsible, _dean, _office, _other];
        var sources = new ApproverSources(levels, office.ToHashSet(), everybody.Except(cannot ?? []).ToHashSet());
        return ApproverLine.Of(sources, terms, _requester, Asked, now ?? Asked);
    }

    private static Appointment Leads(
        PersonId person,
        PersonId? actingFor = null,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null
    ) => Of(person, AppointmentRole.SupervisingLeader, actingFor, from, until);

    private static Appointment Answers(PersonId person) => Of(person, AppointmentRole.ResponsiblePerson);

    private static Appointment Uses(PersonId person, PersonId? actingFor = null) =>
        Of(person, AppointmentRole.Custodian, actingFor);

    private static Appointment Of(
        PersonId person,
        AppointmentRole role,
        PersonId? actingFor = null,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null
    ) => Appointment.Of(Account, person, role, from ?? Asked.AddDays(-1), until, actingFor, null);
}
