using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Exports;

/// <summary>The cells of an entry. Opens what is sealed, so it is made only once the line of the export is durable.</summary>
internal sealed class EntryCells(FieldSealer fields)
{
    private readonly Dictionary<PersonId, Contact> _contacts = [];

    public static SheetCell? Names(IReadOnlyList<Person> people) =>
        Joined([.. people.Select(p => p.DisplayName + (p.IsStudent ? RegisterWords.StudentMark : ""))]);

    /// <summary>One value for each of the people, in their order.</summary>
    public SheetCell? Contacts(IReadOnlyList<Person> people, ContactField field) =>
        Joined([.. people.Select(p => ContactOf(p)[field])]);

    public SheetCell? Medium(RegisterEntry entry, BoundMediumKind kind) =>
        Joined([.. entry.Media.Where(m => m.Kind == kind).Select(fields.OpenMedium)]);

    public AccountDetails Details(RegisterEntry entry) => fields.OpenDetails(entry.Account);

    private Contact ContactOf(Person person)
    {
        if (!_contacts.TryGetValue(person.Id, out var contact))
            _contacts[person.Id] = contact = fields.OpenContact(person);
        return contact;
    }

    private static SheetCell? Joined(IReadOnlyList<string?> texts) =>
        texts.All(t => t is null)
            ? null
            : SheetCell.Of(string.Join(RegisterWords.Between, texts.Select(t => t ?? RegisterWords.None)));
}
