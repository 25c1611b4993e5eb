using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>Many decide one proposal at the same moment: one wins, the others are told so (R25, R28).</summary>
public sealed class ConcurrentDecisionTests : IAsyncLifetime
{
    private const int Rounds = 5;

    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Of_many_confirmations_one_wins(int many)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var id = await Proposed();
            var steps = Enumerable.Repeat<ProposalStep>(new ProposalStep.Confirm(), many);

            var outcomes = await AtOnce(id, steps);

            Assert.Single(outcomes, o => o is DecideOutcome.Done);
            Assert.Equal(many - 1, outcomes.Count(o => o is DecideOutcome.DecidedBefore));
            Assert.Equal(round + 1, Lines<PersonAppointed>());
        }
        AssertOneCustodian();
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Confirming_and_withdrawing_at_once_has_one_winner(int many)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (appointed, withdrawn) = (Lines<PersonAppointed>(), Lines<GrantWithdrawn>());
            var id = await Proposed();
            var steps = Enumerable
                .Range(0, many)
                .Select(i => i % 2 == 0 ? (ProposalStep)new ProposalStep.Confirm() : new ProposalStep.Withdraw());

            var outcomes = await AtOnce(id, steps);

            var winner = Assert.IsType<DecideOutcome.Done>(Assert.Single(outcomes, o => o is DecideOutcome.Done));
            Assert.All(
                outcomes.OfType<DecideOutcome.DecidedBefore>(),
                o => Assert.Equal(winner.Proposal.Decision, o.Decision)
            );
            var confirmed = winner.Proposal.Decision == ProposalDecision.Confirmed;
            Assert.Equal(appointed + (confirmed ? 1 : 0), Lines<PersonAppointed>());
            Assert.Equal(withdrawn + (confirmed ? 0 : 1), Lines<GrantWithdrawn>());
        }
    }

    [Fact]
    public async Task Confirming_and_refusing_at_once_has_one_winner()
    {
        Assert.True(Reason.TryParse("该同志下月调离，另行推荐", out var why, out _));
        for (var round = 0; round < Rounds; round++)
        {
            var id = await Proposed();
            var steps = Enumerable
                .Range(0, 32)
                .Select(i => i % 2 == 0 ? (ProposalStep)new ProposalStep.Confirm() : new ProposalStep.Refuse(why));

            var outcomes = await AtOnce(id, steps);

            Assert.Single(outcomes, o => o is DecideOutcome.Done);
            Assert.Equal(31, outcomes.Count(o => o is DecideOutcome.DecidedBefore));
        }
    }

    [Fact]
    public async Task Two_custodians_confirmed_at_once_leave_one()
    {
        await _office.As(_office.Security);
        for (var round = 0; round < Rounds; round++)
        {
            var account = await _office.Vault.AddAccount($"示例账号{round}");
            var zhang = await Proposed(_office.Zhang, account.Id);
            var li = await Proposed(_office.Li, account.Id);

            var outcomes = await Task.WhenAll(Confirm(zhang), Confirm(li));

            Assert.All(outcomes, o => Assert.IsType<DecideOutcome.Done>(o));
        }
        AssertOneCustodian();
    }

    private Task<ProposalId> Proposed() =>
        // In turn, since nobody is appointed to what he holds.
        Proposed(Custodian() == _office.Zhang.Id ? _office.Li : _office.Zhang, _office.Account.Id);

    private Task<ProposalId> Proposed(Person person, AccountId account) =>
        _office.Proposed(
            _office.Registrar,
            new GrantRequest.ForAppointment(person.Id, account, AppointmentRole.Custodian, null)
        );

    private PersonId? Custodian()
    {
        using var db = _office.Vault.Read();
        return db.Set<Appointment>()
            .AsEnumerable()
            .FirstOrDefault(a => a.Account == _office.Account.Id && a.IsLive(_office.Vault.Clock.Now))
            ?.Person;
    }

    private Task<DecideOutcome> Confirm(ProposalId id) => _office.Confirm(_office.Security, id);

    /// <summary>Confirmations and refusals of a security administrator, withdrawals of the proposer, started together.</summary>
    private async Task<DecideOutcome[]> AtOnce(ProposalId id, IEnumerable<ProposalStep> steps)
    {
        var registrar = await _office.As(_office.Registrar);
        // Each in a session of its own with a factor of its own: the proposal decides, not the proof.
        var trials = await Task.WhenAll(
            steps.Select(async step =>
                step is ProposalStep.Withdraw ? (registrar, (FreshProof?)null, step) : await InAnotherSession(id, step)
            )
        );
        var decide = _office.Vault.Get<DecideProposal>();
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = trials
            .Select(async trial =>
            {
                var (actor, proof, step) = trial;
                await start.Task;
                return await decide.Run(actor, proof, id, step);
            })
            .ToArray();
        start.SetResult();
        return await Task.WhenAll(all);
    }

    private async Task<(Actor, FreshProof?, ProposalStep)> InAnotherSession(ProposalId id, ProposalStep step)
    {
        var (session, actor) = await _office.Vault.SignIn(_office.Security);
        return (actor, await _office.Vault.Prove(session, actor, id.Value, ProofPurpose.Confirm), step);
    }

    private int Lines<TEvent>() => _office.Vault.Log().Count(l => l.Event is TEvent);

    private void AssertOneCustodian()
    {
        using var db = _office.Vault.Read();
        var live = db.Set<Appointment>().AsEnumerable().Where(a => a.IsLive(_office.Vault.Clock.Now));
        Assert.All(live.GroupBy(a => a.Account), g => Assert.Single(g));
    }
}
