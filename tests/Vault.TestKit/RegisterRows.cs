using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.TestKit;

/// <summary>Rows of the register as the vault would enter them, for tests that write them by themselves.</summary>
public static class RegisterRows
{
    public static Unit Unit(UnitId id, UnitId? parent, string name) =>
        Core.People.Unit.Of(
            id,
            new UnitFacts(parent, name, parent is null ? UnitKind.Organisation : UnitKind.Department, null)
        );

    public static Person Person(string userName, string name, UnitId unit, bool isStudent = false) =>
        Core.People.Person.Of(new PersonFacts(name, userName, unit, isStudent, Contact.None), null, PersonId.New());

    public static Account Account(string platform, string name, UnitId unit, DateTimeOffset at) =>
        Core.Accounts.Account.Of(platform, new AccountFacts(name, unit), null, AccountId.New(), at);
}
