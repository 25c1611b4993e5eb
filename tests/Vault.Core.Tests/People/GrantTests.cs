using Vault.Core.Audit;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>What a grant needs and what it does (R12, R15, R24).</summary>
public sealed class GrantTests : IAsyncLifetime
{
    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task An_appointment_takes_effect_when_another_confirms_it()
    {
        var id = await _office.Proposed(_office.Registrar, Custodian(_office.Zhang));
        Assert.Empty(Appointments());

        Assert.IsType<DecideOutcome.Done>(await _office.Confirm(_office.Security, id));

        var appointment = Assert.Single(Appointments());
        Assert.Equal((_office.Zhang.Id, id), (appointment.Person, appointment.Proposal));
        Assert.True(appointment.IsLive(_office.Vault.Clock.Now));
        var kinds = _office.Vault.Log().TakeLast(3).Select(l => l.Event.GetType());
        Assert.Equal([typeof(GrantConfirmed), typeof(PersonAppointed), typeof(FilingOpened)], kinds);
    }

    [Fact]
    public async Task A_new_custodian_ends_the_former_in_the_same_moment()
    {
        await _office.Appoint(_office.Zhang);
        await _office.Appoint(_office.Zhang, AppointmentRole.SupervisingLeader);

        await _office.Appoint(_office.Li);

        var now = _office.Vault.Clock.Now;
        var live = Appointments().Where(a => a.IsLive(now)).ToList();
        Assert.Single(live, a => a.Role == AppointmentRole.Custodian && a.Person == _office.Li.Id);
        Assert.Single(live, a => a.Role == AppointmentRole.SupervisingLeader && a.Person == _office.Zhang.Id);
        var ended = Assert.Single(_office.Vault.Log(), l => l.Event is AppointmentEnded);
        Assert.Equal(_office.Zhang.Id, ((AppointmentEnded)ended.Event).Person);
        Assert.Equal(now, ended.At);
    }

    [Fact]
    public async Task Administrators_stand_beside_the_custodian()
    {
        await _office.Appoint(_office.Zhang);
        await _office.Appoint(_office.Li, AppointmentRole.Administrator);

        Assert.Equal(2, Appointments().Count(a => a.IsLive(_office.Vault.Clock.Now)));
    }

    [Theory]
    [InlineData(AppointmentRole.Custodian, true)]
    [InlineData(AppointmentRole.Administrator, true)]
    [InlineData(AppointmentRole.ResponsiblePerson, false)]
    [InlineData(AppointmentRole.SupervisingLeader, false)]
    public async Task Whoever_holds_an_office_role_gets_no_power_to_reveal(AppointmentRole role, bool refused)
    {
        foreach (var holder in new[] { _office.OtherRegistrar, _office.Security, _office.System, _office.Reviewer })
        {
            var outcome = await _office.Propose(
                _office.Registrar,
                new GrantRequest.ForAppointment(holder.Id, _office.Account.Id, role, null)
            );
            if (refused)
                Assert.Equal(GrantRefusal.OfficeHolderMayNotReveal, Refusal(outcome));
            else
                Assert.IsType<ProposeOutcome.Proposed>(outcome);
        }
    }

    [Theory]
    [InlineData(AppointmentRole.Custodian, true)]
    [InlineData(AppointmentRole.Administrator, true)]
    [InlineData(AppointmentRole.ResponsiblePerson, false)]
    [InlineData(AppointmentRole.SupervisingLeader, false)]
    public async Task Whoever_may_reveal_gets_no_office_role(AppointmentRole role, bool refused)
    {
        await _office.Appoint(_office.Zhang, role);
        foreach (var officeRole in Enum.GetValues<OfficeRole>())
        {
            var outcome = await _office.Propose(
                _office.Security,
                new GrantRequest.ForRole(_office.Zhang.Id, officeRole)
            );
            if (refused)
                Assert.Equal(GrantRefusal.RevealerMayNotHoldOffice, Refusal(outcome));
            else
                Assert.IsType<ProposeOutcome.Proposed>(outcome);
        }
    }

    [Fact]
    public async Task The_three_administrators_stay_apart_and_only_system_and_security_meet()
    {
        var holders = new Dictionary<OfficeRole, Person>
        {
            [OfficeRole.Registrar] = _office.OtherRegistrar,
            [OfficeRole.SecurityAdministrator] = _office.OtherSecurity,
            [OfficeRole.SystemAdministrator] = _office.System,
            [OfficeRole.Reviewer] = _office.Reviewer,
        };
        foreach (var (held, holder) in holders)
        foreach (var other in Enum.GetValues<OfficeRole>())
        {
            var outcome = await _office.Propose(_office.Security, new GrantRequest.ForRole(holder.Id, other));
            var merged =
                (held, other)
                is
                    (OfficeRole.SystemAdministrator, OfficeRole.SecurityAdministrator)
                    or
                    (OfficeRole.SecurityAdministrator, OfficeRole.SystemAdministrator);
            if (held == other)
                Assert.Equal(GrantRefusal.AlreadyHeld, Refusal(outcome));
            else if (merged)
                Assert.IsType<ProposeOutcome.Proposed>(outcome);
            else
                Assert.Equal(GrantRefusal.RolesConflict, Refusal(outcome));
        }
    }

    [Fact]
    public async Task What_has_come_in_the_way_since_is_noticed_when_confirming()
    {
        var appointment = await _office.Proposed(_office.Registrar, Custodian(_office.Zhang));
        var role = await _office.Proposed(
            _office.Security,
            new GrantRequest.ForRole(_office.Zhang.Id, OfficeRole.Reviewer)
        );
        Assert.IsType<DecideOutcome.Done>(await _office.Confirm(_office.Registrar, role));

        var refused = Assert.IsType<DecideOutcome.Refused>(await _office.Confirm(_office.Security, appointment));

        Assert.Equal(GrantRefusal.OfficeHolderMayNotReveal, refused.Why);
        Assert.Empty(Appointments());
        Assert.IsType<DecideOutcome.Done>(
            await _office.Decide(_office.Security, appointment, new ProposalStep.Refuse(Why()))
        );
    }

    [Fact]
    public async Task A_role_takes_effect_and_ends_the_sessions_of_its_holder()
    {
        var zhang = await _office.Vault.SignIn(_office.Zhang);
        var id = await _office.Proposed(
            _office.Security,
            new GrantRequest.ForRole(_office.Zhang.Id, OfficeRole.Registrar)
        );

        Assert.IsType<DecideOutcome.Done>(await _office.Confirm(_office.Registrar, id));

        using var db = _office.Vault.Read();
        Assert.True(Standing.Read(db, _office.Zhang.Id, _office.Vault.Clock.Now)!.Holds(OfficeRole.Registrar));
        Assert.True(zhang.Session.HasEnded);
        Assert.IsType<SessionsEnded>(_office.Vault.Log()[^1].Event);
    }

    [Fact]
    public async Task A_confirmed_reset_ends_sessions_but_locks_nobody_out()
    {
        var zhang = await _office.Vault.SignIn(_office.Zhang);
        var id = await _office.Proposed(_office.Registrar, new GrantRequest.ForFactorReset(_office.Zhang.Id));
        Assert.False(zhang.Session.HasEnded);

        await _office.Confirm(_office.Security, id);

        Assert.True(zhang.Session.HasEnded);
        using var db = _office.Vault.Read();
        Assert.NotNull(SignInRows.CredentialOf(db, _office.Zhang.Id));
    }

    [Fact]
    public async Task The_same_grant_is_proposed_once_at_a_time()
    {
        var first = await _office.Proposed(_office.Registrar, Custodian(_office.Zhang));
        Assert.Equal(
            GrantRefusal.AlreadyProposed,
            Refusal(await _office.Propose(_office.OtherRegistrar, Custodian(_office.Zhang)))
        );
        Assert.IsType<ProposeOutcome.Proposed>(await _office.Propose(_office.Registrar, Custodian(_office.Li)));

        await _office.Decide(_office.Registrar, first, new ProposalStep.Withdraw());

        Assert.IsType<ProposeOutcome.Proposed>(await _office.Propose(_office.Registrar, Custodian(_office.Zhang)));
    }

    [Fact]
    public async Task What_somebody_has_is_not_proposed_again()
    {
        await _office.Appoint(_office.Zhang);

        Assert.Equal(
            GrantRefusal.AlreadyHeld,
            Refusal(await _office.Propose(_office.Registrar, Custodian(_office.Zhang)))
        );
        Assert.Equal(
            GrantRefusal.AlreadyHeld,
            Refusal(await _office.Propose(_office.Registrar, new GrantRequest.ForInvitation(_office.Zhang.Id)))
        );
    }

    [Fact]
    public async Task An_appointment_does_not_end_before_it_begins()
    {
        var until = _office.Vault.Clock.Now.AddHours(1);
        Assert.Equal(
            GrantRefusal.UntilPassed,
            Refusal(
                await _office.Propose(
                    _office.Registrar,
                    Custodian(_office.Zhang, _office.Vault.Clock.Now, AppointmentRole.Administrator)
                )
            )
        );
        var id = await _office.Proposed(
            _office.Registrar,
            Custodian(_office.Zhang, until, AppointmentRole.Administrator)
        );
        _office.Vault.Clock.Turn(TimeSpan.FromHours(1));

        var refused = Assert.IsType<DecideOutcome.Refused>(await _office.Confirm(_office.Security, id));

        Assert.Equal(GrantRefusal.UntilPassed, refused.Why);
    }

    [Fact]
    public async Task A_disabled_person_is_granted_nothing_and_grants_nothing()
    {
        var id = await _office.Proposed(_office.Registrar, Custodian(_office.Zhang));
        await Disable(_office.Zhang);
        await Disable(_office.Security);

        var refused = Assert.IsType<DecideOutcome.Refused>(await _office.Confirm(_office.OtherSecurity, id));
        Assert.Equal(GrantRefusal.PersonDisabled, refused.Why);
        Assert.Equal(
            GrantRefusal.PersonDisabled,
            Refusal(
                await _office.Propose(_office.Registrar, Custodian(_office.Zhang, null, AppointmentRole.Administrator))
            )
        );
        var other = await _office.Proposed(_office.Registrar, Custodian(_office.Li));
        Assert.IsType<DecideOutcome.Refused>(await _office.Confirm(_office.Security, other));
    }

    [Fact]
    public async Task A_refusal_keeps_its_reason_in_the_log_only()
    {
        var id = await _office.Proposed(_office.Registrar, Custodian(_office.Zhang));

        var done = await _office.Decide(_office.Security, id, new ProposalStep.Refuse(Why()));

        Assert.Equal(ProposalDecision.Refused, Assert.IsType<DecideOutcome.Done>(done).Proposal.Decision);
        var line = Assert.IsType<GrantRefused>(_office.Vault.Log()[^1].Event);
        Assert.Null(line.Why.Text);
        Assert.Empty(Appointments());
    }

    [Fact]
    public async Task Only_the_proposer_withdraws()
    {
        var id = await _office.Proposed(_office.Registrar, Custodian(_office.Zhang));
        foreach (var other in new[] { _office.OtherRegistrar, _office.Security })
        {
            var refused = await _office.Decide(other, id, new ProposalStep.Withdraw());
            Assert.Equal(GrantRefusal.NotYourProposal, Assert.IsType<DecideOutcome.Refused>(refused).Why);
        }

        Assert.IsType<DecideOutcome.Done>(
            await _office
                .Vault.Get<DecideProposal>()
                .Run(await As(_office.Registrar), null, id, new ProposalStep.Withdraw())
        );
        Assert.IsType<GrantWithdrawn>(_office.Vault.Log()[^1].Event);
    }

    [Fact]
    public async Task Proofs_count_for_their_own_proposal_once()
    {
        var first = await _office.Proposed(_office.Registrar, Custodian(_office.Zhang));
        var second = await _office.Proposed(_office.Registrar, Custodian(_office.Li));
        var proof = await _office.Proof(_office.Security, ProofPurpose.Confirm, first.Value);

        Assert.Equal(GrantRefusal.ProofNotFresh, await Confirm(second, proof));
        Assert.Equal(GrantRefusal.ProofNotFresh, await Confirm(first, null));
        Assert.Null(await Confirm(first, proof));
        Assert.False(proof.Covers((await As(_office.Security)).Session, ProofPurpose.Confirm, first.Value, Now));

        var stale = await _office.Proof(_office.Security, ProofPurpose.Confirm, second.Value);
        _office.Vault.Clock.Turn(FreshProof.Lifetime);
        Assert.Equal(GrantRefusal.ProofNotFresh, await Confirm(second, stale));
        var wrongKind = await _office.Proof(_office.Security, ProofPurpose.Administer, second.Value);
        Assert.Equal(GrantRefusal.ProofNotFresh, await Confirm(second, wrongKind));
    }

    [Fact]
    public async Task Nothing_is_proposed_without_a_second_factor()
    {
        var outcome = await _office
            .Vault.Get<ProposeGrant>()
            .Run(await As(_office.Registrar), null, Custodian(_office.Zhang));

        Assert.Equal(GrantRefusal.ProofNotFresh, Refusal(outcome));
        Assert.IsType<GrantAttemptRefused>(_office.Vault.Log()[^1].Event);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var request = new GrantRequest.ForAppointment(
            _office.Zhang.Id,
            AccountId.New(),
            AppointmentRole.Custodian,
            null
        );
        Assert.IsType<ProposeOutcome.NotFound>(await _office.Propose(_office.Registrar, request));
        var nobody = new GrantRequest.ForInvitation(PersonId.New());
        Assert.IsType<ProposeOutcome.NotFound>(await _office.Propose(_office.Registrar, nobody));
        Assert.IsType<DecideOutcome.NotFound>(await _office.Confirm(_office.Security, ProposalId.New()));
    }

    [Fact]
    public async Task A_proposal_edited_after_it_was_made_is_refused()
    {
        var id = await _office.Proposed(_office.Registrar, Custodian(_office.Zhang));
        _office.Vault.Sql(
            "UPDATE proposals SET Beneficiary = @who WHERE Id = @id",
            ("@who", _office.Li.Id.ToString()),
            ("@id", id.ToString())
        );

        await Assert.ThrowsAsync<TamperedRowException>(() => _office.Confirm(_office.Security, id));
        await Assert.ThrowsAsync<TamperedRowException>(() => _office.Confirm(_office.Security, id));
        Assert.Empty(Appointments());
    }

    [Fact]
    public async Task An_appointment_removed_by_SQL_hides_no_revealer_from_a_role()
    {
        await _office.Appoint(_office.Zhang);
        _office.Vault.Sql("DELETE FROM appointments");

        await Assert.ThrowsAsync<TamperedRowException>(() =>
            _office.Propose(_office.Security, new GrantRequest.ForRole(_office.Zhang.Id, OfficeRole.Reviewer))
        );
    }

    private DateTimeOffset Now => _office.Vault.Clock.Now;

    private Task<Actor> As(Person person) => _office.As(person);

    private async Task<GrantRefusal?> Confirm(ProposalId id, FreshProof? proof)
    {
        var outcome = await _office
            .Vault.Get<DecideProposal>()
            .Run(await As(_office.Security), proof, id, new ProposalStep.Confirm());
        return (outcome as DecideOutcome.Refused)?.Why;
    }

    private GrantRequest.ForAppointment Custodian(
        Person person,
        DateTimeOffset? until = null,
        AppointmentRole role = AppointmentRole.Custodian
    ) => new(person.Id, _office.Account.Id, role, until);

    private List<Appointment> Appointments()
    {
        using var db = _office.Vault.Read();
        return [.. db.Set<Appointment>()];
    }

    private Task Disable(Person person) =>
        _office.Vault.Write(scope =>
        {
            Standing.Read(scope.Db, person.Id, scope.Now)!.Person.Disable(scope.Now);
            scope.Append(new PersonDisabled(person.Id));
        });

    private static Reason Why()
    {
        Assert.True(Reason.TryParse("该同志下月调离，另行推荐", out var reason, out _));
        return reason;
    }

    private static GrantRefusal Refusal(ProposeOutcome outcome) => Assert.IsType<ProposeOutcome.Refused>(outcome).Why;
}
