using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;

namespace Vault.Web.Pages.Persons;

/// <summary>
/// Persons as suggestions of a search field, and who was meant by what was typed. Each is told from his
/// namesakes by his user name or, where he has none, by his unit.
/// </summary>
public sealed class PersonChoices
{
    private readonly IReadOnlyList<(Person Person, string Text)> _choices;

    private PersonChoices(IReadOnlyList<(Person, string)> choices) => _choices = choices;

    public static PersonChoices None { get; } = new([]);

    public IReadOnlyList<SelectListItem> All => ItemsOf(_choices);

    /// <summary>Who may stand behind a student body or follow a custodian, as far as he himself is concerned.</summary>
    public IReadOnlyList<SelectListItem> Teachers => ItemsOf(_choices.Where(c => !c.Person.IsStudent));

    /// <param name="except">Somebody who is no choice: nobody proposes himself.</param>
    public static Task<PersonChoices> Of(VaultDb db, IStringLocalizer<PersonTexts> texts, PersonId? except = null) =>
        Of(db, texts, db.Set<Person>().Where(p => p.DisabledAt == null && p.Id != except));

    private static async Task<PersonChoices> Of(
        VaultDb db,
        IStringLocalizer<PersonTexts> texts,
        IQueryable<Person> among
    )
    {
        var units = await db.Set<Unit>().ToDictionaryAsync(u => u.Id, u => u.Name);
        var persons = await among.OrderBy(p => p.DisplayName).ThenBy(p => p.Id).ToListAsync();
        return new([.. persons.Select(p => (p, texts["Choice", p.DisplayName, p.UserName ?? units[p.Unit]].Value))]);
    }

    /// <summary>Everybody in the register, those who may not sign in any more among them.</summary>
    /// <param name="few">Null: whoever there is.</param>
    public static async Task<PersonChoices> Ever(
        VaultDb db,
        IStringLocalizer<PersonTexts> texts,
        IReadOnlySet<PersonId>? few
    ) => await Of(db, texts, few is null ? db.Set<Person>() : db.Set<Person>().Where(p => few.Contains(p.Id)));

    /// <summary>Some persons, in their order, whether or not they may still sign in.</summary>
    public static async Task<PersonChoices> Among(
        VaultDb db,
        IStringLocalizer<PersonTexts> texts,
        IReadOnlyList<Person> persons
    )
    {
        var units = await db.Set<Unit>().ToDictionaryAsync(u => u.Id, u => u.Name);
        return new([.. persons.Select(p => (p, texts["Choice", p.DisplayName, p.UserName ?? units[p.Unit]].Value))]);
    }

    /// <summary>The suggestion that stands for a person; null if there is none.</summary>
    public string? TextOf(PersonId? id) => _choices.Where(c => c.Person.Id == id).Select(c => c.Text).FirstOrDefault();

    /// <summary>A suggestion, a user name, or a name that only one person has; null if nobody is clearly meant.</summary>
    public Person? Find(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (_choices.Where(c => c.Person.UserName == text).Select(c => c.Person).FirstOrDefault() is { } known)
            return known;
        return Only(c => c.Text == text) ?? Only(c => c.Person.DisplayName == text);
    }

    private Person? Only(Func<(Person Person, string Text), bool> meant)
    {
        var found = _choices.Where(meant).Take(2).ToList();
        return found.Count == 1 ? found[0].Person : null;
    }

    private static List<SelectListItem> ItemsOf(IEnumerable<(Person Person, string Text)> choices) =>
        [.. choices.Select(c => new SelectListItem(c.Text, c.Text))];
}
