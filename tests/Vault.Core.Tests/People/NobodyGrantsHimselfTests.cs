using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>
/// Nobody grants himself reveal, whatever he is: every combination of proposer, beneficiary, follower or stand-in, and
/// confirmer, among everybody of the office (R24; the second issue's fifth bar).
/// </summary>
public sealed class NobodyGrantsHimselfTests : IAsyncLifetime
{
    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    private Person[] Registrars => [_office.Registrar, _office.OtherRegistrar];

    private Person[] Deciders => [.. Registrars, _office.Security, _office.OtherSecurity];

    private Person[] WithoutOffice => [_office.Zhang, _office.Li];

    [Theory]
    [InlineData(AppointmentRole.Custodian)]
    [InlineData(AppointmentRole.Administrator)]
    public async Task Of_all_who_could_propose_confirm_and_gain_only_three_different_ones_do(AppointmentRole role)
    {
        var proposed = 0;
        foreach (var proposer in _office.Everybody)
        foreach (var beneficiary in _office.Everybody)
        {
            var request = new GrantRequest.ForAppointment(beneficiary.Id, _office.Account.Id, role, null);
            proposed += await Try(proposer, request, Registrars.Contains(proposer), beneficiary);
        }
        Assert.Equal(Registrars.Length * WithoutOffice.Length, proposed);
    }

    [Fact]
    public async Task Nobody_makes_himself_the_follower_of_another()
    {
        var proposed = 0;
        var end = _office.Vault.Clock.Now.AddDays(30);
        foreach (var proposer in _office.Everybody)
        foreach (var follower in _office.Everybody.Where(p => p != _office.Zhang))
        {
            var request = new GrantRequest.ForAppointment(
                _office.Zhang.Id,
                _office.Account.Id,
                AppointmentRole.Custodian,
                end
            )
            {
                Fallback = follower.Id,
            };
            proposed += await Try(proposer, request, Registrars.Contains(proposer), follower);
        }
        Assert.Equal(Registrars.Length, proposed);
    }

    [Theory]
    [InlineData(AppointmentRole.Custodian)]
    [InlineData(AppointmentRole.Administrator)]
    public async Task Nobody_stands_in_by_his_own_doing(AppointmentRole role)
    {
        var wang = await _office.Newcomer();
        await _office.Appoint(wang, role);
        var held = _office.Appointments().Single();
        Assert.True(Reason.TryParse("王五赴外地挂职", out var why, out _));
        var proposed = 0;
        foreach (var proposer in _office.Everybody)
        foreach (var standIn in _office.Everybody)
        {
            var request = new GrantRequest.ForActing(
                standIn.Id,
                held.Id,
                null,
                _office.Vault.Clock.Now.AddDays(9),
                why
            );
            proposed += await Try(proposer, request, Registrars.Contains(proposer), standIn);
        }
        Assert.Equal(Registrars.Length * WithoutOffice.Length, proposed);
    }

    [Fact]
    public async Task Who_loses_his_office_after_proposing_gains_nothing_by_it()
    {
        var id = await _office.Proposed(_office.OtherRegistrar, Custodian(_office.Zhang));
        await EndRole(_office.OtherRegistrar);

        var refused = Assert.IsType<DecideOutcome.Refused>(await _office.Confirm(_office.Security, id));
        Assert.Equal(GrantRefusal.ProposerNoLongerMay, refused.Why);
        // Out of office he may be appointed, by two others; still not by himself.
        var self = Custodian(_office.OtherRegistrar);
        Assert.Equal(
            GrantRefusal.NotYourRole,
            Assert.IsType<ProposeOutcome.Refused>(await _office.Propose(_office.OtherRegistrar, self)).Why
        );
        var own = await _office.Proposed(_office.Registrar, self);
        Assert.IsType<DecideOutcome.Refused>(await _office.Confirm(_office.OtherRegistrar, own));
        Assert.IsType<DecideOutcome.Done>(await _office.Confirm(_office.Security, own));
    }

    private GrantRequest.ForAppointment Custodian(Person person) =>
        new(person.Id, _office.Account.Id, AppointmentRole.Custodian, null);

    /// <summary>
    /// Lets this one propose; if he could, everybody in turn confirms until somebody may. Holds each answer against the
    /// rule, and that nobody who had a hand in it may reveal.
    /// </summary>
    /// <returns>1 if it could be proposed.</returns>
    private async Task<int> Try(Person proposer, GrantRequest request, bool mayPropose, Person gains)
    {
        var before = _office.Appointments().Count;
        var outcome = await _office.Propose(proposer, request);
        var expected = mayPropose && gains != proposer && WithoutOffice.Contains(gains);
        Assert.True(expected == outcome is ProposeOutcome.Proposed, $"{proposer.DisplayName} → {gains.DisplayName}");
        if (outcome is not ProposeOutcome.Proposed { Id: var open })
        {
            Assert.IsType<GrantAttemptRefused>(_office.Vault.LastEvent());
            return 0;
        }
        foreach (var confirmer in _office.Everybody)
        {
            if (Deciders.Contains(confirmer) && confirmer != proposer && confirmer != gains)
                continue;
            Assert.IsType<DecideOutcome.Refused>(await _office.Confirm(confirmer, open));
            Assert.Equal(before, _office.Appointments().Count);
        }
        await AssertNobodyInvolvedReveals(proposer);
        await _office.Decide(proposer, open, new ProposalStep.Withdraw());
        return 1;
    }

    /// <summary>Neither the proposer nor any who decide: their own wish opens nothing.</summary>
    private async Task AssertNobodyInvolvedReveals(Person proposer)
    {
        Assert.True(Reason.TryParse("发布今天的招生通知", out var why, out _));
        foreach (var person in Deciders.Append(proposer).Distinct())
        {
            var proof = await _office.Proof(person, ProofPurpose.UseSecrets, _office.Account.Id.Value);
            var asked = await _office
                .Vault.Get<Reveal>()
                .Run(await _office.As(person), proof, _office.Account.Id, Component.Password, why);
            Assert.IsType<RevealOutcome.NotFound>(asked);
        }
    }

    private async Task EndRole(Person person)
    {
        using var db = _office.Vault.Read();
        var grant = db.Set<RoleGrant>().Single(g => g.Person == person.Id);
        var proof = await _office.Proof(_office.Security, ProofPurpose.Administer, grant.Id.Value);
        var ended = await _office.Vault.Get<EndRole>().Run(await _office.As(_office.Security), proof, grant.Id);
        Assert.IsType<EndOutcome.Ended>(ended);
    }
}
