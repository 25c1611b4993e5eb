using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.SignIns;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.SignIn.Passkeys;

namespace Vault.Web.Pages.SignIn;

/// <summary>
/// Name, password and second factor in one form, or a passkey in another; one answer to everything that is not right.
/// </summary>
[AllowAnonymous]
public sealed class IndexModel(
    VaultInstance vault,
    SignInWithFactors signIn,
    SignInWithPasskey signInWithPasskey,
    PasskeyCeremony passkeys,
    CurrentActor current,
    SignOut signOut,
    IStringLocalizer<SignInTexts> texts
) : PageModel
{
    public const string CodeField = "Code";
    public const string RecoveryField = "Recovery";

    /// <summary>Where the person wanted to go; a path of this vault or ignored.</summary>
    [BindProperty(SupportsGet = true, Name = "return")]
    public string? Back { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>The last attempt did not succeed; no more is said about why.</summary>
    public bool Refused { get; private set; }

    /// <summary>The last attempt was made with a passkey.</summary>
    public bool WithPasskey { get; private set; }

    public IActionResult OnGet()
    {
        if (vault.Log.Size == 0)
            return RedirectToPage("/SetUp/Closed");
        if (current.IsSignedIn)
            return LocalRedirect(LocalUrl.OrHome(Back));
        // Coming from another site the browser keeps the strict cookie back; asked again by our own page it sends it.
        if (Request.Headers["Sec-Fetch-Site"] == "cross-site")
            Response.Headers["Refresh"] =
                $"0;url={SessionHandler.SignInPath}{QueryString.Create("return", LocalUrl.OrHome(Back))}";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var code = await PostedCode.Read(HttpContext, CodeField, RecoveryField);
        return await Enter(await signIn.Run(UserName, Password, code, current.Address, current.Device));
    }

    public async Task<IActionResult> OnPostPasskeyAsync()
    {
        WithPasskey = true;
        var posted = await PostedPasskey.Read(HttpContext) ?? new PostedPasskey("", "");
        var outcome = await signInWithPasskey.Run(
            posted.CredentialId(),
            () => passkeys.Verify(new PasskeyRequest.SignIn(), posted),
            current.Address,
            current.Device
        );
        return await Enter(outcome);
    }

    private async Task<IActionResult> Enter(SignInOutcome outcome)
    {
        if (outcome is not SignInOutcome.SignedIn signedIn)
        {
            ModelState.Clear();
            Refused = true;
            return Page();
        }
        if (current.IsSignedIn)
            await signOut.Run(current.Actor, current.Session);
        SessionCookie.Write(Response, signedIn.Token);
        if (signedIn.FailuresBefore > 0)
            Flash.Leave(TempData, NoticeKind.Due, texts["FailuresBefore", signedIn.FailuresBefore]);
        return LocalRedirect(LocalUrl.OrHome(Back));
    }
}
