using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Persons;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Units;

/// <summary>One unit: what belongs to it, who is appointed over it, and its end.</summary>
[Authorize(Policies.Registrar)]
public sealed class UnitModel(
    ReadUnit read,
    DissolveUnit dissolve,
    TimeProvider clock,
    CurrentActor current,
    IStringLocalizer<UnitTexts> texts,
    IStringLocalizer<PersonTexts> people
) : PageModel
{
    public UnitFile Details { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public string Here => $"/units/{Details.Unit.Id}";

    public bool MayDissolve => Details.Unit is { DissolvedAt: null, Parent: not null };

    /// <summary>The question before an appointment ends; it is posted where every appointment ends, to the person's page.</summary>
    public Confirmation Ending(AppointedOver line) =>
        Confirmation.ToEnd(people, line.Person, line.Appointment, line.Over.Name);

    public async Task<IActionResult> OnGetAsync(UnitId id) => await Load(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDissolveAsync(UnitId id)
    {
        if (!await Load(id))
            return NotFound();
        switch (await dissolve.Run(current.Actor, id))
        {
            case DissolveOutcome.Dissolved:
                Flash.Leave(TempData, NoticeKind.Done, texts["Dissolve.Done", Details.Unit.Name]);
                return LocalRedirect("/units");
            case DissolveOutcome.StillInUse use:
                return this.Refuse(texts["Dissolve.InUse", use.Accounts, use.Persons, use.Units]);
            case DissolveOutcome.IsRoot:
                return this.Refuse(texts["Dissolve.Root"]);
            case DissolveOutcome.NotYourRole:
                return StatusCode(StatusCodes.Status403Forbidden);
            default:
                return this.Refuse(texts["Dissolve.Before"]);
        }
    }

    /// <summary>False if there is no such unit.</summary>
    private async Task<bool> Load(UnitId id)
    {
        if (await read.Run(current.Standing(), id) is not { } file)
            return false;
        Details = file;
        return true;
    }
}
