using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Core.Text;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.SignIn.Passkeys;

namespace Vault.Web.Pages.My;

/// <summary>Adds a passkey: a second factor first, then the device makes it. Only the second step needs script.</summary>
public sealed class NewPasskeyModel(
    CurrentActor current,
    StepUpGate gate,
    PasskeyCeremony ceremony,
    AddPasskey add,
    IStringLocalizer<MyTexts> texts
) : PageModel
{
    public const string NameField = "PasskeyName";

    /// <summary>The second factor was given; now the device is asked.</summary>
    public bool IsProven => !gate.IsNeeded(ProofPurpose.ChangeOwnSignIn, null);

    public bool PasskeysWork => PasskeyRules.WorkAt(Request.Host);

    /// <summary>What a passkey is called if its owner does not say.</summary>
    public string Suggested => DeviceName.Of(current.Device, texts["Sessions.UnknownDevice"]);

    public void OnGet() { }

    public async Task<IActionResult> OnPostBeginAsync() =>
        await gate.Pass(ModelState, ProofPurpose.ChangeOwnSignIn, null) is null ? Page() : RedirectToPage();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await gate.Pass(ModelState, ProofPurpose.ChangeOwnSignIn, null) is not { } proof)
            return Page();
        var request = new PasskeyRequest.Add(current.Session.Id);
        var posted = await PostedPasskey.Read(HttpContext);
        var made = posted is null ? null : await ceremony.VerifyNew(request, current.Person.Id, posted);
        var outcome = await add.Run(current.Actor, current.Session, proof, made, await Name());
        if (outcome != AddPasskeyOutcome.Added)
        {
            ModelState.AddModelError(NameField, texts[$"Passkeys.Refusal.{outcome}", AddPasskey.Limit]);
            return Page();
        }
        Flash.Leave(TempData, NoticeKind.Done, texts["Passkeys.Done"]);
        return RedirectToPage("SignIn");
    }

    // The passkey is on the device by now: a name that will not do must not be what the vault refuses it for.
    private async Task<string> Name()
    {
        var form = await Request.ReadFormAsync(HttpContext.RequestAborted);
        if (NameText.TryParse(form[NameField], AddPasskey.NameLimit, out var name, out _))
            return name;
        var suggested = InertText.Of(Suggested);
        return suggested.Length <= AddPasskey.NameLimit ? suggested : suggested[..AddPasskey.NameLimit];
    }
}
