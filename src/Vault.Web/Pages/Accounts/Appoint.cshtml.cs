using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Proposals;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Accounts;

/// <summary>Proposes an appointment to this account; another person confirms it.</summary>
[Authorize(Policy = Policies.Registrar)]
public sealed class AppointModel(
    VaultDb db,
    ProposeGrant propose,
    RegisterChoices choices,
    DomainWords words,
    CurrentActor current,
    StepUpGate gate,
    ShownTime shown,
    IStringLocalizer<AccountTexts> texts,
    IStringLocalizer<ProposalTexts> proposalTexts
) : PageModel
{
    [BindProperty]
    public AppointInput Input { get; set; } = new();

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Persons { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Roles =>
        [.. Enum.GetValues<AppointmentRole>().Select(r => new SelectListItem(texts[$"Appoint.{r}"], r.ToString()))];

    /// <summary>The person the typed line means, once it means one: the second factor is for him.</summary>
    public PersonId? Beneficiary { get; private set; }

    public async Task<IActionResult> OnGetAsync(AccountId account, AppointmentRole? role)
    {
        Input.Role = role;
        return await Load(account) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        if (await Read() is not { } request)
            return Page();
        if (await gate.Pass(ModelState, ProofPurpose.Propose, request.Beneficiary.Value) is not { } proof)
            return Page();
        switch (await propose.Run(current.Actor, proof, request))
        {
            case ProposeOutcome.Proposed proposed:
                Flash.Leave(TempData, NoticeKind.Done, proposalTexts["Proposed"]);
                return LocalRedirect($"/proposals/{proposed.Id}");
            case ProposeOutcome.Refused refused:
                return this.Refuse(proposalTexts[$"Refusal.{refused.Why}"]);
            default:
                return NotFound();
        }
    }

    private async Task<GrantRequest?> Read()
    {
        Beneficiary = (await choices.PersonOf(Input.Person))?.Id;
        if (Beneficiary is null)
            ModelState.AddModelError("Input.Person", texts["Appoint.Person.Unknown"]);
        if (Input.Role is not { } role || !Enum.IsDefined(role))
        {
            ModelState.Remove("Input.Role");
            ModelState.AddModelError("Input.Role", words.Problem(RegisterProblem.Missing, RegisterField.Name));
            return null;
        }
        return ModelState.IsValid
            ? new GrantRequest.ForAppointment(Beneficiary!.Value, Account.Id, role, EndOf(Input.Until))
            : null;
    }

    /// <summary>An appointment until a day lasts to the end of that day on the institution's clock.</summary>
    private DateTimeOffset? EndOf(DateOnly? day) => day is { } last ? shown.StartOf(last.AddDays(1)) : null;

    private async Task<bool> Load(AccountId id)
    {
        if (await db.OneOf(db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
            return false;
        Account = account;
        Persons = await choices.Persons();
        return true;
    }
}

/// <summary>The fields of the form.</summary>
public sealed class AppointInput
{
    /// <summary>A line of the list, or a user name.</summary>
    public string? Person { get; set; }

    public AppointmentRole? Role { get; set; }

    public DateOnly? Until { get; set; }
}
