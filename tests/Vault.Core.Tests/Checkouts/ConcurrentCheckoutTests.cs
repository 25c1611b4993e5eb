using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>
/// Many at the same moment on a real file: one has the account, one decides, and every try is a line (R25, R28).
/// </summary>
public sealed class ConcurrentCheckoutTests : IAsyncLifetime
{
    private const int Rounds = 3;

    private CheckoutScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CheckoutScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Of_many_who_ask_at_once_one_has_it(int many)
    {
        var people = await Users(many);
        for (var round = 0; round < Rounds; round++)
        {
            var before = Count();

            var outcomes = await AtOnce(people, p => _scene.Ask(p));

            var winner = OneDone(outcomes);
            Assert.Equal(many - 1, outcomes.Count(o => Why(o) == CheckoutRefusal.HeldByOther));
            Assert.Equal(before + many + 1, Count());
            AssertOneHolder(winner);
            CheckoutScene.Done(await _scene.Return(people.Single(p => p.Id == winner.Requester), winner));
        }
        AssertNoGap();
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    public async Task Of_many_who_open_what_they_were_approved_one_has_it(int many)
    {
        await _scene.Decide(new(CheckoutWay.Approval));
        var approved = new Dictionary<PersonId, Checkout>();
        var people = await Users(many);
        foreach (var person in people)
        {
            approved[person.Id] = await _scene.Asked(person);
            CheckoutScene.Done(await _scene.Approve(_scene.Leader, approved[person.Id]));
        }
        for (var round = 0; round < Rounds; round++)
        {
            var waiting = people.Where(p => _scene.State(approved[p.Id]) == CheckoutState.Approved).ToList();

            var outcomes = await AtOnce(waiting, p => _scene.Open(p, approved[p.Id]));

            var winner = OneDone(outcomes);
            Assert.Equal(waiting.Count - 1, outcomes.Count(o => Why(o) == CheckoutRefusal.HeldByOther));
            AssertOneHolder(winner);
            CheckoutScene.Done(await _scene.Return(people.Single(p => p.Id == winner.Requester), winner));
        }
        AssertNoGap();
    }

    [Fact]
    public async Task The_same_person_asking_many_times_has_asked_once()
    {
        await _scene.Decide(new(CheckoutWay.Approval));

        var outcomes = await AtOnce(Enumerable.Repeat(_scene.Zhang, 32), p => _scene.Ask(p));

        OneDone(outcomes);
        Assert.Equal(31, outcomes.Count(o => Why(o) == CheckoutRefusal.AskedBefore));
        Assert.Equal((1, 31), (_scene.Lines<CheckoutAsked>(), _scene.Lines<CheckoutStepRefused>()));
    }

    [Theory]
    [InlineData("approve", "approve")]
    [InlineData("approve", "refuse")]
    [InlineData("approve", "withdraw")]
    [InlineData("refuse", "withdraw")]
    public async Task A_request_is_decided_once(string one, string other)
    {
        const int many = 32;
        await _scene.Decide(new(CheckoutWay.Approval));
        for (var round = 0; round < Rounds; round++)
        {
            var checkout = await _scene.Asked(_scene.Zhang);
            var steps = new List<Func<Task<CheckoutOutcome>>>();
            for (var i = 0; i < many; i++)
                steps.Add(await Step(i % 2 == 0 ? one : other, checkout));
            var (before, approved) = (Count(), _scene.Lines<CheckoutApproved>());

            var outcomes = await AtOnce(steps, step => step());

            // An approved one may still be withdrawn: that is a step after it, not beside it.
            var done = outcomes.Count(o => o is CheckoutOutcome.Done);
            var state = _scene.State(checkout);
            Assert.Equal(other == "withdraw" && one == "approve" && done == 2 ? 2 : 1, done);
            Assert.Equal(many - done, outcomes.Count(o => Why(o) == CheckoutRefusal.TooLate));
            // Every try is a line; the yes that was enough is two.
            Assert.Equal(many + _scene.Lines<CheckoutApproved>() - approved, Count() - before);
            if (state == CheckoutState.Approved)
                CheckoutScene.Done(await _scene.Withdraw(_scene.Zhang, checkout));
        }
        AssertNoGap();
    }

    [Fact]
    public async Task Returning_forcing_back_and_extending_at_once_leave_one_end()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var checkout = await _scene.Asked(_scene.Zhang);
            _scene.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
            var steps = Enumerable
                .Range(0, 32)
                .Select<int, Func<Task<CheckoutOutcome>>>(i =>
                    (i % 3) switch
                    {
                        0 => () => _scene.Return(_scene.Zhang, checkout),
                        1 => () => _scene.ForceBack(_scene.Leader, checkout),
                        _ => () => _scene.Extend(_scene.Zhang, checkout),
                    }
                )
                .ToList();

            await AtOnce(steps, step => step());

            var row = _scene.Row(checkout);
            Assert.Equal(round + 1, _scene.Lines<CheckoutReturned>() + _scene.Lines<CheckoutForcedBack>());
            Assert.True(row.Ending is CheckoutEnd.Returned or CheckoutEnd.ForcedBack);
            Assert.Equal(CheckoutRefusal.NotOpen, _scene.MayUse(_scene.Zhang));
        }
        AssertNoGap();
    }

    private async Task<List<Person>> Users(int many)
    {
        var people = new List<Person>();
        for (var i = 0; i < many; i++)
        {
            var person = await _scene.Vault.AddPerson($"user{i:00}", $"管理员{i}");
            await _scene.Appoint(person, AppointmentRole.Administrator);
            await _scene.Office.As(person);
            people.Add(person);
        }
        return people;
    }

    /// <summary>A step prepared so that only the command itself is left to run.</summary>
    private async Task<Func<Task<CheckoutOutcome>>> Step(string step, Checkout checkout)
    {
        if (step == "withdraw")
            return () => _scene.Withdraw(_scene.Zhang, checkout);
        CheckoutVerdict verdict =
            step == "approve" ? new CheckoutVerdict.Approve() : new CheckoutVerdict.Refuse(CheckoutScene.Reason());
        var actor = await _scene.Office.As(_scene.Leader);
        var proof = await _scene.Office.Proof(_scene.Leader, ProofPurpose.Approve, checkout.Id.Value);
        var decide = _scene.Vault.Get<DecideCheckout>();
        return () => decide.Run(actor, proof, checkout.Id, verdict);
    }

    private static async Task<CheckoutOutcome[]> AtOnce<T>(IEnumerable<T> all, Func<T, Task<CheckoutOutcome>> act)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = all.Select(async one =>
            {
                await start.Task;
                return await act(one);
            })
            .ToArray();
        start.SetResult();
        return await Task.WhenAll(tasks);
    }

    private static Checkout OneDone(IEnumerable<CheckoutOutcome> outcomes) =>
        CheckoutScene.Done(Assert.Single(outcomes, o => o is CheckoutOutcome.Done));

    private static CheckoutRefusal? Why(CheckoutOutcome outcome) => (outcome as CheckoutOutcome.Refused)?.Why;

    private void AssertOneHolder(Checkout winner)
    {
        using var db = _scene.Vault.Read();
        var open = db.Set<Checkout>().AsEnumerable().Where(c => c.StateAt(_scene.Now) == CheckoutState.Open);
        Assert.Equal(winner.Id, Assert.Single(open).Id);
    }

    private int Count()
    {
        using var db = _scene.Vault.Read();
        return db.AuditEntries.Count();
    }

    private void AssertNoGap()
    {
        var log = _scene.Vault.Log();
        Assert.Equal(Enumerable.Range(0, log.Count).Select(i => (long)i), log.Select(l => l.Sequence));
        Assert.DoesNotContain(log, l => l.Event is TamperingDetected);
    }
}
