using Microsoft.EntityFrameworkCore;
using Vault.Core.SignIns;
using Vault.Core.Text;

namespace Vault.Core.People;

/// <summary>One fact of a person that can be changed, as the log names it.</summary>
public enum PersonFact
{
    Name,
    UserName,
    Unit,
    Student,
    OfficePhone,
    Mobile,
    Mailbox,
    Weixin,
}

/// <summary>What a registrar types of a person.</summary>
/// <param name="UserName">Empty for somebody who needs no way in.</param>
public sealed record PersonEntry(string? Name, string? UserName, UnitId? Unit)
{
    public bool IsStudent { get; init; }

    public Contact Contact { get; init; } = Contact.None;
}

/// <summary>The facts of a person, read and found sound.</summary>
public sealed record PersonFacts(string Name, string? UserName, UnitId Unit, bool IsStudent, Contact Contact)
{
    public static PersonFacts Of(Person person, Contact contact) =>
        new(person.DisplayName, person.UserName, person.Unit, person.IsStudent, contact);

    /// <summary>Every fact as text; null where it is not known.</summary>
    public string? this[PersonFact fact] =>
        fact switch
        {
            PersonFact.Name => Name,
            PersonFact.UserName => UserName,
            PersonFact.Unit => Unit.ToString(),
            PersonFact.Student => IsStudent.ToString(),
            PersonFact.OfficePhone => Contact.OfficePhone,
            PersonFact.Mobile => Contact.Mobile,
            PersonFact.Mailbox => Contact.Mailbox,
            PersonFact.Weixin => Contact.Weixin,
            _ => throw new ArgumentOutOfRangeException(nameof(fact)),
        };

    /// <summary>What differs, in the order of the form.</summary>
    public IEnumerable<PersonFact> ChangesTo(PersonFacts next) =>
        Enum.GetValues<PersonFact>().Where(f => this[f] != next[f]);

    /// <summary>Null if anything is wrong, and then all of it is in the faults.</summary>
    /// <param name="self">The person as he is, or null for a new one.</param>
    internal static PersonFacts? Read(VaultDb db, PersonEntry entry, Person? self, List<RegisterFault> faults)
    {
        if (!NameText.TryParse(entry.Name, Person.NameLimit, out var name, out var fault))
            faults.Add(RegisterFault.Of(RegisterField.Name, fault.Value));
        string? userName = null;
        if (!string.IsNullOrWhiteSpace(entry.UserName))
            userName = ReadUserName(db, entry.UserName, self, faults);
        else if (self?.UserName is not null)
            // Who has a way in keeps a name for it.
            faults.Add(new(RegisterField.UserName, RegisterProblem.Missing));
        if (!Units.Exists(db, entry.Unit))
            faults.Add(Units.Fault(entry.Unit));
        var contact = Contacts.Read(entry.Contact, faults);
        return faults.Count > 0 ? null : new(name!, userName, entry.Unit!.Value, entry.IsStudent, contact);
    }

    private static string? ReadUserName(VaultDb db, string typed, Person? self, List<RegisterFault> faults)
    {
        if (!SignIns.UserName.TryParse(typed, out var userName))
        {
            faults.Add(new(RegisterField.UserName, RegisterProblem.NotAUserName));
            return null;
        }
        var (text, id) = (userName.Text, self?.Id);
        if (db.Set<Person>().Any(p => p.UserName == text && p.Id != id))
            faults.Add(new(RegisterField.UserName, RegisterProblem.Taken));
        return text;
    }
}
