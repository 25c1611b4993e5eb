namespace Vault.Web.SignIn;

/// <summary>Names the texts about enrolling a second factor and keeping recovery codes.</summary>
public sealed class FactorTexts;
