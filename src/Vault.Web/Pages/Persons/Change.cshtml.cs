using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Persons;

/// <summary>
/// Changes a person. The form holds in clear how to reach him, so that opening it is a line of the log like looking at
/// it on his page.
/// </summary>
[Authorize(Policies.Registrar)]
public sealed class ChangeModel(
    VaultDb db,
    ReadPerson read,
    OpenContact open,
    ChangePerson change,
    CurrentActor current,
    DomainWords words,
    IStringLocalizer<PersonTexts> texts
) : PersonForm(db, words, texts)
{
    public Person Person { get; private set; } = null!;

    /// <summary>The one the form was filled from.</summary>
    public int Revision { get; private set; }

    public string Back => $"/persons/{Person.Id}";

    public async Task<IActionResult> OnGetAsync(PersonId id)
    {
        if (!await Load(id) || await open.Run(current.Actor, id) is not { } contact)
            return NotFound();
        Input = PersonInput.Of(Person, contact);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(PersonId id, [FromForm] int revision)
    {
        if (!await Load(id))
            return NotFound();
        Revision = revision;
        switch (await change.Run(current.Actor, id, revision, Input.ToEntry()))
        {
            case ChangeOutcome.Changed changed:
                Flash.Leave(TempData, NoticeKind.Done, Texts[changed.Facts > 0 ? "Changed" : "Change.Nothing"]);
                return LocalRedirect(Back);
            case ChangeOutcome.Faulty faulty:
                Say(faulty.Faults);
                return Page();
            case ChangeOutcome.ChangedMeanwhile:
                return this.Refuse(Texts["Change.Meanwhile"]);
            case ChangeOutcome.NotYourRole:
                return StatusCode(StatusCodes.Status403Forbidden);
            default:
                return NotFound();
        }
    }

    private async Task<bool> Load(PersonId id)
    {
        if (await read.Run(current.Standing(), id) is not { } file)
            return false;
        Person = file.Person;
        Revision = Person.Revision;
        SignsIn = file.SignsIn;
        await LoadUnits();
        return true;
    }
}
