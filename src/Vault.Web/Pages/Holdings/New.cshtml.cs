using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Persons;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Holdings;

/// <summary>What the form of a holding says.</summary>
public sealed class NewHoldingInput
{
    /// <summary>A suggestion, a user name, or a name that only one person has.</summary>
    public string? Holder { get; set; }

    public string? Outside { get; set; }

    public string? Value { get; set; }

    public DateOnly? Since { get; set; }

    public DateOnly? Until { get; set; }

    public bool Replaces { get; set; }

    public string? Evidence { get; set; }
}

/// <summary>Asks which kind of holding it is, then for what is to be known of one.</summary>
public sealed class NewModel(
    VaultDb db,
    FindHolders holders,
    RecordHolding record,
    CurrentActor current,
    HoldingWords words,
    TimeProvider clock,
    IStringLocalizer<HoldingTexts> texts,
    IStringLocalizer<PersonTexts> people
) : PageModel
{
    // Null for who keeps no holdings of the account.
    private PersonChoices? _persons;

    [BindProperty]
    public NewHoldingInput Input { get; set; } = new();

    public Account Account { get; private set; } = null!;

    /// <summary>Null while it is to be chosen.</summary>
    public HoldingKind? Kind { get; private set; }

    public PersonChoices Persons => _persons ?? PersonChoices.None;

    /// <summary>The key of the label of the number, address or id.</summary>
    public string ValueWord => Kind!.Value.IsMedium() ? Kind.Value.ToString() : "Weixin";

    public string ValueType =>
        Kind switch
        {
            HoldingKind.BoundPhone => "tel",
            HoldingKind.BoundMailbox => "email",
            _ => "text",
        };

    public async Task<IActionResult> OnGetAsync(AccountId account, string? kind)
    {
        if (!await Load(account, kind))
            return NotFound();
        ModelState.Clear();
        Input.Replaces = Kind?.IsSingle() == true;
        return _persons is null ? Forbid() : Page();
    }

    public async Task<IActionResult> OnPostAsync(AccountId account, string? kind)
    {
        if (!await Load(account, kind))
            return NotFound();
        if (Kind is not { } which)
            return BadRequest();
        if (Read(which) is not { } entry)
            return Page();
        switch (await record.Run(current.Actor, account, entry))
        {
            case HoldingOutcome.Done:
                Flash.Leave(TempData, NoticeKind.Done, texts["Recorded", words.Of(which)]);
                return LocalRedirect($"/accounts/{account}/holdings");
            case HoldingOutcome.Faulty faulty:
                foreach (var fault in faulty.Faults)
                    Mistake(fault.Field.ToString(), words.Problem(fault));
                return Page();
            case HoldingOutcome.Refused:
                return StatusCode(StatusCodes.Status403Forbidden);
            default:
                return NotFound();
        }
    }

    /// <summary>Null, with the mistakes at their fields.</summary>
    private HoldingEntry? Read(HoldingKind kind)
    {
        var evidence = words.Evidence(Input.Evidence, out var mistake);
        if (evidence is null)
            Mistake(nameof(Input.Evidence), mistake!);
        PersonId? holder = null;
        if (!string.IsNullOrWhiteSpace(Input.Holder))
        {
            holder = Persons.Find(Input.Holder)?.Id;
            // Who keeps nothing here finds nobody; that he is refused is for the command to say and to log.
            if (holder is null && _persons is not null)
                Mistake(nameof(Input.Holder), texts["Problem.HolderUnknown"]);
        }
        return ModelState.IsValid
            ? new(kind, evidence!)
            {
                Holder = holder,
                Outside = Input.Outside,
                Value = Input.Value,
                Since = Input.Since,
                Until = Input.Until,
                Replaces = Input.Replaces && kind.IsSingle(),
            }
            : null;
    }

    private void Mistake(string field, string sentence)
    {
        var name = $"{nameof(Input)}.{field}";
        // What could not even be read has its message already.
        if (!ModelState.TryGetValue(name, out var entry) || entry.Errors.Count == 0)
            ModelState.AddModelError(name, sentence);
    }

    /// <summary>False if there is no such account, or none for this reader: the two look alike.</summary>
    private async Task<bool> Load(AccountId id, string? kind)
    {
        var me = current.Standing();
        if (await AccountAccess.Find(db, id, me, clock.GetUtcNow()) is not { Account: var account })
            return false;
        Account = account;
        Kind = Enum.TryParse<HoldingKind>(kind, out var known) && Enum.IsDefined(known) ? known : null;
        if (await holders.Run(me, id) is { } found)
            _persons = await PersonChoices.Among(db, people, found);
        return true;
    }
}
