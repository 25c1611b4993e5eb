using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Web.Words;

/// <summary>What the register offers in drop-downs and search lines.</summary>
public sealed class RegisterChoices(VaultDb db, DomainWords words)
{
    /// <summary>Stands between the parts of a person's line. Names are kept with plain single blanks, so none holds it.</summary>
    private const char Between = '\u3000';

    /// <summary>Units as a tree, the depth drawn before the name.</summary>
    public async Task<IReadOnlyList<SelectListItem>> Units()
    {
        var units = UnitTree.InOrder(await db.Set<Unit>().ToListAsync());
        return [.. units.Select(u => new SelectListItem(Indent(u.Depth) + u.Unit.Name, u.Unit.Id.ToString()))];
    }

    public IReadOnlyList<SelectListItem> Platforms() =>
        [.. Platform.All.Select(p => new SelectListItem(words.Of(p), p.Key))];

    /// <summary>Everybody who may be granted something, as lines to type into.</summary>
    public async Task<IReadOnlyList<SelectListItem>> Persons()
    {
        var units = await db.Set<Unit>().ToDictionaryAsync(u => u.Id);
        var persons = await db.Set<Person>()
            .Where(p => p.DisabledAt == null)
            .OrderBy(p => p.DisplayName)
            .ThenBy(p => p.UserName)
            .ToListAsync();
        return [.. persons.Select(p => new SelectListItem(LineOf(p, units[p.Unit]), p.Id.ToString()))];
    }

    /// <summary>
    /// The person a line means: one taken from the list, a user name, or a name that only one person has. Null if it
    /// means nobody or several.
    /// </summary>
    public async Task<Person?> PersonOf(string? typed)
    {
        var parts = typed?.Split(Between, StringSplitOptions.TrimEntries) ?? [];
        if (parts is not [{ Length: > 0 } name, ..])
            return null;
        var userName = parts.Length > 1 ? parts[1] : name;
        var byUserName = await db.Set<Person>().SingleOrDefaultAsync(p => p.UserName == userName);
        if (byUserName is not null || parts.Length > 1)
            return byUserName;
        var byName = await db.Set<Person>().Where(p => p.DisplayName == name).Take(2).ToListAsync();
        return byName is [var only] ? only : null;
    }

    private static string LineOf(Person person, Unit unit) =>
        string.Join(Between, person.DisplayName, person.UserName, unit.Name);

    // Blanks at the beginning of an option are dropped by browsers; these are not.
    private static string Indent(int depth) => new('\u3000', depth);
}
