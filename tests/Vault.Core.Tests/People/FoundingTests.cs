using Vault.Core.Audit;
using Vault.Core.Keys;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>The first start: no default account, one link from the console, one command (R10, R13, R85).</summary>
public sealed class FoundingTests : IAsyncLifetime
{
    private static readonly FoundingEntry Entry = new(
        "示例大学",
        "示例大学",
        new("经办人甲", "registrar"),
        new("系统员", "system"),
        new("安全员", "security"),
        new("审阅人", "reviewer")
    );

    private TestVault _vault = null!;

    public Task InitializeAsync()
    {
        _vault = TestVault.Unfounded();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task A_founding_is_one_command_that_begins_the_log()
    {
        var record = await Founded();

        var log = _vault.Log();
        Assert.IsType<VaultFounded>(log[0].Event);
        Assert.Single(log, l => l.Event is SecretsKeyCreated);
        Assert.Equal(4, log.Count(l => l.Event is PersonAdded));
        Assert.Equal(4, log.Count(l => l.Event is FounderNamed));
        Assert.Equal(4, log.Count(l => l.Event is InvitationIssued));
        Assert.Single(log.Select(l => l.At).Distinct());
        Assert.Equal(log.Count, record.LogSize);
        Assert.Equal(_vault.Instance.Log.Root(), record.LogRoot);
        Assert.Equal(_vault.Instance.Log.Vault, record.Vault);
    }

    [Fact]
    public async Task Every_founder_gets_his_role_and_a_link_of_his_own_for_an_hour()
    {
        var record = await Founded();

        Assert.Equal(
            [
                OfficeRole.Registrar,
                OfficeRole.SystemAdministrator,
                OfficeRole.SecurityAdministrator,
                OfficeRole.Reviewer,
            ],
            record.Founders.SelectMany(f => f.Roles)
        );
        Assert.Equal(4, record.Founders.Select(f => f.Token).Distinct().Count());
        Assert.All(record.Founders, f => Assert.Equal(_vault.Clock.Now.AddMinutes(60), f.ExpiresAt));
        using var db = _vault.Read();
        foreach (var founder in record.Founders)
        {
            Assert.Equal(founder.Id, IssueInvitation.Find(db, founder.Token)!.Person);
            var standing = Standing.Read(db, founder.Id, _vault.Clock.Now)!;
            Assert.Equal(founder.Roles.ToHashSet(), standing.Roles);
        }
    }

    [Fact]
    public async Task A_demo_says_so_in_its_first_leaf()
    {
        await using var demo = TestVault.Unfounded(demo: true);
        var token = demo.Get<SetUpLink>().Offer();

        Assert.IsType<FoundOutcome.Founded>(await demo.Get<Found>().Run(Actor.System, token, Plan(Entry)));

        Assert.IsType<DemoVaultFounded>(demo.Log()[0].Event);
    }

    [Fact]
    public async Task Nobody_is_in_a_fresh_vault()
    {
        await using var db = _vault.Read();

        Assert.Empty(db.Set<Person>());
        Assert.Empty(db.Set<Credential>());
        Assert.Equal(0, _vault.Instance.Log.Size);
    }

    [Fact]
    public async Task The_link_founds_once()
    {
        var token = Link.Offer()!;
        Assert.IsType<FoundOutcome.Founded>(await Found(token));
        var size = _vault.Instance.Log.Size;

        Assert.False(Link.Opens(token));
        Assert.IsType<FoundOutcome.LinkNotValid>(await Found(token));
        Assert.Null(Link.Offer());
        Assert.Equal(size, _vault.Instance.Log.Size);
    }

    [Fact]
    public async Task Of_sixteen_foundings_at_once_one_wins()
    {
        var token = Link.Offer()!;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Found(token))));

        Assert.Single(outcomes, o => o is FoundOutcome.Founded);
        Assert.Single(_vault.Log(), l => l.Event is VaultFounded);
    }

    [Fact]
    public async Task Nothing_is_written_before_the_founding()
    {
        var token = Link.Offer()!;
        var refusals = _vault.Get<AnonymousRefusals>();
        refusals.Add();
        await refusals.WriteDown();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _vault.Write(scope => scope.Append(new AnonymousRefusalsCounted(1, scope.Now)))
        );
        Assert.Equal(0, _vault.Instance.Log.Size);

        Assert.IsType<FoundOutcome.Founded>(await Found(token));
        await refusals.WriteDown();

        Assert.IsType<VaultFounded>(_vault.Log()[0].Event);
        Assert.IsType<AnonymousRefusalsCounted>(_vault.LastEvent());
    }

    [Fact]
    public async Task The_link_lapses_after_an_hour()
    {
        var token = Link.Offer()!;
        _vault.Clock.Turn(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        Assert.True(Link.Opens(token));

        _vault.Clock.Turn(TimeSpan.FromSeconds(1));

        Assert.False(Link.Opens(token));
        Assert.IsType<FoundOutcome.LinkNotValid>(await Found(token));
    }

    [Fact]
    public async Task A_newer_link_and_a_restart_end_the_older_one()
    {
        var first = Link.Offer()!;
        var second = Link.Offer()!;
        Assert.False(Link.Opens(first));
        Assert.True(Link.Opens(second));

        await _vault.Reopen();

        Assert.False(Link.Opens(second));
        Assert.IsType<FoundOutcome.LinkNotValid>(await Found(second));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("000000000000000000000000000000000000000000000000")]
    public async Task Without_the_link_nothing_is_founded(string? token)
    {
        Link.Offer();

        Assert.IsType<FoundOutcome.LinkNotValid>(await Found(token));
        Assert.Equal(0, _vault.Instance.Log.Size);
    }

    [Fact]
    public void A_link_has_192_random_bits()
    {
        var tokens = Enumerable.Range(0, 100).Select(_ => Link.Offer()!).ToList();

        Assert.Equal(100, tokens.Distinct().Count());
        Assert.All(tokens, t => Assert.Equal(24, Convert.FromHexString(t).Length));
    }

    [Fact]
    public async Task Founders_whose_link_lapsed_get_a_new_one_at_the_next_start()
    {
        var record = await Founded();
        var came = record.Founders[0];
        await Come(came.Id);
        Assert.Empty(await Renew());
        _vault.Clock.Turn(TimeSpan.FromMinutes(60));
        await _vault.Reopen();

        var renewed = await Renew();

        Assert.Equal(record.Founders.Skip(1).Select(f => f.Id), renewed.Select(r => r.Person));
        Assert.Equal(3, _vault.Log().TakeLast(3).Count(l => l.Event is InvitationIssued));
        using var db = _vault.Read();
        Assert.True(IssueInvitation.Find(db, renewed[0].Token)!.IsLive(_vault.Clock.Now));
        Assert.Empty(await Renew());
    }

    [Fact]
    public async Task Once_two_who_decide_have_come_a_restart_hands_out_no_seat()
    {
        var record = await Founded();
        var deciders = record.Founders.Where(f =>
            f.Roles.Contains(OfficeRole.Registrar) || f.Roles.Contains(OfficeRole.SecurityAdministrator)
        );
        foreach (var founder in deciders)
            await Come(founder.Id);
        _vault.Clock.Turn(TimeSpan.FromHours(2));

        Assert.Empty(await Renew());
    }

    [Fact]
    public async Task A_founder_whose_role_has_ended_gets_no_link_at_start()
    {
        var record = await Founded();
        var reviewer = record.Founders.Single(f => f.Roles.Contains(OfficeRole.Reviewer));
        await _vault.Write(scope =>
        {
            scope.Db.Set<RoleGrant>().Single(g => g.Person == reviewer.Id).End(scope.Now);
            scope.Append(new RoleEnded(reviewer.Id, OfficeRole.Reviewer));
        });
        _vault.Clock.Turn(TimeSpan.FromHours(2));

        Assert.Equal(record.Founders.Select(f => f.Id).Except([reviewer.Id]), (await Renew()).Select(r => r.Person));
    }

    [Fact]
    public async Task A_disabled_founder_and_a_person_added_later_get_no_link_at_start()
    {
        var record = await Founded();
        await _vault.Write(scope =>
        {
            Standing.Read(scope.Db, record.Founders[0].Id, scope.Now)!.Person.Disable(scope.Now);
            scope.Append(new PersonDisabled(record.Founders[0].Id));
        });
        using (var db = _vault.Read())
        {
            var unit = db.Set<Unit>().Single();
            await _vault.Write(scope =>
            {
                var facts = new PersonFacts("张三", "zhang.san", unit.Id, IsStudent: false, Contact.None);
                AddPerson.Enter(scope, _vault.Get<FieldSealer>(), facts);
            });
        }
        _vault.Clock.Turn(TimeSpan.FromHours(2));

        var renewed = await Renew();

        Assert.Equal(record.Founders.Skip(1).Select(f => f.Id), renewed.Select(r => r.Person));
    }

    [Fact]
    public void A_small_institution_may_merge_system_and_security()
    {
        var plan = Plan(Entry with { SecurityAdministrator = null });

        Assert.Equal(3, plan.Founders.Count);
        Assert.Equal(
            [OfficeRole.SystemAdministrator, OfficeRole.SecurityAdministrator],
            plan.Founders.Single(f => f.Seat == FounderSeat.SystemAdministrator).Roles
        );
    }

    [Fact]
    public void No_plan_gives_one_person_two_roles_that_may_not_meet()
    {
        var names = new[] { "registrar", "system", "security", "reviewer" };
        foreach (var (at, to) in from a in Enumerable.Range(0, 4) from t in Enumerable.Range(0, 4) select (a, t))
        {
            if (at == to)
                continue;
            var taken = names.ToArray();
            taken[at] = names[to];
            var entry = new FoundingEntry(
                "示例大学",
                "示例大学",
                new("甲", taken[0]),
                new("乙", taken[1]),
                new("丙", taken[2]),
                new("丁", taken[3])
            );

            Assert.Null(FoundingPlan.From(entry, out var faults));
            Assert.Contains(faults, f => f is { Field: RegisterField.UserName, Problem: RegisterProblem.Taken });
        }
    }

    [Fact]
    public void Every_mistake_is_said_at_once_and_at_its_place()
    {
        var entry = new FoundingEntry(
            " ",
            new string('大', 101),
            new("经办人\u202E甲", "Registrar"),
            new("", ""),
            null,
            new("审阅人", "reviewer")
        );

        Assert.Null(FoundingPlan.From(entry, out var faults));

        Assert.Equal(
            [
                new(null, RegisterField.Name, RegisterProblem.Missing),
                new(null, RegisterField.Unit, RegisterProblem.TooLong),
                new(FounderSeat.Registrar, RegisterField.Name, RegisterProblem.CharacterNotAllowed),
                new(FounderSeat.Registrar, RegisterField.UserName, RegisterProblem.NotAUserName),
                new(FounderSeat.SystemAdministrator, RegisterField.Name, RegisterProblem.Missing),
                new(FounderSeat.SystemAdministrator, RegisterField.UserName, RegisterProblem.Missing),
            ],
            faults
        );
    }

    private SetUpLink Link => _vault.Get<SetUpLink>();

    private static FoundingPlan Plan(FoundingEntry entry)
    {
        var plan = FoundingPlan.From(entry, out var faults);
        Assert.Empty(faults);
        return plan!;
    }

    private Task<FoundOutcome> Found(string? token) =>
        _vault.Get<Found>().Run(Actor.Anonymous("127.0.0.1"), token, Plan(Entry));

    private async Task<FoundingRecord> Founded() =>
        Assert.IsType<FoundOutcome.Founded>(await Found(Link.Offer())).Record;

    /// <summary>Sets a password as if he had followed his link.</summary>
    private Task Come(PersonId founder) =>
        _vault.Write(scope =>
        {
            scope.Db.Add(Credential.Of(founder, [1], scope.Now));
            scope.Append(new PasswordChanged(founder));
        });

    private Task<IReadOnlyList<RenewedInvitation>> Renew() => _vault.Get<RenewFounderInvitations>().Run();
}
