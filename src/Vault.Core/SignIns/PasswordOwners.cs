using Vault.Core.People;

namespace Vault.Core.SignIns;

/// <summary>The words too near to a person to be his password.</summary>
internal static class PasswordOwners
{
    public static PasswordOwner Of(VaultDb db, Person person)
    {
        if (!UserName.TryParse(person.UserName, out var userName))
            throw new InvalidOperationException("A stored user name is canonical.");
        var names = db.Set<Organisation>().ToList().Select(o => o.Name).ToList();
        names.AddRange(db.Set<Unit>().Where(u => u.Id == person.Unit).ToList().Select(u => u.Name));
        return new(userName, person.DisplayName, names);
    }
}
