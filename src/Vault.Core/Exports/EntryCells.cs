using Vault.Core.Accounts;
using Vault.Core.Holdings;
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

    /// <summary>A platform knows one phone and one mailbox at a time: of several the one recorded last.</summary>
    public SheetCell? Medium(RegisterEntry entry, HoldingKind kind) =>
        Joined([
            .. entry
                .Holdings.Where(h => h.Kind == kind)
                .OrderByDescending(h => h.RecordedAt)
                .Take(1)
                .Select(h => HoldingText.Open(fields, h).Value),
        ]);

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
