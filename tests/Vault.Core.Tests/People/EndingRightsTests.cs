using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>Rights end at once, by the right office, with a second factor (R12, R15, R30).</summary>
public sealed class EndingRightsTests : IAsyncLifetime
{
    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_disabled_person_has_no_session_and_no_office()
    {
        var other = await _office.Vault.SignIn(_office.OtherRegistrar);

        Assert.IsType<EndOutcome.Ended>(await Disable(_office.Security, _office.OtherRegistrar));

        Assert.True(other.Session.HasEnded);
        using var db = _office.Vault.Read();
        var standing = Standing.Read(db, _office.OtherRegistrar.Id, _office.Vault.Clock.Now)!;
        Assert.False(standing.Holds(OfficeRole.Registrar));
        var kinds = _office.Vault.Log().TakeLast(2).Select(l => l.Event.GetType());
        Assert.Equal([typeof(PersonDisabled), typeof(SessionsEnded)], kinds);
    }

    [Fact]
    public async Task A_proof_given_before_does_not_outlive_the_rights()
    {
        var proposal = await _office.Proposed(
            _office.Security,
            new GrantRequest.ForRole(_office.Zhang.Id, OfficeRole.Reviewer)
        );
        var proof = await _office.Proof(_office.OtherRegistrar, ProofPurpose.Confirm, proposal.Value);
        var actor = await _office.As(_office.OtherRegistrar);
        await Disable(_office.Security, _office.OtherRegistrar);

        var outcome = await _office.Vault.Get<DecideProposal>().Run(actor, proof, proposal, new ProposalStep.Confirm());

        Assert.IsType<DecideOutcome.Refused>(outcome);
        Assert.False(proof.Covers(actor.Session, ProofPurpose.Confirm, proposal.Value, _office.Vault.Clock.Now));
    }

    [Fact]
    public async Task What_a_disabled_person_proposed_is_withdrawn_with_him()
    {
        var his = await _office.Proposed(
            _office.OtherRegistrar,
            new GrantRequest.ForAppointment(_office.Zhang.Id, _office.Account.Id, AppointmentRole.Custodian, null)
        );
        var anothers = await _office.Proposed(_office.Registrar, new GrantRequest.ForFactorReset(_office.Li.Id));

        await Disable(_office.Security, _office.OtherRegistrar);

        using var db = _office.Vault.Read();
        var withdrawn = db.Set<Proposal>().Single(p => p.Id == his);
        Assert.Equal((ProposalDecision.Withdrawn, _office.Security.Id), (withdrawn.Decision, withdrawn.DecidedBy));
        Assert.True(db.Set<Proposal>().Single(p => p.Id == anothers).IsOpen);
        Assert.Equal(
            new GrantWithdrawn(his, GrantKind.Appointment, _office.Zhang.Id),
            Assert.Single(_office.Vault.Log(), l => l.Event is GrantWithdrawn).Event
        );
        Assert.IsType<DecideOutcome.DecidedBefore>(await _office.Confirm(_office.Security, his));
    }

    [Fact]
    public async Task What_somebody_proposed_in_a_role_he_has_lost_is_not_confirmed()
    {
        var proposal = await _office.Proposed(
            _office.OtherRegistrar,
            new GrantRequest.ForAppointment(_office.Zhang.Id, _office.Account.Id, AppointmentRole.Custodian, null)
        );
        await End(_office.Security, await RoleOf(_office.OtherRegistrar));

        var outcome = await _office.Confirm(_office.Registrar, proposal);

        Assert.Equal(GrantRefusal.ProposerNoLongerMay, Assert.IsType<DecideOutcome.Refused>(outcome).Why);
        Assert.DoesNotContain(_office.Vault.Log(), l => l.Event is PersonAppointed);
    }

    [Fact]
    public async Task Registrars_and_security_administrators_disable_and_nobody_else()
    {
        foreach (var by in new[] { _office.System, _office.Reviewer, _office.Zhang })
            Assert.Equal(EndRefusal.NotYourRole, Refusal(await Disable(by, _office.Li)));
        Assert.IsType<RightsEndRefused>(_office.Vault.LastEvent());

        Assert.IsType<EndOutcome.Ended>(await Disable(_office.Registrar, _office.Li));
        Assert.IsType<EndOutcome.Ended>(await Disable(_office.Security, _office.Zhang));
        Assert.Equal(EndRefusal.EndedBefore, Refusal(await Disable(_office.Registrar, _office.Li)));
    }

    [Fact]
    public async Task The_last_who_can_fill_an_office_role_stays()
    {
        Assert.IsType<EndOutcome.Ended>(await Disable(_office.Security, _office.OtherRegistrar));

        Assert.Equal(EndRefusal.LastOfRole, Refusal(await Disable(_office.Security, _office.Registrar)));
        Assert.Equal(EndRefusal.LastOfRole, Refusal(await Disable(_office.Security, _office.Reviewer)));
        Assert.Equal(EndRefusal.LastOfRole, Refusal(await End(_office.Security, await RoleOf(_office.System))));
        Assert.Equal(EndRefusal.LastOfRole, Refusal(await End(_office.Security, await RoleOf(_office.Registrar))));
    }

    [Fact]
    public async Task A_successor_who_has_never_signed_in_does_not_count()
    {
        var newcomer = await _office.Newcomer();
        await _office.Vault.Give(newcomer, OfficeRole.Reviewer);
        Assert.Equal(EndRefusal.LastOfRole, Refusal(await End(_office.Security, await RoleOf(_office.Reviewer))));

        await _office.GiveSignIn(newcomer);

        Assert.IsType<EndOutcome.Ended>(await End(_office.Security, await RoleOf(_office.Reviewer)));
    }

    [Fact]
    public async Task A_role_ends_by_a_security_administrator_and_with_the_sessions_of_its_holder()
    {
        var role = await RoleOf(_office.OtherRegistrar);
        Assert.Equal(EndRefusal.NotYourRole, Refusal(await End(_office.Registrar, role)));
        var other = await _office.Vault.SignIn(_office.OtherRegistrar);

        Assert.IsType<EndOutcome.Ended>(await End(_office.Security, role));

        Assert.True(other.Session.HasEnded);
        Assert.Contains(_office.Vault.Log(), l => l.Event is RoleEnded e && e.Person == _office.OtherRegistrar.Id);
        Assert.Equal(EndRefusal.EndedBefore, Refusal(await End(_office.Security, role)));
    }

    [Fact]
    public async Task An_appointment_ends_by_a_registrar()
    {
        await _office.Appoint(_office.Zhang, AppointmentRole.Administrator);
        var appointment = Appointment();
        foreach (var by in new[] { _office.Security, _office.Zhang, _office.Reviewer, _office.System })
            Assert.Equal(EndRefusal.NotYourRole, Refusal(await End(by, appointment)));

        Assert.IsType<EndOutcome.Ended>(await End(_office.Registrar, appointment));

        Assert.False(Appointment().IsLive(_office.Vault.Clock.Now));
        Assert.Equal(_office.Zhang.Id, _office.Vault.Newest<AppointmentEnded>().Person);
        Assert.Equal(EndRefusal.EndedBefore, Refusal(await End(_office.Registrar, appointment)));
    }

    [Fact]
    public async Task An_account_is_never_left_without_a_custodian()
    {
        await _office.Appoint(_office.Zhang);

        Assert.Equal(EndRefusal.CustodianNeedsSuccessor, Refusal(await End(_office.Registrar, Appointment())));
        Assert.True(Appointment().IsLive(_office.Vault.Clock.Now));
    }

    [Fact]
    public async Task Nothing_ends_without_a_second_factor_for_it()
    {
        var actor = await _office.As(_office.Registrar);
        var proof = await _office.Proof(_office.Registrar, ProofPurpose.Administer, _office.Li.Id.Value);
        var disable = _office.Vault.Get<DisablePerson>();

        Assert.Equal(EndRefusal.ProofNotFresh, Refusal(await disable.Run(actor, null, _office.Zhang.Id)));
        Assert.Equal(EndRefusal.ProofNotFresh, Refusal(await disable.Run(actor, proof, _office.Zhang.Id)));
        Assert.IsType<EndOutcome.Ended>(await disable.Run(actor, proof, _office.Li.Id));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var actor = await _office.As(_office.Security);

        Assert.IsType<EndOutcome.NotFound>(await _office.Vault.Get<DisablePerson>().Run(actor, null, PersonId.New()));
        Assert.IsType<EndOutcome.NotFound>(await _office.Vault.Get<EndRole>().Run(actor, null, RoleGrantId.New()));
        Assert.IsType<EndOutcome.NotFound>(
            await _office.Vault.Get<EndAppointment>().Run(actor, null, AppointmentId.New())
        );
    }

    private async Task<EndOutcome> Disable(Person by, Person whom) =>
        await _office
            .Vault.Get<DisablePerson>()
            .Run(await _office.As(by), await _office.Proof(by, ProofPurpose.Administer, whom.Id.Value), whom.Id);

    private async Task<EndOutcome> End(Person by, Appointment appointment) =>
        await _office
            .Vault.Get<EndAppointment>()
            .Run(
                await _office.As(by),
                await _office.Proof(by, ProofPurpose.Administer, appointment.Id.Value),
                appointment.Id
            );

    private async Task<EndOutcome> End(Person by, RoleGrant grant) =>
        await _office
            .Vault.Get<EndRole>()
            .Run(await _office.As(by), await _office.Proof(by, ProofPurpose.Administer, grant.Id.Value), grant.Id);

    private Task<RoleGrant> RoleOf(Person person)
    {
        using var db = _office.Vault.Read();
        return Task.FromResult(db.Set<RoleGrant>().Single(g => g.Person == person.Id));
    }

    private Appointment Appointment()
    {
        using var db = _office.Vault.Read();
        return db.Set<Appointment>().Single();
    }

    private static EndRefusal Refusal(EndOutcome outcome) => Assert.IsType<EndOutcome.Refused>(outcome).Why;
}
