using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.SignIns;
using Vault.Web.SignIn;
using Vault.Web.SignIn.Passkeys;

namespace Vault.Web.Pages.My;

/// <summary>How one signs in, and the way to each change.</summary>
public sealed class SignInModel(CurrentActor current, ReadOwnSignIn read) : PageModel
{
    public OwnSignIn Own { get; private set; } = null!;

    public string UserName => current.Person.SignInName;

    /// <summary>The host of this request; a passkey works at the one it was made for.</summary>
    public string Host => Request.Host.Host;

    public bool PasskeysWork => PasskeyRules.WorkAt(Request.Host);

    public void OnGet() => Own = read.Run(current.Actor);
}
