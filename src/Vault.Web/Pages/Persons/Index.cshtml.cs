using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Units;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Persons;

/// <summary>All persons, narrowed by what the address says.</summary>
[Authorize(Policies.RegistrarOrSecurity)]
public sealed class IndexModel(
    VaultDb db,
    SearchPersons search,
    CurrentActor current,
    IStringLocalizer<PersonTexts> texts
) : PageModel
{
    public PersonPage Found { get; private set; } = null!;

    public string? Unit { get; private set; }

    public string? State { get; private set; }

    public string? Student { get; private set; }

    public bool IsNarrowed { get; private set; }

    public bool MayAdd => current.Has(OfficeRole.Registrar);

    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];

    public IReadOnlyList<SelectListItem> States =>
        [.. Enum.GetValues<PersonState>().Select(s => new SelectListItem(texts[$"State.{s}"], s.ToString()))];

    public IReadOnlyList<SelectListItem> StudentOrNot =>
        [new(texts["Student.Only"], "true"), new(texts["Student.Not"], "false")];

    /// <summary>What the address says wrongly narrows nothing.</summary>
    public async Task OnGetAsync(
        string? q,
        UnitId? unit,
        PersonState? state,
        bool? student,
        PersonSort sort,
        bool desc,
        [FromQuery(Name = "page")] int? number
    )
    {
        (Unit, State) = (unit?.ToString(), state?.ToString());
        Student =
            student is null ? null
            : student.Value ? "true"
            : "false";
        IsNarrowed = !string.IsNullOrWhiteSpace(q) || unit is not null || state is not null || student is not null;
        ModelState.Clear();
        Units = await UnitChoices.Of(db);
        Found = await search.Run(current.Standing(), new PersonQuery(q, unit, state, student, sort, desc, number ?? 1));
    }
}

/// <summary>How the states of persons look.</summary>
public static class PersonChips
{
    public static ChipKind Of(PersonState state) =>
        state switch
        {
            PersonState.Active => ChipKind.Active,
            PersonState.NotYetIn => ChipKind.Due,
            _ => ChipKind.Ended,
        };
}
