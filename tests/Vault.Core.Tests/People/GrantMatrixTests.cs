using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>Four eyes in every combination of proposer, beneficiary and confirmer (R24).</summary>
public sealed class GrantMatrixTests : IAsyncLifetime
{
    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Only_two_of_the_office_neither_of_them_the_beneficiary_grant_a_reset()
    {
        var granted = 0;
        foreach (var proposer in _office.Everybody)
        foreach (var beneficiary in _office.Everybody)
            granted += await ConfirmersOf(proposer, beneficiary);

        // Ordered pairs of the four who grant, for each beneficiary: 4·3 for the four outside, 3·2 for one of the four.
        Assert.Equal((4 * 12) + (4 * 6), granted);
    }

    [Fact]
    public async Task Each_kind_of_grant_has_its_proposers()
    {
        var newcomer = await _office.Newcomer();
        var allowed = new Dictionary<GrantKind, Person[]>
        {
            [GrantKind.Appointment] = [_office.Registrar, _office.OtherRegistrar],
            [GrantKind.Invitation] = [_office.Registrar, _office.OtherRegistrar],
            [GrantKind.Role] = [_office.Security, _office.OtherSecurity],
            [GrantKind.FactorReset] =
            [
                _office.Registrar,
                _office.OtherRegistrar,
                _office.Security,
                _office.OtherSecurity,
            ],
        };
        foreach (var (kind, proposers) in allowed)
        foreach (var proposer in _office.Everybody)
        {
            var outcome = await _office.Propose(proposer, Request(kind, newcomer));
            if (!proposers.Contains(proposer))
            {
                Assert.Equal(GrantRefusal.NotYourRole, Assert.IsType<ProposeOutcome.Refused>(outcome).Why);
                continue;
            }
            if (outcome is ProposeOutcome.Proposed proposed)
                await _office.Decide(proposer, proposed.Id, new ProposalStep.Withdraw());
            else
                Assert.Equal(GrantRefusal.NothingToReset, Assert.IsType<ProposeOutcome.Refused>(outcome).Why);
        }
    }

    [Fact]
    public async Task A_registrar_cannot_appoint_himself_nor_be_appointed_by_another()
    {
        var self = new GrantRequest.ForAppointment(
            _office.Registrar.Id,
            _office.Account.Id,
            AppointmentRole.Custodian,
            null
        );

        Assert.Equal(GrantRefusal.OwnBenefit, Refusal(await _office.Propose(_office.Registrar, self)));
        Assert.Equal(
            GrantRefusal.OfficeHolderMayNotReveal,
            Refusal(await _office.Propose(_office.OtherRegistrar, self))
        );
    }

    private GrantRequest Request(GrantKind kind, Person person) =>
        kind switch
        {
            GrantKind.Appointment => new GrantRequest.ForAppointment(
                person.Id,
                _office.Account.Id,
                AppointmentRole.Administrator,
                null
            ),
            GrantKind.Role => new GrantRequest.ForRole(person.Id, OfficeRole.Reviewer),
            GrantKind.Invitation => new GrantRequest.ForInvitation(person.Id),
            _ => new GrantRequest.ForFactorReset(person.Id),
        };

    /// <summary>
    /// Lets everybody try to confirm a reset that this one proposed for that one, holds every answer against the rule,
    /// and counts who could.
    /// </summary>
    private async Task<int> ConfirmersOf(Person proposer, Person beneficiary)
    {
        var reset = new GrantRequest.ForFactorReset(beneficiary.Id);
        var proposed = await _office.Propose(proposer, reset);
        Assert.Equal(Grants(proposer) && proposer != beneficiary, proposed is ProposeOutcome.Proposed);
        if (proposed is not ProposeOutcome.Proposed { Id: var open })
            return 0;
        var granted = 0;
        foreach (var confirmer in _office.Everybody)
        {
            var confirmed = await _office.Confirm(confirmer, open);
            if (Grants(confirmer) && confirmer != proposer && confirmer != beneficiary)
            {
                Assert.IsType<DecideOutcome.Done>(confirmed);
                granted++;
                open = await _office.Proposed(proposer, reset);
                continue;
            }
            Assert.IsType<DecideOutcome.Refused>(confirmed);
            Assert.IsType<GrantAttemptRefused>(_office.Vault.LastEvent());
        }
        await _office.Decide(proposer, open, new ProposalStep.Withdraw());
        return granted;
    }

    private bool Grants(Person person) =>
        person == _office.Registrar
        || person == _office.OtherRegistrar
        || person == _office.Security
        || person == _office.OtherSecurity;

    private static GrantRefusal Refusal(ProposeOutcome outcome) => Assert.IsType<ProposeOutcome.Refused>(outcome).Why;
}
