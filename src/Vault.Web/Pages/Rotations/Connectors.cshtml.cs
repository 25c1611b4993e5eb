using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations.Connectors;
using Vault.Web.Components;
using Vault.Web.Pages.Custody;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Rotations;

/// <summary>What the form of a connection says.</summary>
public sealed class ConnectionInput
{
    public Component? Component { get; set; }

    /// <summary>Empty: none.</summary>
    public string? Connector { get; set; }

    public string? Login { get; set; }
}

/// <summary>改密连接: which connectors of the host change the secrets of one account, and the way to decide otherwise.</summary>
[Authorize(Policies.SecurityAdministrator)]
public sealed class ConnectorsModel(
    VaultDb db,
    ReadConnections read,
    DecideConnection decide,
    ConnectorList connectors,
    PlatformList platforms,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<RotationTexts> texts,
    IStringLocalizer<CustodyTexts> custody
) : PageModel
{
    [BindProperty]
    public ConnectionInput Input { get; set; } = new();

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<ConnectionLine> Lines { get; private set; } = [];

    /// <summary>Nothing to choose from and nothing to take back.</summary>
    public bool IsIdle => connectors.Names.Count == 0 && Lines.Count == 0;

    public IReadOnlyList<SelectListItem> Components =>
        [
            .. platforms
                .Of(Account)
                .Components.Union(Lines.Select(l => l.Component))
                .Where(c => c.IsRotatable())
                .Select(c => new SelectListItem(custody[$"Component.{c}"], c.ToString())),
        ];

    public IReadOnlyList<SelectListItem> Connectors =>
        [.. connectors.Names.Select(name => new SelectListItem(name, name))];

    public string Here => $"/policy/connectors/{Account.Id}";

    public bool Has(string connector) => connectors.Has(connector);

    public async Task<IActionResult> OnGetAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        if (Lines is [var first, ..])
            Input = new()
            {
                Component = first.Component,
                Connector = first.Connector,
                Login = first.Login,
            };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(AccountId account)
    {
        if (!await Load(account))
            return NotFound();
        if (Input.Component is not { } component || !Enum.IsDefined(component))
            return Mistake(nameof(Input.Component), texts["Connectors.Component.Missing"]);
        if (await stepUp.Pass(ModelState, ProofPurpose.Administer, account.Value) is not { } proof)
            return Page();
        var connector = string.IsNullOrEmpty(Input.Connector) ? null : Input.Connector;
        switch (await decide.Run(current.Actor, proof, account, component, connector, Input.Login))
        {
            case ConnectionOutcome.Decided:
                Flash.Leave(
                    TempData,
                    NoticeKind.Done,
                    texts[connector is null ? "Connectors.Taken" : "Connectors.Decided"]
                );
                return LocalRedirect(Here);
            case ConnectionOutcome.NotConfigured:
                return Mistake(nameof(Input.Connector), texts["Connectors.NotConfigured"]);
            case ConnectionOutcome.LoginFaulty faulty:
                return Mistake(
                    nameof(Input.Login),
                    texts[$"Connectors.Login.{faulty.Why}", AccountConnection.LoginLimit]
                );
            case ConnectionOutcome.ProofNotFresh:
                ModelState.AddModelError(StepUpGate.CodeField, texts["Refusal.ProofNotFresh"]);
                Response.StatusCode = StatusCodes.Status409Conflict;
                return Page();
            case ConnectionOutcome.NotYourRole:
                return StatusCode(StatusCodes.Status403Forbidden);
            default:
                return NotFound();
        }
    }

    private PageResult Mistake(string field, string text)
    {
        ModelState.Remove($"{nameof(Input)}.{field}");
        ModelState.AddModelError($"{nameof(Input)}.{field}", text);
        return Page();
    }

    private async Task<bool> Load(AccountId account)
    {
        if (await db.OneOf(db.Set<Account>().Where(a => a.Id == account), account.ToString()) is not { } found)
            return false;
        (Account, Lines) = (found, read.Run(account));
        return true;
    }
}
