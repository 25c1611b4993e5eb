using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.SignIns;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.My;

/// <summary>How one signs in, and the way to each change.</summary>
public sealed class SignInModel(CurrentActor current, ReadOwnSignIn read) : PageModel
{
    public OwnSignIn Own { get; private set; } = null!;

    public string UserName => current.Person.SignInName;

    public void OnGet() => Own = read.Run(current.Actor);
}
