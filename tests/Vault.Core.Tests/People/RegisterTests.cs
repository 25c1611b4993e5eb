using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>Entering units, persons and accounts: the registrar's, and nobody else's (R21, R23, R48).</summary>
public sealed class RegisterTests : IAsyncLifetime
{
    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_registrar_enters_a_unit_a_person_and_an_account()
    {
        var unit = Entered(await AddUnit(_office.Registrar, _office.Vault.Unit, "  外国语学院 "));
        var person = Entered(await AddPerson(_office.Registrar, "赵 六", "zhao.liu", unit));
        var account = Entered(await AddAccount(_office.Registrar, new("weibo", "示例大学外院", "示例外院", unit)));

        using var db = _office.Vault.Read();
        Assert.Equal("外国语学院", db.Set<Unit>().Single(u => u.Id == unit).Name);
        Assert.Equal(unit, db.Set<Person>().Single(p => p.Id == person).Unit);
        var row = db.Set<Account>().Single(a => a.Id == account);
        Assert.Equal(("weibo", "示例外院", unit), (row.Platform, row.PublicId, row.Unit));
        var kinds = _office.Vault.Log().TakeLast(3).Select(l => l.Event.GetType());
        Assert.Equal([typeof(UnitAdded), typeof(PersonAdded), typeof(AccountRegistered)], kinds);
        Assert.All(_office.Vault.Log().TakeLast(3), l => Assert.Equal(_office.Registrar.Id, l.Actor));
    }

    [Fact]
    public async Task Nobody_else_enters_anything_and_the_attempt_is_a_line()
    {
        foreach (var other in new[] { _office.Security, _office.System, _office.Reviewer, _office.Zhang })
        {
            Assert.IsType<RegisterOutcome<UnitId>.NotYourRole>(await AddUnit(other, _office.Vault.Unit, "新单位"));
            Assert.IsType<RegisterOutcome<PersonId>.NotYourRole>(
                await AddPerson(other, "赵六", "zhao.liu", _office.Vault.Unit)
            );
            Assert.IsType<RegisterOutcome<AccountId>.NotYourRole>(
                await AddAccount(other, new("weibo", "新账号", null, _office.Vault.Unit))
            );
            Assert.Equal(3, _office.Vault.Log().Count(l => l.Actor == other.Id && l.Event is AccessRefused));
        }
    }

    [Fact]
    public async Task Every_mistake_of_a_form_is_said_at_once()
    {
        Assert.Equal(
            [
                new(RegisterField.Platform, RegisterProblem.Unknown),
                new(RegisterField.Name, RegisterProblem.Missing),
                new(RegisterField.Unit, RegisterProblem.Unknown),
                new(RegisterField.PublicId, RegisterProblem.TooLong),
            ],
            Faults(await AddAccount(_office.Registrar, new("myspace", " ", new string('x', 101), UnitId.New())))
        );
        Assert.Equal(
            [
                new(RegisterField.Name, RegisterProblem.CharacterNotAllowed),
                new(RegisterField.UserName, RegisterProblem.NotAUserName),
                new(RegisterField.Unit, RegisterProblem.Missing),
            ],
            Faults(await AddPerson(_office.Registrar, "张\n三", "Zhang San", null))
        );
        Assert.Equal(
            [new(RegisterField.Name, RegisterProblem.TooLong), new(RegisterField.Unit, RegisterProblem.Unknown)],
            Faults(await AddUnit(_office.Registrar, UnitId.New(), new string('院', 101)))
        );
    }

    [Fact]
    public async Task Names_are_taken_once()
    {
        var unit = _office.Vault.Unit;
        Entered(await AddUnit(_office.Registrar, unit, "外国语学院"));

        Assert.Contains(
            new(RegisterField.Name, RegisterProblem.Taken),
            Faults(await AddUnit(_office.Registrar, unit, "外国语学院"))
        );
        Assert.Contains(
            new(RegisterField.UserName, RegisterProblem.Taken),
            Faults(await AddPerson(_office.Registrar, "另一个张三", _office.Zhang.SignInName, unit))
        );
        Assert.Contains(
            new(RegisterField.Name, RegisterProblem.Taken),
            Faults(await AddAccount(_office.Registrar, new(_office.Account.Platform, _office.Account.Name, null, unit)))
        );
        Entered(await AddAccount(_office.Registrar, new("weibo", _office.Account.Name, null, unit)));
    }

    [Fact]
    public async Task Of_many_same_names_entered_at_once_one_is_kept()
    {
        await _office.As(_office.Registrar);
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => AddPerson(_office.Registrar, "赵六", "zhao.liu", _office.Vault.Unit))
        );

        Assert.Single(outcomes, o => o is RegisterOutcome<PersonId>.Entered);
        Assert.Equal(15, outcomes.Count(o => o is RegisterOutcome<PersonId>.Faulty));
    }

    private async Task<RegisterOutcome<UnitId>> AddUnit(Person by, UnitId? parent, string name) =>
        await _office.Vault.Get<AddUnit>().Run(await _office.As(by), new(parent, name));

    private async Task<RegisterOutcome<PersonId>> AddPerson(Person by, string name, string userName, UnitId? unit) =>
        await _office.Vault.Get<AddPerson>().Run(await _office.As(by), new(name, userName, unit));

    private async Task<RegisterOutcome<AccountId>> AddAccount(Person by, AccountEntry entry) =>
        await _office.Vault.Get<RegisterAccount>().Run(await _office.As(by), entry);

    private static TId Entered<TId>(RegisterOutcome<TId> outcome)
        where TId : struct, IVaultId<TId> => Assert.IsType<RegisterOutcome<TId>.Entered>(outcome).Id;

    private static IReadOnlyList<RegisterFault> Faults<TId>(RegisterOutcome<TId> outcome)
        where TId : struct, IVaultId<TId> => Assert.IsType<RegisterOutcome<TId>.Faulty>(outcome).Faults;
}
