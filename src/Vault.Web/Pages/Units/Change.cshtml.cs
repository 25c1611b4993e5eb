using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Persons;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Units;

/// <summary>Renames a unit, moves it, says what it is or who stands behind it.</summary>
[Authorize(Policies.Registrar)]
public sealed class ChangeModel(
    VaultDb db,
    ReadUnit read,
    ChangeUnit change,
    CurrentActor current,
    DomainWords words,
    IStringLocalizer<UnitTexts> texts,
    IStringLocalizer<PersonTexts> people
) : UnitForm(db, words, texts, people)
{
    public Unit Unit { get; private set; } = null!;

    /// <summary>The one the form was filled from.</summary>
    public int Revision { get; private set; }

    public string Back => $"/units/{Unit.Id}";

    public async Task<IActionResult> OnGetAsync(UnitId id)
    {
        if (!await Load(id))
            return NotFound();
        Input = new()
        {
            Unit = Unit.Parent,
            Name = Unit.Name,
            Kind = Unit.Kind,
            Fallback = Persons.TextOf(Unit.Fallback),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(UnitId id, [FromForm] int revision)
    {
        if (!await Load(id))
            return NotFound();
        Revision = revision;
        if (ReadEntry() is not { } entry)
            return Page();
        switch (await change.Run(current.Actor, id, revision, entry))
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

    /// <summary>False for what does not exist, or no longer.</summary>
    private async Task<bool> Load(UnitId id)
    {
        if (await read.Run(current.Standing(), id) is not { Unit: { DissolvedAt: null } unit })
            return false;
        (Unit, Revision, IsRoot) = (unit, unit.Revision, unit.Parent is null);
        await LoadChoices();
        return true;
    }
}
