using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Vault.Core.Tests.People;

/// <summary>
/// Who was it then: over generated histories the rows answer like a recomputation from what was decided, and after its
/// first custodian an account is never without one, nor with two (R24; the second issue's fourth bar).
/// </summary>
public sealed class WhoWasItThenTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Accounts = 6;
    private const int Steps = 110;
    private const int Questions = 1000;

    private static readonly AppointmentRole[] Roles = Enum.GetValues<AppointmentRole>();

    private readonly List<Account> _accounts = [];
    private readonly List<Person> _people = [];
    private readonly Decided _decided = new();
    private Office _office = null!;

    private DateTimeOffset Now => _office.Vault.Clock.Now;

    public async Task InitializeAsync()
    {
        _office = await Office.Open();
        for (var i = 0; i < Accounts; i++)
            _accounts.Add(await _office.Vault.AddAccount($"示例账号{i}"));
        for (var i = 0; i < 7; i++)
            _people.Add(await _office.Newcomer($"teacher{i}", $"老师{i}"));
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData(20260301)]
    [InlineData(7)]
    public async Task The_register_answers_like_a_recomputation_for_every_moment(int seed)
    {
        var random = new Random(seed);
        var began = Now;
        for (var step = 0; step < Steps; step++)
        {
            _office.Vault.Clock.Turn(TimeSpan.FromMinutes(random.Next(1, 4000)));
            await Step(random);
        }

        var rows = _office.Appointments();
        var found = Enumerable.Range(0, Questions).Sum(_ => Ask(random, rows, began));
        foreach (var account in _accounts)
            AssertAlwaysOneCustodian(rows.Where(a => a.Account == account.Id && a.IsCustodianHimself).ToList());

        output.WriteLine($"{_decided.Granted.Count} granted, {_decided.Ended.Count} ended, {found} found");
        // A history of refusals only would agree with anything.
        Assert.True(_decided.Granted.Count > Steps / 3 && _decided.Ended.Count > 3 && found > Questions / 5);
        Assert.Contains(_decided.Granted, g => g.StandsInFor is not null);
        Assert.Contains(_decided.Granted, g => g.Follows is not null);
    }

    private int Ask(Random random, IReadOnlyList<Appointment> rows, DateTimeOffset began)
    {
        var account = _accounts[random.Next(Accounts)];
        var role = Roles[random.Next(Roles.Length)];
        var at = began.AddMinutes(random.Next((int)(Now - began).TotalMinutes + (60 * 24 * 40)));
        var register = rows.Where(a => a.Account == account.Id && a.Role == role && a.IsLive(at));
        var answer = register.Select(a => (a.Person, a.ActingFor)).OrderBy(a => a.Person.ToString()).ToList();
        Assert.Equal(_decided.Who(account.Id, role, at), answer);
        return answer.Count > 0 ? 1 : 0;
    }

    private static void AssertAlwaysOneCustodian(List<Appointment> custodians)
    {
        if (custodians.Count == 0)
            return;
        var first = custodians.Min(a => a.From);
        var turns = custodians.SelectMany(a => new[] { a.From, a.Until ?? a.From }).Where(at => at >= first);
        foreach (var at in turns.SelectMany(t => new[] { t.AddMilliseconds(-1), t, t.AddMilliseconds(1) }))
            if (at >= first)
                Assert.Single(custodians, a => a.IsLive(at));
        Assert.Single(custodians, a => a.IsLive(DateTimeOffset.MaxValue.AddDays(-1)));
    }

    private Task Step(Random random)
    {
        var account = _accounts[random.Next(Accounts)];
        return random.Next(10) switch
        {
            < 3 => Appoint(random, account, AppointmentRole.Custodian),
            < 6 => Appoint(random, account, Roles[random.Next(1, Roles.Length)]),
            < 8 => Act(random),
            _ => End(random),
        };
    }

    private async Task Appoint(Random random, Account account, AppointmentRole role)
    {
        var (person, follower) = (Anybody(random), Anybody(random));
        DateTimeOffset? until = random.Next(2) == 0 ? null : Now.AddMinutes(random.Next(1000, 40_000));
        var follows = role == AppointmentRole.Custodian && until is not null ? follower.Id : (PersonId?)null;
        var request = new GrantRequest.ForAppointment(person.Id, account.Id, role, until) { Fallback = follows };
        if (!await Granted(request, random))
            return;
        if (role == AppointmentRole.Custodian)
            _decided.Replace(account.Id, Now);
        var own = _decided.Grant(account.Id, role, person.Id, Now, Now, until);
        if (follows is { } next)
            _decided.Grant(account.Id, role, next, Now, until!.Value, null, follows: own);
    }

    private async Task Act(Random random)
    {
        var rows = _office.Appointments().Where(a => a.ActingFor is null && a.IsAhead(Now)).ToList();
        if (rows.Count == 0)
            return;
        var absent = rows[random.Next(rows.Count)];
        DateTimeOffset? from = random.Next(2) == 0 ? null : Now.AddMinutes(random.Next(1, 3000));
        var until = Now.AddMinutes(random.Next(100, 9000));
        Assert.True(Reason.TryParse("赴外地挂职一个月", out var why, out _));
        var person = Anybody(random);
        if (!await Granted(new GrantRequest.ForActing(person.Id, absent.Id, from, until, why), random))
            return;
        var begins = from > Now ? from.Value : Now;
        _decided.Grant(absent.Account!.Value, absent.Role, person.Id, Now, begins, until, standsInFor: absent.Person);
    }

    private async Task End(Random random)
    {
        var rows = _office.Appointments().Where(a => a.IsAhead(Now)).ToList();
        if (rows.Count == 0)
            return;
        var row = rows[random.Next(rows.Count)];
        var proof = await _office.Proof(_office.Registrar, ProofPurpose.Administer, row.Id.Value);
        var ended = await _office.Vault.Get<EndAppointment>().Run(await _office.As(_office.Registrar), proof, row.Id);
        if (ended is EndOutcome.Ended)
            _decided.End(row.Account!.Value, row.Role, row.Person, row.ActingFor, row.From, Now);
    }

    /// <summary>Proposed and confirmed as in real life, some time apart; false if the rules did not let it.</summary>
    private async Task<bool> Granted(GrantRequest request, Random random)
    {
        if (await _office.Propose(_office.Registrar, request) is not ProposeOutcome.Proposed proposed)
            return false;
        _office.Vault.Clock.Turn(TimeSpan.FromMinutes(random.Next(0, 300)));
        if (await _office.Confirm(_office.Security, proposed.Id) is DecideOutcome.Done)
            return true;
        await _office.Decide(_office.Registrar, proposed.Id, new ProposalStep.Withdraw());
        return false;
    }

    private Person Anybody(Random random) => _people[random.Next(_people.Count)];

    /// <summary>What was granted and what was ended, kept as it happened; who it was is worked out when asked.</summary>
    private sealed class Decided
    {
        public List<Grant> Granted { get; } = [];

        public List<(Grant Grant, DateTimeOffset At)> Ended { get; } = [];

        private readonly List<(AccountId Account, DateTimeOffset At, int Before)> _replacements = [];

        public Grant Grant(
            AccountId account,
            AppointmentRole role,
            PersonId person,
            DateTimeOffset at,
            DateTimeOffset from,
            DateTimeOffset? until,
            PersonId? standsInFor = null,
            Grant? follows = null
        )
        {
            Granted.Add(new(Granted.Count, account, role, person, at, from, until, standsInFor, follows));
            return Granted[^1];
        }

        /// <summary>Whoever was granted custody of the account before, is custodian no longer.</summary>
        public void Replace(AccountId account, DateTimeOffset at) => _replacements.Add((account, at, Granted.Count));

        public void End(
            AccountId account,
            AppointmentRole role,
            PersonId person,
            PersonId? standsInFor,
            DateTimeOffset from,
            DateTimeOffset at
        ) =>
            Ended.Add(
                (
                    Granted.Last(g =>
                        (g.Account, g.Role, g.Person, g.StandsInFor, g.From)
                        == (account, role, person, standsInFor, from)
                    ),
                    at
                )
            );

        public List<(PersonId, PersonId?)> Who(AccountId account, AppointmentRole role, DateTimeOffset at) =>
            [
                .. Granted
                    .Where(g => g.Account == account && g.Role == role && Lasts(g, at))
                    .Select(g => (g.Person, g.StandsInFor))
                    .OrderBy(g => g.Person.ToString()),
            ];

        private bool Lasts(Grant grant, DateTimeOffset at) =>
            grant.From <= at
            && (grant.Until is null || at < grant.Until)
            && !WasEnded(grant, at)
            && !(grant.StandsInFor is { } absent && BaseWasEnded(grant, absent, at));

        private bool WasEnded(Grant grant, DateTimeOffset at) =>
            Ended.Any(e => e.Grant == grant && e.At <= at)
            || (
                grant is { Role: AppointmentRole.Custodian, StandsInFor: null }
                && _replacements.Any(r => r.Account == grant.Account && r.Before > grant.Number && r.At <= at)
            );

        // He stood in for what the absent person held when it was granted.
        private bool BaseWasEnded(Grant grant, PersonId absent, DateTimeOffset at) =>
            !Granted.Any(g =>
                g.Number < grant.Number
                && g.Person == absent
                && g.StandsInFor is null
                && (g.Account, g.Role) == (grant.Account, grant.Role)
                && !WasEnded(g, at)
                && (g.Until is null || g.Until >= grant.Until)
            );
    }

    private sealed record Grant(
        int Number,
        AccountId Account,
        AppointmentRole Role,
        PersonId Person,
        DateTimeOffset At,
        DateTimeOffset From,
        DateTimeOffset? Until,
        PersonId? StandsInFor,
        Grant? Follows
    );
}
