using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations.Connectors;
using Vault.Web.Components;
using Vault.Web.Pages.Checkouts;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Custody;

/// <summary>
/// One component of one account: what is in custody of it, and for those who may use it the way to see the value, to
/// have a code issued, and to end a pending value. Every value is asked for by POST with a reason and a fresh second
/// factor.
/// </summary>
[NoteRevealFailure]
public sealed class SecretModel(
    VaultDb db,
    VaultInstance vault,
    ReadCustody custody,
    ReadAccountCheckouts checkouts,
    PurposeList purposes,
    PlatformList platforms,
    FindConnector connector,
    Sealer sealer,
    CurrentActor current,
    StepUpGate stepUp,
    CheckoutWords words,
    IStringLocalizer<CustodyTexts> texts
) : PageModel
{
    /// <summary>Seconds a revealed value stays on the page.</summary>
    public const int ShownSeconds = 30;

    public Account Account { get; private set; } = null!;

    public Component Component { get; private set; }

    /// <summary>A seed is never shown: codes are issued from it.</summary>
    public bool IsSeed => Component == Component.TotpSeed;

    public CustodyOverview Overview { get; private set; } = null!;

    /// <summary>Whether the reader has the account, and how he comes by it.</summary>
    public AccountCheckouts Checkouts { get; private set; } = null!;

    public CustodyLine Line => Overview.Of(Component);

    /// <summary>The platform has the component; if not, what is in custody stays usable and nothing is added to it.</summary>
    public bool IsOffered => platforms.Of(Account).Has(Component);

    /// <summary>The value being shown by this response, if it shows one.</summary>
    public SecretHtml? Shown { get; private set; }

    public SealedSecret? ShownSecret { get; private set; }

    public IssuedCode? Code { get; private set; }

    /// <summary>Key of the list; chosen where the account is not had yet, and is by this.</summary>
    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Which form was sent; the one to use the value if none was.</summary>
    public SecretForm Sent { get; private set; }

    public int CodeSecondsLeft => (int)Math.Ceiling((Code!.ChangesAt - vault.Clock.GetUtcNow()).TotalSeconds);

    /// <summary>
    /// Seconds after which a browser without script leaves the page: when a value's time is over, or that of a code and
    /// its successor. Null where nothing is shown.
    /// </summary>
    public int? LeaveAfter =>
        Code is not null ? CodeSecondsLeft + Code.PeriodSeconds
        : Shown is not null ? ShownSeconds
        : null;

    /// <summary>The reader made the pending value, so it is his to see and to end.</summary>
    public bool IsOwnPending => Line.Pending?.SetBy == current.Person.Id;

    /// <summary>The platform may have a colleague's new value as well as the one in use: both can be asked for.</summary>
    public bool MayAskForNew => Line.Pending is { AwaitsVerification: true } && !IsOwnPending;

    /// <summary>There is a value he may have shown, or a code.</summary>
    public bool MayAsk => Line.Current is not null || MayAskForNew || MayAskForRetired;

    /// <summary>The key of what the button says that shows the value in use; its argument is the version.</summary>
    public string CurrentVerb
    {
        get
        {
            if (!MayAskForNew)
                return Verbs.Of(Component);
            return IsSeed ? "Code.Former" : "Reveal.Former";
        }
    }

    /// <summary>What the form about the pending value does first.</summary>
    public string PendingStep
    {
        get
        {
            if (!IsOwnPending)
                return "giveup";
            return IsSeed ? "code" : "reveal";
        }
    }

    /// <summary>The key of what is said about the pending value; its arguments are the setter and the version.</summary>
    public string PendingWord =>
        Line switch
        {
            { IsAbandoned: true } => "Pending.Abandoned",
            { Pending.AwaitsVerification: true } when Connector is not null => "Applied.MayBe",
            { Pending.AwaitsVerification: true } => IsOwnPending ? "Applied.Lead" : "Applied.OfOther",
            _ when !IsOwnPending => "Pending.OfOther",
            { Current: null } => "Pending.Lead.First",
            _ => "Pending.Lead",
        };

    /// <summary>
    /// The connector that the reader can ask to put the pending value on the platform, or to see whether it is there; null
    /// if there is none for this.
    /// </summary>
    public string? Connector =>
        Line is { Current: not null, Pending: not null } && (IsOwnPending || MayAskForNew)
            ? connector.Run(Account.Id, Component)
            : null;

    /// <summary>A value that was replaced or given up may be what the platform has after all.</summary>
    public bool MayAskForRetired => Line.Retired is not null && !IsSeed;

    /// <summary>The component, with its version where it is not the current one that is shown.</summary>
    public string ShownName
    {
        get
        {
            var name = texts[$"Component.{Component}"].Value;
            return ShownSecret!.Id == Line.Current?.Id
                ? name
                : texts["Shown.Version", name, ShownSecret.Address.Version];
        }
    }

    /// <summary>The address of this page without a handler.</summary>
    public string Here => $"/accounts/{Account.Id}/secrets/{Component.Slug()}";

    public async Task<IActionResult> OnGetAsync(AccountId account, string component)
    {
        if (!await Load(account, component))
            return NotFound();
        if (Checkouts.IsOpenedByUse)
            Purpose = purposes.UsualOf(current.Person.Id, account).Key;
        return Page();
    }

    public async Task<IActionResult> OnPostRevealAsync(
        AccountId account,
        string component,
        WhichVersion which,
        [FromServices] Reveal reveal
    )
    {
        if (!await Load(account, component))
            return NotFound();
        Sent = which == WhichVersion.Pending && IsOwnPending ? SecretForm.Pending : SecretForm.Use;
        if (ReadReason() is not { } reason || await Proof() is not { } proof)
            return Page();
        switch (await reveal.Run(current.Actor, proof, account, Component, reason, which, Purpose))
        {
            case RevealOutcome.Granted granted:
                ShownSecret = granted.Secret;
                Shown = new SecretHtml(granted.Secret, granted.Receipt, sealer);
                return Page();
            case RevealOutcome.Refused refused:
                return Refuse(refused.Why, refused.Again);
            case RevealOutcome.NotHad not:
                return await NotHad(not.Why);
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostCodeAsync(
        AccountId account,
        string component,
        WhichVersion which,
        [FromServices] IssueCode issue
    )
    {
        if (!await Load(account, component) || !IsSeed)
            return NotFound();
        Sent = which == WhichVersion.Pending && IsOwnPending ? SecretForm.Pending : SecretForm.Use;
        if (ReadReason() is not { } reason || await Proof() is not { } proof)
            return Page();
        switch (await issue.Run(current.Actor, proof, account, reason, which, Purpose))
        {
            case IssueCodeOutcome.Granted granted:
                ShownSecret = granted.Seed;
                Code = sealer.IssueCode(granted.Seed, granted.Receipt, vault.Clock.GetUtcNow());
                return Page();
            case IssueCodeOutcome.Refused refused:
                return Refuse(refused.Why, refused.Again);
            case IssueCodeOutcome.NotHad not:
                return await NotHad(not.Why);
            default:
                return NotFound();
        }
    }

    public Task<IActionResult> OnPostApplyAsync(
        AccountId account,
        string component,
        [FromServices] ApplyPending apply
    ) => OfPending(account, component, proof => apply.Run(current.Actor, proof, account, Component), "Pending.Taken");

    public Task<IActionResult> OnPostGiveUpAsync(
        AccountId account,
        string component,
        [FromServices] GiveUpPending giveUp
    ) =>
        OfPending(account, component, proof => giveUp.Run(current.Actor, proof, account, Component), "Pending.GivenUp");

    public async Task<IActionResult> OnPostConnectorAsync(
        AccountId account,
        string component,
        [FromServices] RotateByConnector rotate
    )
    {
        if (!await Load(account, component))
            return NotFound();
        Sent = SecretForm.Connector;
        if (await Proof() is not { } proof)
            return Page();
        switch (await rotate.Run(current.Actor, proof, account, Component))
        {
            case RotateByConnectorOutcome.Answered answered:
                var (kind, text) = ConnectorWords.Of(answered.Result, texts);
                Flash.Leave(TempData, kind, text);
                return LocalRedirect(Here);
            case RotateByConnectorOutcome.Refused refused:
                return this.Refuse(texts[$"Connector.Refusal.{refused.Why}"]);
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostDestroyAsync(
        AccountId account,
        string component,
        [FromServices] DestroyRetired destroy
    )
    {
        if (!await Load(account, component))
            return NotFound();
        Sent = SecretForm.Destroy;
        FreshProof? proof = null;
        // Whoever may not is refused by the use case, and is not asked for a code before.
        if (Overview.MayDestroy && Line.Destroyable.Count > 0)
        {
            proof = await stepUp.Pass(ModelState, ProofPurpose.Destroy, account.Value);
            if (proof is null)
                return Page();
        }
        switch (await destroy.Run(current.Actor, proof, account, Component))
        {
            case DestroyOutcome.Destroyed done:
                Flash.Leave(TempData, NoticeKind.Done, texts["Destroy.Done", done.Count]);
                return LocalRedirect(Here);
            case DestroyOutcome.Refused refused:
                return Refuse(refused.Why);
            default:
                return NotFound();
        }
    }

    private async Task<IActionResult> OfPending(
        AccountId account,
        string component,
        Func<FreshProof, Task<PendingOutcome>> step,
        string done
    )
    {
        if (!await Load(account, component))
            return NotFound();
        Sent = SecretForm.Pending;
        if (await Proof() is not { } proof)
            return Page();
        switch (await step(proof))
        {
            case PendingOutcome.Done:
                Flash.Leave(TempData, NoticeKind.Done, texts[done]);
                return LocalRedirect(Here);
            case PendingOutcome.Refused refused:
                return Refuse(refused.Why);
            default:
                return NotFound();
        }
    }

    /// <summary>False if there is no such thing, or none for this person: the two look alike.</summary>
    private async Task<bool> Load(AccountId account, string slug)
    {
        if (!ComponentNames.TryParse(slug, out var component))
            return false;
        if (await db.OneOf(db.Set<Account>().Where(a => a.Id == account), account.ToString()) is not { } found)
            return false;
        var overview = await custody.Run(current.Person.Id, account);
        (Account, Component, Overview) = (found, component, overview);
        Checkouts = (await checkouts.Run(current.Person.Id, account))!;
        return overview.MayUse;
    }

    private Reason? ReadReason()
    {
        if (Core.People.Reason.TryParse(Reason, out var reason, out var refusal))
            return reason;
        ModelState.AddModelError(nameof(Reason), texts[$"Reason.{refusal}"]);
        return null;
    }

    private Task<FreshProof?> Proof() => stepUp.Pass(ModelState, ProofPurpose.UseSecrets, Account.Id.Value);

    /// <summary>Somebody has the account meanwhile, or its time has passed: the page says so, and how to come by it.</summary>
    private async Task<IActionResult> NotHad(NotCheckedOut not)
    {
        await Load(Account.Id, Component.Slug());
        return this.Refuse(words.Refusal(not.Why, Checkouts.Held));
    }

    private PageResult Refuse(CustodyRefusal why, DateTimeOffset? again = null)
    {
        ModelState.AddModelError("", texts[$"Refusal.{why}", words.Time(again)]);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}

/// <summary>The forms of the page; each asks for a second factor.</summary>
public enum SecretForm
{
    Use,
    Pending,
    Connector,
    Destroy,
}
