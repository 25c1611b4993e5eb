namespace Vault.Web.Pages.SignIn;

/// <summary>Names the texts of the sign-in page.</summary>
public sealed class SignInTexts;
