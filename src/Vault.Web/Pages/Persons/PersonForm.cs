using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Pages.Units;
using Vault.Web.Words;

namespace Vault.Web.Pages.Persons;

/// <summary>What the form of a person may say; each field is named as its <see cref="RegisterField"/>.</summary>
public sealed class PersonInput
{
    public string? Name { get; set; }

    public string? UserName { get; set; }

    public UnitId? Unit { get; set; }

    public bool IsStudent { get; set; }

    public string? OfficePhone { get; set; }

    public string? Mobile { get; set; }

    public string? Mailbox { get; set; }

    public string? Weixin { get; set; }

    internal PersonEntry ToEntry() =>
        new(Name, UserName, Unit) { IsStudent = IsStudent, Contact = new(OfficePhone, Mobile, Mailbox, Weixin) };

    internal static PersonInput Of(Person person, Contact contact) =>
        new()
        {
            Name = person.DisplayName,
            UserName = person.UserName,
            Unit = person.Unit,
            IsStudent = person.IsStudent,
            OfficePhone = contact.OfficePhone,
            Mobile = contact.Mobile,
            Mailbox = contact.Mailbox,
            Weixin = contact.Weixin,
        };
}

/// <summary>The fields of a person, for entering and for changing him.</summary>
public abstract class PersonForm(VaultDb db, DomainWords words, IStringLocalizer<PersonTexts> texts) : PageModel
{
    protected IStringLocalizer<PersonTexts> Texts { get; } = texts;

    [BindProperty]
    public PersonInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    /// <summary>He signs in by his user name, which therefore stays.</summary>
    public bool SignsIn { get; protected set; }

    protected async Task LoadUnits() => Units = await UnitChoices.Of(db);

    /// <summary>Each mistake at its field.</summary>
    protected void Say(IReadOnlyList<RegisterFault> faults)
    {
        foreach (var entry in ModelState.Values)
            entry.Errors.Clear();
        foreach (var (field, problem) in faults)
            ModelState.AddModelError(
                $"{nameof(Input)}.{field}",
                field is RegisterField.Name or RegisterField.UserName or RegisterField.Unit
                    ? Texts[$"Fault.{field}.{problem}"]
                    : words.Problem(problem, field)
            );
    }
}
