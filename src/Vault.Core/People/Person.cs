using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>A natural person. Never a group, and never deleted: the log names him.</summary>
public sealed class Person : IAttestedRow
{
    /// <summary>Characters of a name at most.</summary>
    public const int NameLimit = 60;

    private Person() { }

    public PersonId Id { get; private init; }

    /// <summary>
    /// Canonical, see <see cref="SignIns.UserName"/>; unique. Null while he has no way in: most people of a register
    /// only answer for accounts.
    /// </summary>
    public string? UserName { get; private set; }

    public string DisplayName { get; private set; } = "";

    public UnitId Unit { get; private set; }

    /// <summary>学生: may be kept from using secrets, see <see cref="RegisterPolicy"/>.</summary>
    public bool IsStudent { get; private set; }

    /// <summary><see cref="Contact"/>, sealed; null if nothing is known.</summary>
    public byte[]? SealedContact { get; private set; }

    /// <summary>Null while the person may sign in.</summary>
    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>Counts the changes, so that two who change it at once do not undo each other unseen.</summary>
    public int Revision { get; private set; }

    /// <summary>The user name of somebody who signs in, or is about to.</summary>
    /// <exception cref="InvalidOperationException">He has none.</exception>
    public string SignInName => UserName ?? throw new InvalidOperationException("The person has no user name.");

    public string RowId => Id.ToString();

    public Guid RowOwner => Guid.Empty;

    internal static Person Of(PersonFacts facts, byte[]? sealedContact, PersonId id)
    {
        var person = new Person { Id = id };
        person.Become(facts, sealedContact);
        return person;
    }

    /// <summary>Takes over changed facts.</summary>
    internal void Change(PersonFacts facts, byte[]? sealedContact)
    {
        Become(facts, sealedContact);
        Revision++;
    }

    public void Disable(DateTimeOffset at) => DisabledAt ??= at;

    private void Become(PersonFacts facts, byte[]? sealedContact)
    {
        UserName = facts.UserName;
        DisplayName = facts.Name;
        Unit = facts.Unit;
        IsStudent = facts.IsStudent;
        SealedContact = sealedContact;
    }
}
