namespace Vault.Web.SignIn;

/// <summary>Names the texts of the second-factor field.</summary>
public sealed class StepUpTexts;
