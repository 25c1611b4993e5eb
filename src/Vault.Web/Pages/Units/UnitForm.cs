using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Pages.Persons;
using Vault.Web.Words;

namespace Vault.Web.Pages.Units;

/// <summary>What the form of a unit may say; each field is named as its <see cref="RegisterField"/>.</summary>
public sealed class UnitInput
{
    /// <summary>The unit above it.</summary>
    public UnitId? Unit { get; set; }

    public string? Name { get; set; }

    public UnitKind Kind { get; set; } = UnitKind.Department;

    /// <summary>A person as the list offers him, or his user name.</summary>
    public string? Fallback { get; set; }
}

/// <summary>The fields of a unit, for entering and for changing it.</summary>
public abstract class UnitForm(
    VaultDb db,
    DomainWords words,
    IStringLocalizer<UnitTexts> texts,
    IStringLocalizer<PersonTexts> people
) : PageModel
{
    protected IStringLocalizer<UnitTexts> Texts { get; } = texts;

    [BindProperty]
    public UnitInput Input { get; set; } = new();

    /// <summary>The organisation itself: it stays what it is and where it is.</summary>
    public bool IsRoot { get; protected set; }

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public PersonChoices Persons { get; private set; } = PersonChoices.None;

    public IReadOnlyList<SelectListItem> Kinds =>
        [
            .. Enum.GetValues<UnitKind>()
                .Where(k => k != UnitKind.Organisation)
                .Select(k => new SelectListItem(words.Of(k), k.ToString())),
        ];

    protected async Task LoadChoices() =>
        (Units, Persons) = (await UnitChoices.Of(db), await PersonChoices.Of(db, people));

    /// <summary>Null, with the mistake at its field, where nobody is clearly meant by what was typed.</summary>
    protected UnitEntry? ReadEntry()
    {
        var fallback = Persons.Find(Input.Fallback);
        if (fallback is null && !string.IsNullOrWhiteSpace(Input.Fallback))
        {
            ModelState.AddModelError("Input.Fallback", Texts["Fault.Fallback.Unknown"]);
            return null;
        }
        return new(Input.Unit, Input.Name, IsRoot ? UnitKind.Organisation : Input.Kind, fallback?.Id);
    }

    /// <summary>Each mistake at its field.</summary>
    protected void Say(IReadOnlyList<RegisterFault> faults)
    {
        foreach (var entry in ModelState.Values)
            entry.Errors.Clear();
        foreach (var (field, problem) in faults)
            ModelState.AddModelError($"Input.{field}", Texts[$"Fault.{field}.{problem}"]);
    }
}
